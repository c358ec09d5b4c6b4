import 'server-only'

/** Changes gather for so long before they are told, ms. */
const GATHER = 250

/** Tells of changes, each place at most so often; the last one is always told. */
export class Teller {
  readonly #say: (id: string) => void
  readonly #timers = new Map<string, NodeJS.Timeout>()

  constructor(say: (id: string) => void) {
    this.#say = say
  }

  tell(id: string): void {
    if (this.#timers.has(id)) return
    const say = () => {
      this.#timers.delete(id)
      this.#say(id)
    }
    this.#timers.set(id, setTimeout(say, GATHER).unref())
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }
}
