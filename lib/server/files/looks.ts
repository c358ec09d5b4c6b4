import 'server-only'
import { listUnseen } from '../store/files'
import { type Db, OWNER } from '../store/schema'

/**
 * Looks into files that programs have uploaded, once somebody wants to see what there is: no upload
 * waits for that, and none is slowed down by it.
 */
export class Looks {
  readonly #db: Db
  readonly #look: (id: string) => Promise<unknown>
  /** One that could not be looked into is not tried again by itself. */
  readonly #failed = new Set<string>()
  #isUnderWay = false

  constructor(db: Db, look: (id: string) => Promise<unknown>) {
    this.#db = db
    this.#look = look
  }

  /** Begins with those that are there, unless it is at it; answers whether there are any. */
  async begin(): Promise<boolean> {
    if (this.#isUnderWay) return true
    const unseen = await listUnseen(this.#db, OWNER)
    const ids = unseen.filter((id) => !this.#failed.has(id))
    if (ids.length > 0 && !this.#isUnderWay) void this.#lookInto(ids)
    return ids.length > 0
  }

  async #lookInto(ids: readonly string[]): Promise<void> {
    this.#isUnderWay = true
    for (const id of ids) {
      // Whoever opens it is told why.
      await this.#look(id).catch(() => this.#failed.add(id))
    }
    this.#isUnderWay = false
  }
}
