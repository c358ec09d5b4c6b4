/** As many numbers of a long list as there is room for, each with the same chance; all of a short one. */
export class Sample {
  readonly #room: number
  readonly #numbers: number[] = []
  #seen = 0
  #seed = 1

  constructor(room: number) {
    this.#room = room
  }

  get isWhole(): boolean {
    return this.#seen === this.#numbers.length
  }

  get size(): number {
    return this.#numbers.length
  }

  add(number: number): void {
    this.#seen += 1
    if (this.#numbers.length < this.#room) {
      this.#numbers.push(number)
      return
    }
    const place = Math.floor(this.#random() * this.#seen)
    if (place < this.#room) this.#numbers[place] = number
  }

  sorted(): Float64Array {
    return Float64Array.from(this.#numbers).sort()
  }

  /** Always the same for the same table: what is shown of it does not change from one look to the next. */
  #random(): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0
    return this.#seed / 2 ** 32
  }
}
