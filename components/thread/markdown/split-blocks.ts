/** A part of an answer that is drawn by itself. A block that another follows never changes again. */
export type Block =
  | { kind: 'text'; source: string }
  | { kind: 'code'; info: string; code: string; isOpen: boolean }

interface Fence {
  info: string
  closing: RegExp
  /** Where its code begins. */
  from: number
}

/** Up to which length a list is one block; a longer one goes on in the next, at an item. */
const LIST_LENGTH = 8_000
const FENCE = /^(`{3,}(?=[^`]*$)|~{3,})(.*)$/
const HEADING = /^#{1,6}(?:[ \t]|$)/
/** What may be an item of a list that stands above: it may go on after an empty line. */
const ITEM = /^(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/
const MAYBE_ITEM = /^(?:[-+*]|\d{1,9}[.)]?)$/
/** The beginning of a line that may yet close a fence. */
const MAYBE_CLOSING = /^ {0,3}(?:`+|~+)$/

/**
 * Cuts Markdown that grows into blocks, by lines, reading each line once. The cuts are those of
 * CommonMark: a fence or a heading without indent ends whatever stands above it, and so does any
 * line without indent after an empty one, but for an item of a list.
 */
export class BlockSplitter {
  #text = ''
  #done: Block[] = []
  /** Where the block begins that may still grow. */
  #from = 0
  /** Where the first line begins that has not been read. */
  #at = 0
  #fence: Fence | null = null
  #isAfterEmpty = false

  /** All blocks of a text; fast where it is the last one and more. */
  split(text: string): readonly Block[] {
    if (text !== this.#text) {
      if (!text.startsWith(this.#text)) this.#restart()
      this.#text = text
      for (let end = text.indexOf('\n', this.#at); end >= 0; end = text.indexOf('\n', this.#at)) {
        this.#read(lineOf(text, this.#at, end), end + 1)
      }
    }
    return [...this.#done, ...this.#open()]
  }

  #restart(): void {
    this.#done = []
    this.#from = 0
    this.#at = 0
    this.#fence = null
    this.#isAfterEmpty = false
  }

  /** A whole line; the next one begins at `next`. */
  #read(line: string, next: number): void {
    if (this.#fence !== null) {
      if (this.#fence.closing.test(line)) {
        this.#done.push(this.#codeUntil(this.#fence, this.#at, false))
        this.#fence = null
        this.#from = next
      }
    } else {
      const opening = FENCE.exec(line)
      if (opening !== null || this.#isCut(line)) this.#cut()
      if (opening !== null) this.#fence = fenceOf(opening, next)
      this.#isAfterEmpty = line.trim() === ''
    }
    this.#at = next
  }

  /** Whether a line begins a block. */
  #isCut(line: string): boolean {
    if (HEADING.test(line)) return true
    if (ITEM.test(line)) {
      return (
        this.#at - this.#from > LIST_LENGTH &&
        ITEM.test(this.#text.slice(this.#from, this.#from + 12))
      )
    }
    return this.#isAfterEmpty && /^\S/.test(line)
  }

  #cut(): void {
    this.#done.push(...textOf(this.#text.slice(this.#from, this.#at)))
    this.#from = this.#at
  }

  /** What may still change: the block that grows, and with it a line that has not ended. */
  #open(): Block[] {
    const text = this.#text
    const line = lineOf(text, this.#at, text.length)
    if (this.#fence !== null) {
      const isClosed = this.#fence.closing.test(line)
      const end = MAYBE_CLOSING.test(line) ? this.#at : text.length
      return [this.#codeUntil(this.#fence, end, !isClosed)]
    }
    const opening = FENCE.exec(line)
    if (opening !== null) {
      const fence = fenceOf(opening, text.length)
      const before = textOf(text.slice(this.#from, this.#at))
      return [...before, this.#codeUntil(fence, text.length, true)]
    }
    if (line === '' || MAYBE_ITEM.test(line) || !this.#isCut(line)) {
      return textOf(text.slice(this.#from))
    }
    return [...textOf(text.slice(this.#from, this.#at)), ...textOf(text.slice(this.#at))]
  }

  #codeUntil({ info, from }: Fence, end: number, isOpen: boolean): Block {
    const code = this.#text.slice(from, end)
    return { kind: 'code', info, code: code.slice(0, code.length - endingOf(code)), isOpen }
  }
}

function lineOf(text: string, from: number, end: number): string {
  return text.slice(from, text[end - 1] === '\r' ? end - 1 : end)
}

/** How long the line ending is that a text ends with. */
function endingOf(code: string): number {
  if (!code.endsWith('\n')) return 0
  return code.endsWith('\r\n') ? 2 : 1
}

function textOf(source: string): Block[] {
  return source.trim() === '' ? [] : [{ kind: 'text', source }]
}

function fenceOf([, marks = '', info = '']: RegExpExecArray, from: number): Fence {
  const closing = new RegExp(`^ {0,3}${marks[0]}{${marks.length},}[ \\t]*$`)
  return { info: info.trim(), closing, from }
}
