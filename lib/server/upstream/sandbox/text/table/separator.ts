import 'server-only'

const SEPARATORS = ['\t', ';', ',', '，'] as const
const LONGEST_CELL = 60
/** So many lines tell what parts their cells. */
export const MOST_LINES = 200

/** What parts the cells of lines that are a table; null where they are none. */
export function separatorOf(lines: readonly string[]): string | null {
  const full = lines.slice(0, MOST_LINES).filter((line) => line.trim() !== '')
  const [first = ''] = full
  if (full.length < 2) return null
  for (const separator of SEPARATORS) {
    const columns = countOf(first, separator)
    if (columns < 1 || (columns === 1 && full.length < 3 && separator !== '\t')) continue
    if (areAlike(full, separator, columns) && full.every((line) => isRow(line, separator)))
      return separator
  }
  return null
}

/** Of ten lines and more one in ten may have more or fewer cells; it takes few lines to see that none do. */
function areAlike(lines: readonly string[], separator: string, columns: number): boolean {
  let odd = 0
  return lines.every((line) => {
    if (countOf(line, separator) !== columns) odd++
    return odd === 0 || (lines.length >= 10 && odd * 10 <= lines.length)
  })
}

/** The cells of a line of a Markdown table. */
export function pipeCells(line: string): string[] {
  const bare = line.trim().replace(/^\|/, '').replace(/\|$/, '')
  return bare.split(/(?<!\\)\|/).map((cell) => cell.replace(/\\\|/g, '|').trim())
}

/** Whether a line is the one that stands below the head of a Markdown table. */
export const isRule = (line: string): boolean =>
  line.includes('--') && pipeCells(line).every((cell) => /^:?-{2,}:?$/.test(cell))

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
