import { NumbersList } from './numbers-list'

const QUOTE = 0x22
const SPACE = 0x20
const LINE_FEED = 0x0a
const RETURN = 0x0d

/** Where in a field a byte stands: as the server counts rows when a file comes (RFC 4180). */
const BEGINNING = 0
const PLAIN = 1
const QUOTED = 2
const QUOTE_ENDED = 3
const SPACES_BEHIND = 4

/** Where the rows of a table begin, found while its bytes come. A blank line is no row. */
export class RowIndex {
  readonly #parting: number
  readonly #starts = new NumbersList()
  #offset = 0
  #place = BEGINNING
  #fields = 1
  #start = 0
  #columns = 0
  #strayRow: number | null = null

  /** `delimiter`: one ASCII character; the bytes are UTF-8. */
  constructor(delimiter: string) {
    this.#parting = delimiter.charCodeAt(0)
  }

  /** Rows that have ended, the header among them. */
  get rows(): number {
    return this.#starts.length
  }

  /** The fields of the longest row. */
  get columns(): number {
    return this.#columns
  }

  /** A quote is open that swallows all that comes. */
  get isOpen(): boolean {
    return this.#place === QUOTED
  }

  /** The first row in which text follows a quote that closes a field; null where none does. */
  get strayRow(): number | null {
    return this.#strayRow
  }

  /** Where the row begins that has not ended; what was read, after the end. */
  get pending(): number {
    return this.#start
  }

  /** Byte by byte, and with what changes at hand: there may be half a billion of them. */
  take(piece: Uint8Array): void {
    const { length } = piece
    const [parting, offset] = [this.#parting, this.#offset]
    let [place, fields] = [this.#place, this.#fields]
    for (let at = 0; at < length; at++) {
      const code = piece[at]
      if (place === QUOTED) {
        if (code === QUOTE) place = QUOTE_ENDED
      } else if (code === parting) {
        fields += 1
        place = BEGINNING
      } else if (code === LINE_FEED || code === RETURN) {
        this.#endRow(fields === 1 && place === BEGINNING, fields, offset + at + 1)
        fields = 1
        place = BEGINNING
      } else if (place === BEGINNING) place = code === QUOTE ? QUOTED : PLAIN
      else if (place === QUOTE_ENDED && code === QUOTE) place = QUOTED
      else if (place !== PLAIN) {
        if (code === SPACE) place = SPACES_BEHIND
        else {
          this.#strayRow ??= this.#starts.length
          place = PLAIN
        }
      }
    }
    this.#place = place
    this.#fields = fields
    this.#offset = offset + length
  }

  /** The last row may have no line ending. */
  end(): void {
    const isBlank = this.#fields === 1 && this.#place === BEGINNING
    this.#endRow(isBlank, this.#fields, this.#offset)
  }

  /** The bytes of a row, line endings behind it included. */
  bounds(row: number): { start: number; end: number } | null {
    const start = this.#starts.at(row)
    return start === undefined ? null : { start, end: this.#starts.at(row + 1) ?? this.#start }
  }

  #endRow(isBlank: boolean, fields: number, next: number): void {
    if (!isBlank) {
      this.#starts.push(this.#start)
      if (fields > this.#columns) this.#columns = fields
    }
    this.#start = next
  }
}
