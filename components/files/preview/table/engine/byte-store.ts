/** Bytes that come piece by piece and stay in one place. */
export class ByteStore {
  #bytes: Uint8Array
  #length = 0

  /** `expected`: as many as will come, where that is known. */
  constructor(expected = 0) {
    this.#bytes = new Uint8Array(Math.max(expected, 1024))
  }

  get length(): number {
    return this.#length
  }

  append(piece: Uint8Array): void {
    const length = this.#length + piece.length
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#bytes.length))
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    this.#bytes.set(piece, this.#length)
    this.#length = length
  }

  /** What is there from `start` on; a view that the next piece may leave behind. */
  slice(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(start, Math.min(end, this.#length))
  }
}
