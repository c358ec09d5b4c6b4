import 'server-only'
import { unlessAborted } from '../unless-aborted'

/** Work that several wait for: it goes on as long as one of them does. */
export class SharedWork<T> {
  readonly #result: Promise<T>
  readonly #stop = new AbortController()
  readonly #onEnd: () => void
  #waiting = 0

  /** `onEnd` hears when nobody can join any more. */
  constructor(work: (signal: AbortSignal) => Promise<T>, onEnd: () => void) {
    this.#onEnd = onEnd
    this.#result = work(this.#stop.signal).finally(onEnd)
    // Who waits hears of it.
    this.#result.catch(() => {})
  }

  /** The result, as long as who asks stays; rejects with the reason of the signal else. */
  async wait(signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    this.#waiting += 1
    try {
      return await unlessAborted(signal, () => this.#result)
    } finally {
      this.#waiting -= 1
      if (this.#waiting === 0) {
        this.#onEnd()
        this.#stop.abort()
      }
    }
  }
}
