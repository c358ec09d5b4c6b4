import 'server-only'

/** Where in a text something stands next; asked for a place again and again, it is looked for once. */
function nextOf(text: string, wanted: string): (from: number) => number {
  let at = -1
  return (from) => {
    if (at < from) {
      const found = text.indexOf(wanted, from)
      at = found === -1 ? text.length : found
    }
    return at
  }
}

/**
 * The rows of a table whose text comes in pieces, as they are counted elsewhere (RFC 4180, see
 * inspect/text/table-shape): a quote opens a field only at its beginning, and a blank line is no row.
 */
export function* splitRows(pieces: Iterable<string>, delimiter: string): Generator<string[]> {
  let rest = ''
  for (const piece of pieces) {
    const text = rest + piece
    rest = text.slice(yield* rowsIn(text, delimiter, false))
  }
  yield* rowsIn(rest, delimiter, true)
}

/** The rows that end in a text, at its last piece the one that does not, too; returns where the next begins. */
function* rowsIn(text: string, delimiter: string, isLast: boolean): Generator<string[], number> {
  const [feed, carriage, quote] = [nextOf(text, '\n'), nextOf(text, '\r'), nextOf(text, '"')]
  const parting = nextOf(text, delimiter)
  const endOfCell = (from: number) => Math.min(parting(from), feed(from), carriage(from))
  let start = 0
  while (start < text.length) {
    const end = Math.min(feed(start), carriage(start))
    if (quote(start) < end) {
      const row = quotedRow(text, start, endOfCell)
      if (row.end === text.length && !isLast) return start
      yield row.cells
      start = row.end + 1
      continue
    }
    if (end === text.length && !isLast) return start
    if (end > start) yield text.slice(start, end).split(delimiter)
    start = end + 1
  }
  return text.length
}

/** A row that has quotes. Its end is the text's where none is found. */
function quotedRow(
  text: string,
  start: number,
  endOfCell: (from: number) => number,
): { cells: string[]; end: number } {
  const cells: string[] = []
  let at = start
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : { text: '', end: at }
    const end = endOfCell(cell.end)
    cells.push(cell.text + text.slice(cell.end, end))
    if (end === text.length || text[end] === '\n' || text[end] === '\r') return { cells, end }
    at = end + 1
  }
}

function quotedCell(text: string, start: number): { text: string; end: number } {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from)
    if (quote === -1) return { text: text.slice(start + 1), end: text.length }
    if (text[quote + 1] !== '"') {
      return { text: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 }
    }
    from = quote + 2
  }
}
