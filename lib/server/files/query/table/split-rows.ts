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
    const { rows, next } = rowsIn(rest + piece, delimiter, false)
    yield* rows
    rest = next
  }
  yield* rowsIn(rest, delimiter, true).rows
}

/** The rows that end in a text, at its last piece the one that does not, too; and what is left of it. */
function rowsIn(
  text: string,
  delimiter: string,
  isLast: boolean,
): { rows: string[][]; next: string } {
  const [feed, carriage, quote] = [nextOf(text, '\n'), nextOf(text, '\r'), nextOf(text, '"')]
  const parting = nextOf(text, delimiter)
  const endOfCell = (from: number) => Math.min(parting(from), feed(from), carriage(from))
  const rows: string[][] = []
  let start = 0
  while (start < text.length) {
    const end = Math.min(feed(start), carriage(start))
    const isQuoted = quote(start) < end
    const row = isQuoted
      ? quotedRow(text, start, endOfCell)
      : { cells: end > start ? text.slice(start, end).split(delimiter) : [], end }
    if (row.end === text.length && !isLast) break
    if (row.cells.length > 0) rows.push(row.cells)
    start = row.end + 1
  }
  return { rows, next: text.slice(start) }
}

const QUOTE = 0x22

/** A row that has quotes. Its end is the text's where none is found. */
function quotedRow(
  text: string,
  start: number,
  endOfCell: (from: number) => number,
): { cells: string[]; end: number } {
  const cells: string[] = []
  let at = start
  for (;;) {
    const cell = text.charCodeAt(at) === QUOTE ? quotedCell(text, at) : null
    const end = endOfCell(cell?.end ?? at)
    const rest = text.slice(cell?.end ?? at, end)
    cells.push(cell === null ? rest : cell.text + rest)
    if (end === text.length || text[end] === '\n' || text[end] === '\r') return { cells, end }
    at = end + 1
  }
}

function quotedCell(text: string, start: number): { text: string; end: number } {
  let isPlain = true
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from)
    if (quote === -1) return { text: text.slice(start + 1), end: text.length }
    if (text[quote + 1] !== '"') {
      const inner = text.slice(start + 1, quote)
      return { text: isPlain ? inner : inner.replaceAll('""', '"'), end: quote + 1 }
    }
    isPlain = false
    from = quote + 2
  }
}
