import 'server-only'
import { ApiError } from '@/lib/wire/errors'

/** How long calls may go on by themselves once Parley is told to stop, ms. */
const GRACE = 2000
/** How long they may take to hear that they are over, ms. */
const TO_END = 500

/** The gateway's calls that have not ended. */
export class OpenCalls {
  readonly #ends = new Set<() => void>()
  /** No call is taken any more. */
  isClosing = false
  #onLast = () => {}

  /** How many calls are open. */
  get size(): number {
    return this.#ends.size
  }

  /** Takes a call in; `end` is how to end it. Answers what to call when it is over. Throws 503. */
  open(end: () => void): () => void {
    if (this.isClosing) {
      throw new ApiError(
        503,
        'Parley is stopping and takes no new call. Ask again when it is back.',
      )
    }
    this.#ends.add(end)
    return () => {
      this.#ends.delete(end)
      if (this.#ends.size === 0) this.#onLast()
    }
  }

  /** Takes no more calls, gives those that are open some time, which `hurry` cuts short, and ends the rest. */
  async close(hurry: AbortSignal): Promise<void> {
    this.isClosing = true
    await this.#untilNone(GRACE, hurry)
    for (const end of this.#ends) end()
    await this.#untilNone(TO_END, null)
  }

  #untilNone(limit: number, hurry: AbortSignal | null): Promise<void> {
    if (this.#ends.size === 0 || hurry?.aborted === true) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limit)
      this.#onLast = () => {
        clearTimeout(timer)
        resolve()
      }
      hurry?.addEventListener('abort', this.#onLast, { once: true })
    })
  }
}
