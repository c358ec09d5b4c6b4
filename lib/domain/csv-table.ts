/** A number is written as programs read it; null is an empty cell. */
export type CsvCell = string | number | null

/** A table for other programs (RFC 4180). */
export function writeCsv(lines: readonly (readonly CsvCell[])[]): string {
  return lines.map((line) => `${line.map(writeCell).join(',')}\r\n`).join('')
}

/** Whoever chose a text, such as a model's name: none may be a formula where the table is opened. */
function writeCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
