import 'server-only'

const SEPARATORS = ['\t', ';', ',', '，'] as const
const LONGEST_CELL = 60

/** What parts the cells of lines that are a table; null where they are none. */
export function separatorOf(lines: readonly string[]): string | null {
  const full = lines.filter((line) => line.trim() !== '').slice(0, 200)
  if (full.length < 2) return null
  for (const separator of SEPARATORS) {
    const counts = full.map((line) => countOf(line, separator))
    const columns = counts[0] ?? 0
    if (columns < 1 || (columns === 1 && full.length < 3 && separator !== '\t')) continue
    const alike = counts.filter((count) => count === columns).length
    if (alike === full.length || (full.length >= 10 && alike / full.length >= 0.9)) {
      if (full.every((line) => isRow(line, separator))) return separator
    }
  }
  return null
}

/** How often a separator stands in a line outside quotation marks. */
function countOf(line: string, separator: string): number {
  if (!line.includes('"')) return line.split(separator).length - 1
  let [count, isQuoted] = [0, false]
  for (const mark of line) {
    if (mark === '"') isQuoted = !isQuoted
    else if (mark === separator && !isQuoted) count++
  }
  return count
}

/** Prose with commas has long cells, or ends like a sentence. */
function isRow(line: string, separator: string): boolean {
  if (/[.!?。！？:：]\s*$/.test(line) && !/\d\.?\s*$/.test(line)) return false
  const cells = line.split(separator)
  const isTight = cells.length > 2 || separator !== ',' || !/[a-z], [a-z]/.test(line)
  return (
    isTight &&
    cells.every((cell) => cell.length <= LONGEST_CELL * 4) &&
    line.length <= cells.length * LONGEST_CELL
  )
}
