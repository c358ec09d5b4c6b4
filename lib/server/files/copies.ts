import 'server-only'
import { bytesOf, type Keeping } from '@/lib/domain/keeping'
import { type Db, OWNER } from '../store/schema'
import { dropCopy, listCopies } from '../store/uploads'
import { type Blobs, createBlobs, type Staged } from './blobs'

/** Copies of the files that were uploaded through the gateway, within a bound. */
export class Copies {
  readonly blobs: Blobs
  readonly #db: Db
  #keeping: Keeping
  #turn: Promise<void> = Promise.resolve()

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

  /** Keeps staged bytes, or drops them where no copies are wanted. True = kept. */
  async keep(staged: Staged): Promise<boolean> {
    const { copies, copiesMaxMb } = this.#keeping
    if (copies && staged.sizeBytes <= bytesOf(copiesMaxMb)) {
      await this.blobs.keep(staged)
      return true
    }
    await this.blobs.discard(staged)
    return false
  }

  /** Removes the oldest copies that are over the bound; one at a time, in turn. */
  trim(): Promise<void> {
    // One that fails must not stop those after it.
    const turn = this.#turn.then(() => this.#trim())
    this.#turn = turn.catch(() => {})
    return turn
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
