const ROW = /^ {0,3}\|/
const DELIMITER = /^[\s|:-]*$/

/**
 * A growing block less the head of a table that is not one yet: a row is a paragraph of pipes until
 * the delimiter row under it is whole, and would jump into its shape then.
 */
export function withoutTableHead(source: string): string {
  const [before = '', above = '', last = ''] = lastLines(source)
  if (!ROW.test(last)) return source
  if (!ROW.test(above)) return less(source, last)
  const isHead = !ROW.test(before) && isBecomingDelimiter(last, above)
  return isHead ? less(source, `${above}\n${last}`) : source
}

function less(source: string, end: string): string {
  return source.slice(0, source.length - end.length).trimEnd()
}

/** The last three lines: the block may be long, and is looked at with each token. */
function lastLines(source: string): string[] {
  let from = source.length
  for (let lines = 0; lines < 3 && from > 0; lines++) from = source.lastIndexOf('\n', from - 1)
  const lines = source.slice(Math.max(from, 0)).split('\n').slice(-3)
  return [...Array.from({ length: 3 - lines.length }, () => ''), ...lines]
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
