import 'server-only'

const DAY = 86_400_000

/** The tokens that each key has used on the UTC day that it is; another day begins with none. */
export class DayTokens {
  #day: number
  #spent: Map<string, number>

  /** `spent` since {@link startOfDay}. */
  constructor(spent: Map<string, number>, now: number) {
    this.#day = startOfDay(now)
    this.#spent = spent
  }

  add(id: string, tokens: number, now: number): void {
    this.#turn(now)
    this.#spent.set(id, (this.#spent.get(id) ?? 0) + tokens)
  }

  of(id: string, now: number): number {
    this.#turn(now)
    return this.#spent.get(id) ?? 0
  }

  #turn(now: number): void {
    if (startOfDay(now) === this.#day) return
    this.#day = startOfDay(now)
    this.#spent = new Map()
  }
}

/** When the UTC day began. */
export function startOfDay(now: number): number {
  return now - (now % DAY)
}

/** When the next UTC day begins. */
export function nextDay(now: number): number {
  return startOfDay(now) + DAY
}
