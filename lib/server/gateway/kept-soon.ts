import 'server-only'

/** Answers that are out and may be kept in a moment: who asks the same at once waits for that. */
export class KeptSoon {
  readonly #awaited = new Map<string, Promise<void>>()

  /** Says that an answer may be kept under a key; the result says that it is, or will not be. */
  expect(key: string): () => void {
    let settle = () => {}
    const settled = new Promise<void>((resolve) => {
      settle = resolve
    })
    this.#awaited.set(key, settled)
    return () => {
      settle()
      if (this.#awaited.get(key) === settled) this.#awaited.delete(key)
    }
  }

  /** Resolves when nothing is to come under a key. */
  async settled(key: string): Promise<void> {
    await this.#awaited.get(key)
  }
}
