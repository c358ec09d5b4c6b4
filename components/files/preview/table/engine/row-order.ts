/** Which row of the file stands where. */
export class RowOrder {
  #rows: Uint32Array | null = null
  #places: Uint32Array | null = null

  /** As the file has them, where `rows` is null. */
  set(rows: Uint32Array | null): void {
    this.#rows = rows
    this.#places = rows === null ? null : new Uint32Array(rows.length)
    rows?.forEach((row, place) => {
      if (this.#places !== null) this.#places[row] = place
    })
  }

  get isOfFile(): boolean {
    return this.#rows === null
  }

  rowAt(place: number): number {
    return this.#rows?.[place] ?? place
  }

  placeOf(row: number): number {
    return this.#places?.[row] ?? row
  }
}
