import 'server-only'
import Papa from 'papaparse'

/** What a name says that its table's fields are parted by; null where it is found in the text. */
const BY_EXTENSION: Readonly<Record<string, string | null>> = {
  csv: null,
  tsv: '\t',
  tab: '\t',
  psv: '|',
}
/** Names that say nothing of a text. */
const SILENT = new Set(['', 'txt', 'text', 'dat', 'data'])

/** In as many columns a text is a table although its name does not say so: prose has commas, too. */
const TELLING_COLUMNS: Readonly<Record<string, number>> = { '\t': 2, '|': 3, ',': 3, ';': 3 }
const TELLING_ROWS = 3
const LOOKED_AT = 20

/** What parts the fields of a table, by its first lines; null for a text that is no table. */
export function findDelimiter(extension: string, head: string): string | null {
  if (Object.hasOwn(BY_EXTENSION, extension))
    return BY_EXTENSION[extension] ?? guess(head).delimiter
  if (!SILENT.has(extension)) return null
  const { delimiter, rows } = guess(head)
  const columns = rows[0]?.length ?? 0
  const isTable =
    rows.length >= TELLING_ROWS &&
    columns >= (TELLING_COLUMNS[delimiter] ?? Number.POSITIVE_INFINITY) &&
    rows.every((row) => row.length === columns)
  return isTable ? delimiter : null
}

function guess(head: string): { delimiter: string; rows: string[][] } {
  const { data, meta } = Papa.parse<string[]>(head, { preview: LOOKED_AT, skipEmptyLines: true })
  // The text's beginning may end amid a row.
  const rows = data.length < LOOKED_AT && !head.endsWith('\n') ? data.slice(0, -1) : data
  return { delimiter: meta.delimiter, rows }
}
