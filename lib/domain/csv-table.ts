/** A number is written as programs read it; null is an empty cell. */
export type CsvCell = string | number | null

/** Without it Excel reads what is not English by the code page of its machine. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A table for other programs (RFC 4180). */
export function writeCsv(lines: readonly (readonly CsvCell[])[]): string {
  const rows = lines.map((line) => `${line.map(writeCell).join(',')}\r\n`)
  return BYTE_ORDER_MARK + rows.join('')
}

/**
 * Whoever chose a text, such as a model's name: none may be a formula where the table is opened, nor a part of it
 * where lists are separated by semicolons and these cut it apart.
 */
function writeCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = cell.replace(/^(?=[=+\-@\t\r\n])|(?<=;)(?=[=+\-@\t\r\n])/g, "'")
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
