import 'server-only'
import { BOUNDS } from './bounds'
import { McpFailure } from './mcp-failure'

const NEWLINE = 0x0a

/** Cuts what a program prints into lines; throws once it prints too much. */
export class LineReader {
  #parts: Buffer[] = []
  #size = 0
  #unasked = { lines: 0, bytes: 0, since: 0 }

  /** Calls `onLine` for each line that is whole now; false = nobody asked for it. */
  read(chunk: Buffer, onLine: (line: string) => boolean): void {
    let rest = chunk
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      this.#keep(rest.subarray(0, end))
      const line = Buffer.concat(this.#parts)
      this.#parts = []
      this.#size = 0
      rest = rest.subarray(end + 1)
      if (!onLine(line.toString())) this.#count(line.length)
    }
    this.#keep(rest)
  }

  #keep(part: Buffer): void {
    this.#size += part.length
    if (this.#size > BOUNDS.messageBytes) throw new McpFailure(tooMuch(BOUNDS.messageBytes))
    if (part.length > 0) this.#parts.push(part)
  }

  #count(bytes: number): void {
    const now = performance.now()
    const { unasked } = BOUNDS
    if (now - this.#unasked.since > unasked.ms) this.#unasked = { lines: 0, bytes: 0, since: now }
    this.#unasked.lines += 1
    this.#unasked.bytes += bytes
    if (this.#unasked.lines > unasked.lines || this.#unasked.bytes > unasked.bytes) {
      throw new McpFailure('printed without end what nobody asked for.')
    }
  }
}

/** What is said of an answer that is longer than it may be. */
export function tooMuch(bytes: number): string {
  return `sent more than ${bytes / 1_000_000} MB at once.`
}
