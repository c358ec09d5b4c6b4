import 'server-only'

/** Uploads whose answers are going out and that are not noted yet: who looks for a file waits for them. */
export class Arrivals {
  readonly #open = new Set<Promise<void>>()

  /** Says that one is to be noted; the result says that it is, or will not be. */
  begin(): () => void {
    const { promise, resolve } = deferred()
    this.#open.add(promise)
    return () => {
      resolve()
      this.#open.delete(promise)
    }
  }

  /** Resolves when all are noted that are going out now. */
  async settled(): Promise<void> {
    await Promise.all(this.#open)
  }
}

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
