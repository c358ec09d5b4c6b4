/** Beyond these, what stands in one block is no prose, and reading it as Markdown would take too long. */
const MOST_CHARACTERS = 40_000
const MOST_DEPTH = 30
const MOST_ROWS = 300

/** Containers that a line opens: quotations, and lists in lists. */
const OPENINGS = new RegExp(`^[ \\t]*(?:(?:>|[-+*]|\\d{1,9}[.)])[ \\t]*){${MOST_DEPTH},}`, 'm')
const INDENT = new RegExp(`^[ \\t]{${MOST_DEPTH * 4},}(?:[-+*]|\\d{1,9}[.)])[ \\t]`, 'm')
const TABLE = /^[^\n]*\|[^\n]*\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*(?:\n|$)/

/** What of a block is read as Markdown; the rest is shown as it is written. */
export function boundsOf(source: string): { drawn: string; rest: string } {
  if (source.length > MOST_CHARACTERS / 4 && TABLE.test(source.slice(0, MOST_CHARACTERS))) {
    return cutAt(source, endOfLine(source, MOST_ROWS + 2))
  }
  if (OPENINGS.test(source) || INDENT.test(source)) return { drawn: '', rest: source }
  if (source.length <= MOST_CHARACTERS) return { drawn: source, rest: '' }
  return cutAt(source, source.lastIndexOf('\n', MOST_CHARACTERS))
}

function cutAt(source: string, at: number): { drawn: string; rest: string } {
  return {
    drawn: source.slice(0, Math.max(at, 0)),
    rest: source.slice(Math.max(at, 0)).trimStart(),
  }
}

/** Where the given line ends, counted from one; the length where there are fewer. */
function endOfLine(source: string, line: number): number {
  let end = -1
  for (let i = 0; i < line; i++) {
    end = source.indexOf('\n', end + 1)
    if (end < 0) return source.length
  }
  return end
}
