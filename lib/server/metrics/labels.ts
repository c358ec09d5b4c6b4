import 'server-only'

/** Clients name models and upstreams names: so many different values has one label, the rest is one. */
const MOST = 200
const LONGEST = 120
const REST = 'other'

/** Keeps the number of time series bounded: the first values of a label have their own. */
export class Labels {
  readonly #known = new Map<string, Set<string>>()
  readonly #most: number

  constructor(most = MOST) {
    this.#most = most
  }

  /** The labels as they may be used. */
  bound<T extends string>(labels: Record<T, string>): Record<T, string> {
    const bounded = Object.entries<string>(labels).map(([name, value]) => [
      name,
      this.#bound(name, value.slice(0, LONGEST)),
    ])
    return Object.fromEntries(bounded)
  }

  #bound(name: string, value: string): string {
    const known = this.#known.get(name) ?? new Set()
    this.#known.set(name, known)
    if (known.has(value)) return value
    if (known.size >= this.#most) return REST
    known.add(value)
    return value
  }
}
