import 'server-only'
import { bytesOf, type Keeping } from '@/lib/domain/keeping'
import { createLine } from '../disk/in-turn'
import { type Db, OWNER } from '../store/schema'
import { dropCopy, listCopies } from '../store/uploads'
import { type Blobs, createBlobs, type Staged } from './blobs'

/**
 * Copies of the files that were uploaded through the gateway, within a bound. A copy and its note come
 * and go in turn: between the two, the same bytes could be taken for ones that nobody counts on.
 */
export class Copies {
  readonly blobs: Blobs
  readonly #db: Db
  #keeping: Keeping
  readonly #inTurn = createLine()

  constructor(db: Db, dir: string, keeping: Keeping) {
    this.#db = db
    this.#keeping = keeping
    this.blobs = createBlobs(dir)
  }

  /** Removes what a former process left half way. */
  async start(): Promise<void> {
    const known = new Set((await listCopies(this.#db, OWNER)).map(({ sha256 }) => sha256))
    await this.blobs.clean((sha256) => known.has(sha256))
  }

  /** Takes effect at once: what is over the bound goes. */
  async configure(keeping: Keeping): Promise<void> {
    this.#keeping = keeping
    await this.trim()
  }

  /** Keeps staged bytes, or drops them where no copies are wanted, and has that noted: true = kept. */
  keep(staged: Staged, note: (hasCopy: boolean) => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      const { copies, copiesMaxMb } = this.#keeping
      const isWanted = copies && staged.sizeBytes <= bytesOf(copiesMaxMb)
      await (isWanted ? this.blobs.keep(staged) : this.blobs.discard(staged))
      await note(isWanted)
    })
  }

  /** Removes the oldest copies that are over the bound. */
  trim(): Promise<void> {
    return this.#inTurn(() => this.#trim())
  }

  async #trim(): Promise<void> {
    const copies = await listCopies(this.#db, OWNER)
    const most = this.#keeping.copies ? bytesOf(this.#keeping.copiesMaxMb) : 0
    let total = copies.reduce((sum, { size_bytes }) => sum + size_bytes, 0)
    for (const { sha256, size_bytes } of copies) {
      if (total <= most) return
      // First the note: a copy that nothing knows is removed by the next start.
      await dropCopy(this.#db, OWNER, sha256)
      await this.blobs.remove(sha256)
      total -= size_bytes
    }
  }
}
