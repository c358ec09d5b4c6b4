import 'server-only'

/** A timer cannot be set for more than some weeks, nor does it know that the clock was set: so long at most, ms. */
const LONGEST = 60_000

/** Rings once, at a time that can be changed until then. It keeps no process alive. */
export class Alarm {
  readonly #ring: () => void
  #timer: NodeJS.Timeout | undefined

  constructor(ring: () => void) {
    this.#ring = ring
  }

  /** Rings at `at`, ms since the epoch, and not when it would have before; null = not at all. */
  set(at: number | null): void {
    clearTimeout(this.#timer)
    if (at === null) return
    const left = Math.max(0, at - Date.now())
    const next = left > LONGEST ? () => this.set(at) : this.#ring
    this.#timer = setTimeout(next, Math.min(left, LONGEST)).unref()
  }
}
