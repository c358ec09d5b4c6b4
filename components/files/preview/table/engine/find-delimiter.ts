import Papa from 'papaparse'

const LOOKED_AT = 20
const FALLBACK = ','

/** What parts the fields of a table, by its first lines: found as the server finds it. */
export function findDelimiter(head: string): string {
  const { meta } = Papa.parse(head, { preview: LOOKED_AT, skipEmptyLines: true })
  return meta.delimiter.length === 1 ? meta.delimiter : FALLBACK
}
