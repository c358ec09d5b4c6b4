import 'server-only'
import { type DecimalMark, decimalMarkOf } from '@/lib/domain/files/table/decimal-mark'
import { splitSheets } from '@/lib/domain/files/table/split-sheets'
import { type OpenFile, withFile } from '../../inspect/open-file'
import { decodedHead, decodedPieces } from '../../inspect/text/decode'
import { findDelimiter } from '../../inspect/text/delimiter'
import { extensionOf } from '../../inspect/text/kind-by-name'
import type { AskedFile } from '../job'
import { QueryProblem } from '../query-problem'
import { listOf } from '../tellable'
import { textOf } from '../text-of'
import { otherDatesOf } from './other-dates'
import { splitRows } from './split-rows'

const HEAD = 64 * 1024

/** A table as it is read: row by row, from its beginning. */
export interface Table {
  /** Of a workbook. */
  sheet: string | null
  columns: string[]
  decimal: DecimalMark
  /** How it was read where it could be read otherwise. */
  notes: string[]
  /** By their places: columns with dates that do not sort by their letters, as far as its beginning tells. */
  otherDates: ReadonlySet<number>
  rows: Iterable<string[]>
}

/** Opens a table for as long as `use` takes. */
export async function withTable<Result>(
  file: AskedFile,
  sheet: string | undefined,
  use: (table: Table) => Result,
): Promise<Result> {
  if (file.facts.kind === 'xlsx') return use(await openSheet(file, sheet))
  if (sheet !== undefined) throw new QueryProblem(`${file.name} has no sheets: leave out sheet.`)
  return withFile(file.path, async (open) => use(openText(file, open)))
}

async function openSheet(file: AskedFile, wanted: string | undefined): Promise<Table> {
  const sheets = splitSheets(await textOf(file))
  const found =
    wanted === undefined
      ? (sheets.find(({ csv }) => csv.trim() !== '') ?? sheets[0])
      : (sheets.find(({ name }) => name === wanted) ??
        sheets.find(({ name }) => bare(name) === bare(wanted)))
  if (found === undefined) {
    const names = sheets.map(({ name }) => name)
    throw new QueryProblem(`${file.name} has no sheet "${wanted}". It has ${listOf(names)}.`)
  }
  const table = tableOf(splitRows([found.csv], ','), 0)
  const otherDates = otherDatesOf([...splitRows([found.csv.slice(0, HEAD)], ',')])
  return { ...table, sheet: found.name, decimal: '.', notes: [], otherDates }
}

function openText({ name, facts }: AskedFile, open: OpenFile): Table {
  const encoding = facts.encoding ?? 'utf-8'
  const head = decodedHead(open.bytesAt(0, HEAD), encoding)
  const delimiter = findDelimiter(extensionOf(name), head) ?? delimiterOf(facts.mediaType)
  const first = [...splitRows([head], delimiter)]
  const cells = first.flat().map((cell) => cell.trim())
  const { decimal, note } = decimalMarkOf(cells, delimiter)
  const table = tableOf(splitRows(decodedPieces(open, encoding), delimiter), facts.columns ?? 0)
  const notes = note === null ? [] : [note]
  return { ...table, sheet: null, decimal, notes, otherDates: otherDatesOf(first) }
}

const delimiterOf = (mediaType: string) => (mediaType === 'text/tab-separated-values' ? '\t' : ',')

/** The first row names the columns. */
function tableOf(rows: Generator<string[]>, width: number): Pick<Table, 'columns' | 'rows'> {
  const { value: heads } = rows.next()
  const columns = Array.from({ length: Math.max(heads?.length ?? 0, width) }, (_, at) =>
    (heads?.[at] ?? '').trim(),
  )
  return { columns: withDistinctNames(columns), rows }
}

/** A column is called by its place where it has no name, and the second of a name is numbered. */
function withDistinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>(names)
  const seen = new Set<string>()
  return names.map((given, at) => {
    const name = given === '' ? `column ${at + 1}` : given
    let own = name
    for (let n = 2; seen.has(own) || (own !== given && taken.has(own)); n++) own = `${name} (${n})`
    seen.add(own)
    return own
  })
}

/** A name as somebody may write it who read it elsewhere. */
export const bare = (name: string) => name.trim().toLowerCase()
