import 'server-only'

const QUOTE = 0x22
const LINE_FEED = 0x0a
const RETURN = 0x0d

/**
 * Where in a field the text is. Only at its beginning does a quote open it; one after another that has
 * just ended it stands for a quote (RFC 4180).
 */
const BEGINNING = 0
const PLAIN = 1
const QUOTED = 2
const QUOTE_ENDED = 3

/** Counts the rows and columns of a table whose text comes in pieces. */
export interface TableShape {
  take(text: string): void
  /** Null where a quote is open that swallows the rest. */
  end(): { rows: number; columns: number } | null
}

/** Of a table whose fields are parted by one character. A blank line is no row. */
export function createTableShape(delimiter: string): TableShape {
  const parting = delimiter.charCodeAt(0)
  let place = BEGINNING
  let [rows, columns, fields] = [0, 0, 1]

  const endRow = (isBlank: boolean, count: number) => {
    if (!isBlank) rows += 1
    if (count > columns) columns = count
  }
  return {
    // Character by character, and with what changes at hand: a file may have half a billion of them.
    take(text) {
      let [here, count] = [place, fields]
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at)
        if (here === QUOTED) {
          if (code === QUOTE) here = QUOTE_ENDED
        } else if (code === parting) {
          count += 1
          here = BEGINNING
        } else if (code === LINE_FEED || code === RETURN) {
          endRow(count === 1 && here === BEGINNING, count)
          count = 1
          here = BEGINNING
        } else here = code === QUOTE && here !== PLAIN ? QUOTED : PLAIN
      }
      place = here
      fields = count
    },
    end() {
      if (place === QUOTED) return null
      endRow(fields === 1 && place === BEGINNING, fields)
      // The first row is the header.
      return { rows: Math.max(0, rows - 1), columns }
    },
  }
}
