/** The fields of a row. A quote opens a field only at its beginning; a doubled one stands for itself. */
export function splitRow(row: string, delimiter: string): string[] {
  if (!row.includes('"')) return row.split(delimiter)
  const fields: string[] = []
  let at = 0
  for (;;) {
    const { value, end } =
      row[at] === '"' ? readQuoted(row, at, delimiter) : readPlain(row, at, delimiter)
    fields.push(value)
    if (end >= row.length) return fields
    at = end + delimiter.length
  }
}

interface Read {
  value: string
  /** Where the delimiter behind it is; the row's length where none is. */
  end: number
}

function readPlain(row: string, start: number, delimiter: string): Read {
  const found = row.indexOf(delimiter, start)
  const end = found === -1 ? row.length : found
  return { value: row.slice(start, end), end }
}

function readQuoted(row: string, start: number, delimiter: string): Read {
  let value = ''
  let from = start + 1
  for (;;) {
    const quote = row.indexOf('"', from)
    if (quote === -1) return { value: value + row.slice(from), end: row.length }
    value += row.slice(from, quote)
    if (row[quote + 1] !== '"') {
      // What follows a closing quote belongs to the field, wrong as it is.
      const { value: rest, end } = readPlain(row, quote + 1, delimiter)
      return { value: value + rest, end }
    }
    value += '"'
    from = quote + 2
  }
}
