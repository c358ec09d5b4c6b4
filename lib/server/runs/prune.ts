import 'server-only'
import { bytesOf, type Keeping } from '@/lib/domain/keeping'
import { type Db, OWNER, type Tx } from '../store/schema'

const DAY = 86_400_000
/** Runs that one transaction takes: live runs wait for it. */
const AT_ONCE = 100
const OFTEN = 10 * 60_000

/**
 * Forgets bodies and events that are too old or too much; a run's metadata stays for ever. A
 * conversation keeps its answers: of its runs only what was sent and the events go.
 */
export class Pruner {
  readonly #db: Db
  readonly #onFailure: (error: unknown) => void
  readonly #timer: NodeJS.Timeout
  #keeping: Keeping
  #turn: Promise<void> = Promise.resolve()
  #isDue = false

  constructor(db: Db, keeping: Keeping, onFailure: (error: unknown) => void) {
    this.#db = db
    this.#keeping = keeping
    this.#onFailure = onFailure
    this.#timer = setInterval(() => void this.prune(), OFTEN).unref()
  }

  /** Whether the bodies and events of calls at the gateway are to be kept at all. */
  get keepsBodies(): boolean {
    return this.#keeping.bodies
  }

  /** Takes effect at once. */
  configure(keeping: Keeping): Promise<void> {
    this.#keeping = keeping
    return this.prune()
  }

  /** One at a time, in turn; resolves when it is done or has failed. */
  prune(now = Date.now()): Promise<void> {
    this.#turn = this.#turn.then(() => this.#prune(now)).catch(this.#onFailure)
    return this.#turn
  }

  /** The end of a run was stored: where nothing is to be kept, what it left goes at once. */
  ended(): void {
    if (this.#keeping.bodies || this.#isDue) return
    this.#isDue = true
    void this.prune()
  }

  close(): Promise<void> {
    clearInterval(this.#timer)
    return this.#turn
  }

  async #prune(now: number): Promise<void> {
    this.#isDue = false
    const { bodies, bodiesMaxDays, bodiesMaxMb } = this.#keeping
    const before = bodies ? now - bodiesMaxDays * DAY : Number.POSITIVE_INFINITY
    for (;;) {
      const total = await this.#total()
      const oldest = await this.#oldest()
      let left = total
      const tooMuch = bytesOf(bodiesMaxMb)
      const gone = oldest.filter(({ ended_at, body_bytes }) => {
        const goes = (ended_at ?? now) < before || left > tooMuch
        if (goes) left -= body_bytes ?? 0
        return goes
      })
      await forget(
        this.#db,
        gone.map(({ id }) => id),
      )
      if (gone.length < AT_ONCE) return
    }
  }

  async #total(): Promise<number> {
    const { total } = await this.#db
      .selectFrom('runs')
      .select(({ fn }) => fn.sum<number | null>('body_bytes').as('total'))
      .where('owner_id', '=', OWNER)
      .where('body_bytes', 'is not', null)
      .executeTakeFirstOrThrow()
    return total ?? 0
  }

  #oldest() {
    return this.#db
      .selectFrom('runs')
      .select(['id', 'ended_at', 'body_bytes'])
      .where('owner_id', '=', OWNER)
      .where('body_bytes', 'is not', null)
      .orderBy('ended_at')
      .limit(AT_ONCE)
      .execute()
  }
}

/** Forgets what was sent and what came back of these runs, which are the owner's. */
async function forget(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.transaction().execute(async (tx: Tx) => {
    const gone = { request_body: null, request_bytes: null, body_bytes: null }
    await tx
      .updateTable('runs')
      .set(gone)
      .where('owner_id', '=', OWNER)
      .where('id', 'in', ids)
      .execute()
    await tx
      .updateTable('runs')
      .set({ message: null })
      .where('owner_id', '=', OWNER)
      .where('id', 'in', ids)
      .where('source', '=', 'gateway')
      .execute()
    await tx.deleteFrom('run_logs').where('run_id', 'in', ids).execute()
  })
}
