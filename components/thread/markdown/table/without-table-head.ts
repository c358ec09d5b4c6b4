const ROW = /^ {0,3}\|/
const DELIMITER = /^[\s|:-]*$/

/**
 * A growing block less the head of a table that is not one yet: a row is a paragraph of pipes until
 * the delimiter row under it is whole, and would jump into its shape then.
 */
export function withoutTableHead(source: string): string {
  const lines = source.split('\n')
  let start = lines.length
  while (start > 0 && ROW.test(lines[start - 1] ?? '')) start--
  const [head, delimiter, ...rest] = lines.slice(start)
  if (head === undefined || rest.length > 0) return source
  if (delimiter !== undefined && !isBecomingDelimiter(delimiter, head)) return source
  return lines.slice(0, start).join('\n')
}

/** Something is missing of it still. */
function isBecomingDelimiter(line: string, head: string): boolean {
  return DELIMITER.test(line) && cellsIn(line) < cellsIn(head)
}

/** Cells that are begun; an escaped pipe parts none. */
function cellsIn(row: string): number {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.trim() === ''
    ? 0
    : inner.split(/(?<!\\)\|/).filter((cell) => cell.trim() !== '').length
}
