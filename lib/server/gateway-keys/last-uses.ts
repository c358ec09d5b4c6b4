import 'server-only'
import { readLastUses, writeLastUses } from '../store/gateway-keys'
import { type Db, OWNER } from '../store/schema'

/** After the first use, so that its call need not wait for the disk. */
const SOON = 500
const MINUTE = 60_000

/** When each key was last used: known at once, stored at most once a minute and at the end. */
export class LastUses {
  readonly #db: Db
  readonly #uses: Map<string, number>
  readonly #unstored = new Set<string>()
  #timer: NodeJS.Timeout | null = null
  #pause = SOON

  private constructor(db: Db, uses: Map<string, number>) {
    this.#db = db
    this.#uses = uses
  }

  static async open(db: Db): Promise<LastUses> {
    return new LastUses(db, await readLastUses(db, OWNER))
  }

  of(id: string): number | null {
    return this.#uses.get(id) ?? null
  }

  mark(id: string, now: number): void {
    this.#uses.set(id, now)
    this.#unstored.add(id)
    this.#timer ??= setTimeout(() => void this.#store(), this.#pause).unref()
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    await this.#store()
  }

  async #store(): Promise<void> {
    const ids = [...this.#unstored]
    const uses = ids.map((id) => [id, this.#uses.get(id) ?? 0] as const)
    this.#timer = null
    this.#pause = MINUTE
    this.#unstored.clear()
    try {
      if (uses.length > 0) await writeLastUses(this.#db, OWNER, uses)
    } catch {
      // A full disk, of which the journal tells. They go with the next use.
      for (const id of ids) this.#unstored.add(id)
    }
  }
}
