import 'server-only'
import { bytesOf, COPIES_FULL, type Keeping, type KeptBytes } from '@/lib/domain/keeping'
import { ApiError } from '@/lib/wire/errors'
import { createLine } from '../disk/in-turn'
import { type Copy, listCopies, listDeletedCopies, setCopy } from '../store/copies'
import { type Db, OWNER } from '../store/schema'
import { type Blobs, type Cleaned, createBlobs, type Staged } from './blobs'

/** A deletion can be taken back for so long, ms. */
const UNDO_MS = 24 * 3_600_000

/** What nothing knows stays for so long, ms: who brings an older database back may bring the newer one back. */
const UNKNOWN_MS = 30 * 24 * 3_600_000
/** So often what was deleted is looked through for what goes, ms. */
const OFTEN_MS = 10 * 60_000

/** Of how much more there is than may be. */
interface Room {
  most: number
  own: number
}

/**
 * Copies of files, within a bound: those that programs uploaded go where it is reached, the oldest first;
 * those that a person brought stay until that person deletes them, and where they fill it, no more come.
 * A copy and its note come and go in turn: between the two, the same bytes could be taken for ones that
 * nobody counts on.
 */
export class Copies {
  readonly blobs: Blobs
  readonly #db: Db
  #keeping: Keeping
  readonly #inTurn = createLine()
  readonly #timer: NodeJS.Timeout

  constructor(db: Db, dir: string, keeping: Keeping, onFailure: (error: unknown) => void) {
    this.#db = db
    this.#keeping = keeping
    this.blobs = createBlobs(dir)
    this.#timer = setInterval(() => this.trim().catch(onFailure), OFTEN_MS).unref()
  }

  /**
   * Removes what a former process left half way. A database and a directory that do not fit, as of a
   * backup, are made to: `lost` are copies that were noted and are not there.
   */
  async start(): Promise<Cleaned & { lost: number }> {
    const known = new Set((await this.#list()).map(({ sha256 }) => sha256))
    const cleaned = await this.blobs.clean((one) => known.has(one), UNKNOWN_MS)
    const there = await Promise.all(Array.from(known, (sha256) => this.has(sha256)))
    await this.trim()
    return { ...cleaned, lost: there.filter((isThere) => !isThere).length }
  }

  /** Resolves when nothing is under way. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#inTurn(async () => {})
  }

  /** Whether a copy that is noted is there; of one that somebody has taken away that is noted. */
  async has(sha256: string): Promise<boolean> {
    if (await this.blobs.has(sha256)) return true
    return this.#inTurn(async () => {
      const isThere = await this.blobs.has(sha256)
      if (!isThere) await setCopy(this.#db, OWNER, sha256, false)
      return isThere
    })
  }

  /** Takes effect at once: what is over the bound goes. */
  async configure(keeping: Keeping): Promise<void> {
    this.#keeping = keeping
    await this.trim()
  }

  /** Keeps the staged bytes of a program's file, or drops them where no copies are wanted, and has that noted: true = kept. */
  keep<T>(staged: Staged, note: (hasCopy: boolean) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const { copies, copiesMaxMb } = this.#keeping
      const isWanted = copies && staged.sizeBytes <= bytesOf(copiesMaxMb)
      if (isWanted) return this.#keepNoted(staged, () => note(true))
      await this.blobs.discard(staged)
      // They may be here for another's sake.
      return note(await this.blobs.has(staged.sha256))
    })
  }

  /**
   * Keeps the staged bytes of a person's file and has that noted. Throws 413 where there is no room; what
   * is here already needs none.
   */
  keepOwn<T>(staged: Staged, note: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const { sha256, sizeBytes } = staged
      const copies = await this.#list()
      const isHere = copies.some((copy) => copy.sha256 === sha256)
      const room = { most: bytesOf(this.#keeping.copiesMaxMb), own: sum(copies, 'own') }
      if (!isHere && room.own + sizeBytes > room.most) throw noRoom(sizeBytes, room)
      return this.#keepNoted(staged, note)
    })
  }

  /** The bytes that the bound counts: what may be brought back is in neither. */
  async measure(): Promise<Pick<KeptBytes, 'ownCopies' | 'programCopies'>> {
    const copies = await this.#list()
    return { ownCopies: sum(copies, 'own'), programCopies: sum(copies, 'none') }
  }

  /** What cannot be noted is not kept, unless something else has the same bytes. */
  async #keepNoted<T>(staged: Staged, note: () => Promise<T>): Promise<T> {
    const { sha256 } = staged
    await this.blobs.keep(staged)
    try {
      return await note()
    } catch (error) {
      const copies = await this.#list().catch(() => null)
      const isKnown = copies === null || copies.some((copy) => copy.sha256 === sha256)
      if (!isKnown) await this.blobs.remove(sha256)
      throw error
    }
  }

  /** Removes copies of what was deleted for good, and the oldest of programs' files that are over the bound. */
  trim(): Promise<void> {
    return this.#inTurn(() => this.#trim())
  }

  async #trim(): Promise<void> {
    for (const { sha256 } of await listDeletedCopies(this.#db, OWNER, Date.now() - UNDO_MS)) {
      await this.#remove(sha256)
    }
    // What may be brought back is not counted: for a day the bound gives way to it.
    const copies = (await this.#list()).filter(({ hold }) => hold !== 'deleted')
    const { copies: isWanted, copiesMaxMb } = this.#keeping
    const most = isWanted ? bytesOf(copiesMaxMb) : 0
    let total = copies.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    for (const { sha256, sizeBytes, hold } of copies) {
      if (total <= most) return
      if (hold === 'own') continue
      await this.#remove(sha256)
      total -= sizeBytes
    }
  }

  #list() {
    return listCopies(this.#db, OWNER, Date.now() - UNDO_MS)
  }

  async #remove(sha256: string): Promise<void> {
    // First the note: a copy that nothing knows is removed by a later start.
    await setCopy(this.#db, OWNER, sha256, false)
    await this.blobs.remove(sha256)
  }
}

function sum(copies: readonly Copy[], hold: Copy['hold']): number {
  return copies.reduce((bytes, copy) => (copy.hold === hold ? bytes + copy.sizeBytes : bytes), 0)
}

function noRoom(sizeBytes: number, { most, own }: Room): ApiError {
  return new ApiError(
    413,
    `This file has ${sizeBytes} bytes, and of the ${most} that local copies may take, your files take ${own}. Delete some on the Files screen, or raise the limit in Settings.`,
    { type: COPIES_FULL, details: { sizeBytes, most, own } },
  )
}
