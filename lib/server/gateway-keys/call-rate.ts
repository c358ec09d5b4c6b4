import 'server-only'

const MINUTE = 60_000
/** Sums of fractions of a millisecond are not exact. */
const EPSILON = 1e-6

/**
 * Calls per minute, as a token bucket: it holds a minute's worth, begins full, and fills evenly all
 * the time. So that many may come at once, and then one each 60 / limit seconds. All that is kept is
 * when the bucket will be full again; a restart fills it.
 */
export class CallRate {
  readonly #fullAt = new Map<string, number>()

  /** Takes one call out of the bucket of `id`. Answers 0, or how long until there is one again, ms. */
  take(id: string, limit: number, now: number): number {
    const each = MINUTE / limit
    // No clock that was put back makes it emptier than empty.
    const fullAt = Math.min(Math.max(this.#fullAt.get(id) ?? now, now), now + MINUTE)
    const wait = fullAt + each - MINUTE - now
    if (wait > EPSILON) return wait
    this.#fullAt.set(id, fullAt + each)
    return 0
  }

  forget(id: string): void {
    this.#fullAt.delete(id)
  }
}
