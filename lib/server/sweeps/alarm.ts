import 'server-only'

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
    if (at !== null) this.#timer = setTimeout(this.#ring, Math.max(0, at - Date.now())).unref()
  }
}
