import { useState } from 'react'

const LENGTH = 10_000

/** Cuts very long text that grows into pieces to be drawn one by one; all but the last stay the same. */
export class PlainChunks {
  #text = ''
  #done: string[] = []
  #at = 0

  /** The pieces, without the line endings between them. A line longer than a piece is cut too. */
  cut(text: string): readonly string[] {
    if (!text.startsWith(this.#text)) {
      this.#done = []
      this.#at = 0
    }
    this.#text = text
    while (text.length - this.#at > 2 * LENGTH) {
      const end = this.#at + LENGTH
      const lineEnd = text.lastIndexOf('\n', end)
      const isWholeLine = lineEnd > this.#at
      this.#done.push(text.slice(this.#at, isWholeLine ? lineEnd : end))
      this.#at = isWholeLine ? lineEnd + 1 : end
    }
    return [...this.#done, text.slice(this.#at)]
  }
}

/** The pieces of a text, each the same from one drawing to the next. */
export function usePlainChunks(text: string): readonly string[] {
  const [chunks] = useState(() => new PlainChunks())
  return chunks.cut(text)
}
