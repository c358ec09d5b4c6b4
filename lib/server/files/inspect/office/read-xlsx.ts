import 'server-only'
import Papa from 'papaparse'

/** A sheet's rows, the first of them its header; blank ones and columns at the end are left out. */
export interface Sheet {
  name: string
  rows: string[][]
}

/** The sheets of a workbook, with the values that its formulas had when it was saved. */
export async function readXlsx(archive: Buffer): Promise<Sheet[]> {
  const { default: read } = await import('read-excel-file/universal')
  const bytes = new Uint8Array(archive)
  const sheets = await read(bytes.buffer, { trim: false })
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((row) => row.map(textOf)),
  }))
}

/** One CSV per sheet under a line with its name. */
export function csvOf(sheets: readonly Sheet[]): string {
  return sheets
    .map(({ name, rows }) => `# ${name}\n${Papa.unparse(rows, { newline: '\n' })}\n`)
    .join('\n')
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? dateOf(value) : String(value)
}

/** A day without a time is a date alone. */
function dateOf(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const [day = '', time = ''] = date
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .split('T')
  return time === '00:00:00' ? day : `${day} ${time}`
}
