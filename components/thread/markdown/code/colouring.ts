import type { GrammarState } from 'shiki/types'
import type { Grammar, Line } from './grammar'

/** Lines that are drawn together; once full, a chunk is never made or drawn again. */
export interface Chunk {
  lines: readonly Line[]
}

export interface Coloured {
  chunks: readonly Chunk[]
  /** The last line, which may still grow; null where what follows has not been read. */
  last: Line | null
  /** What has not been read yet. */
  rest: string
  isDone: boolean
}

export const LINES_PER_CHUNK = 40
const LINES_PER_READ = 20

/** Colours code that grows. A line that has ended is read once. */
export class Colouring {
  readonly #grammar: Grammar
  #code = ''
  /** Where the first line begins that has not been read. */
  #at = 0
  #state: GrammarState | undefined
  #chunks: Chunk[] = []

  constructor(grammar: Grammar) {
    this.#grammar = grammar
  }

  /** Goes on reading for about `budget` ms; to be called again while it is not done. */
  read(code: string, budget: number): Coloured {
    if (!code.startsWith(this.#code)) this.#restart()
    this.#code = code
    const until = performance.now() + budget
    let end = this.#endOfLines()
    while (end > this.#at && performance.now() < until) {
      this.#take(code.slice(this.#at, end))
      this.#at = end + 1
      end = this.#endOfLines()
    }
    const isDone = end <= this.#at
    const rest = code.slice(this.#at)
    const last = isDone ? (this.#grammar.read(rest, this.#state).lines[0] ?? []) : null
    return { chunks: [...this.#chunks], last, rest: isDone ? '' : rest, isDone }
  }

  #restart(): void {
    this.#at = 0
    this.#state = undefined
    this.#chunks = []
  }

  /** Where the next lines end that are read at once; not past the read ones if none has ended. */
  #endOfLines(): number {
    let end = this.#at
    for (let i = 0; i < LINES_PER_READ; i++) {
      const next = this.#code.indexOf('\n', i === 0 ? this.#at : end + 1)
      if (next < 0) return i === 0 ? this.#at - 1 : end
      end = next
    }
    return end
  }

  #take(text: string): void {
    const { lines, state } = this.#grammar.read(text, this.#state)
    this.#state = state
    const open = this.#chunks.at(-1)
    const isFull = open === undefined || open.lines.length >= LINES_PER_CHUNK
    if (isFull) this.#chunks.push({ lines })
    else this.#chunks[this.#chunks.length - 1] = { lines: [...open.lines, ...lines] }
  }
}
