/** A list of whole numbers up to four thousand million that grows, at four bytes each. */
export class NumbersList {
  #numbers = new Uint32Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(2 * this.#length)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.#length++] = number
  }

  /** A copy of all of them. */
  all(): Uint32Array {
    return this.#numbers.slice(0, this.#length)
  }

  at(index: number): number | undefined {
    return index < this.#length ? this.#numbers[index] : undefined
  }
}
