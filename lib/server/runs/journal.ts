import 'server-only'
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { Inserts } from '../store/inserts'
import { toMutableColumns } from '../store/runs'
import type { Db, RunRow, Tx } from '../store/schema'
import { compressLog } from './compress-log'
import { PriceBook } from './price-book'
import type { Recorder } from './recorder'

/** Longest time that what arrived stays unstored, ms. */
const TICK = 250
/** A chat's ended run is stored sooner: a person waits for it. */
const TICK_AT_END = 10
/** After a failed commit (a full disk), ms. Nothing is dropped meanwhile. */
const TICK_AFTER_FAILURE = 1000

/**
 * Ends that one transaction stores: their pieces are read back and packed, and whoever reads the
 * store waits no longer than for these. Pieces go together, for each commit is a sync of the disk.
 */
const AT_ONCE = 100

/** Whom the journal tells of a run's end. */
export interface EndHooks {
  onStored(): void
  /** It cannot be stored for now; told once. `onStored` follows when it is. */
  onDelayed(): void
}

/** What the journal tells of itself. */
export interface JournalHooks {
  onFailure(error: unknown): void
  /** Commits began to fail, or to work again. */
  onTurn(isFailing: boolean): void
}

/** What the journal knows of a run between its first byte and its stored end. */
interface Entry {
  /** A run that no transaction has inserted yet (a gateway run); null once stored. */
  row: RunRow | null
  hasEnded: boolean
  isDelayed: boolean
  /** As far as the run's changes are stored. */
  changes: number
  hooks: EndHooks
}

/**
 * Stores what all runs received, together: one transaction per tick of at most 250 ms, so that the
 * cost of a commit is shared. While a run lives its log is rows of pieces; its end replaces them by
 * one compressed log and the final columns.
 */
export class Journal {
  readonly #db: Db
  readonly #hooks: JournalHooks
  readonly #prices: PriceBook
  readonly #entries = new Map<Recorder, Entry>()
  readonly #dirty = new Set<Recorder>()
  readonly #inserts = new Inserts()
  #timer: NodeJS.Timeout | null = null
  #due = 0
  #flushing: Promise<void> | null = null
  /** True while commits fail: what arrives is in memory only. */
  isFailing = false

  constructor(db: Db, hooks: JournalHooks, prices = new PriceBook()) {
    this.#db = db
    this.#hooks = hooks
    this.#prices = prices
  }

  /** Takes a run in. `row` is its row when the next tick shall insert it; `hooks` hear of its end. */
  open(recorder: Recorder, row: RunRow | null, hooks: EndHooks): void {
    const { changes } = recorder
    this.#entries.set(recorder, { row, hasEnded: false, isDelayed: false, changes, hooks })
    if (row !== null) this.#mark(recorder, TICK)
  }

  /** Something of this run waits to be stored. */
  news(recorder: Recorder): void {
    // Once per tick is enough: this is asked for each piece of every answer.
    if (this.#dirty.has(recorder)) return
    if (this.#entries.has(recorder)) this.#mark(recorder, TICK)
  }

  /** This run has ended and waits to be stored. */
  end(recorder: Recorder): void {
    const entry = this.#entries.get(recorder)
    if (entry === undefined) return
    entry.hasEnded = true
    this.#mark(recorder, recorder.run.source === 'gateway' ? TICK : TICK_AT_END)
  }

  /** Stores what has ended, if anything waits: who reads the runs now misses none. */
  async settle(): Promise<void> {
    this.#read(this.#dirty)
    const waits = [...this.#dirty].some((recorder) => this.#entries.get(recorder)?.hasEnded)
    if (waits) await this.flush()
  }

  /** Stores all that waits; resolves when it is stored or has failed. */
  async flush(): Promise<void> {
    while (this.#flushing !== null) await this.#flushing
    if (this.#dirty.size === 0) return
    this.#flushing = this.#commitAll([...this.#dirty]).finally(() => {
      this.#flushing = null
    })
    await this.#flushing
  }

  #mark(recorder: Recorder, wait: number): void {
    this.#dirty.add(recorder)
    this.#schedule(this.isFailing ? TICK_AFTER_FAILURE : wait)
  }

  #schedule(wait: number): void {
    const due = performance.now() + wait
    if (this.#timer !== null && this.#due <= due) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#due = due
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.flush()
    }, wait)
  }

  /** What has come may say its end. */
  #read(recorders: Iterable<Recorder>): void {
    for (const recorder of recorders) recorder.read()
  }

  async #commitAll(waiting: readonly Recorder[]): Promise<void> {
    this.#read(waiting)
    const failed = new Map<Recorder, unknown>()
    const hasEnded = (recorder: Recorder) => this.#entries.get(recorder)?.hasEnded ?? false
    const ended = waiting.filter(hasEnded)
    await this.#commit(
      waiting.filter((recorder) => !hasEnded(recorder)),
      failed,
    )
    for (let at = 0; at < ended.length; at += AT_ONCE) {
      await turnOfOthers()
      await this.#commit(ended.slice(at, at + AT_ONCE), failed)
    }
    // The same reason is told once, however many runs it keeps waiting.
    const reasons = new Map([...failed.values()].map((error) => [String(error), error]))
    for (const error of reasons.values()) this.#hooks.onFailure(error)
    this.#turn(failed.size > 0)
    for (const recorder of failed.keys()) this.#mark(recorder, TICK_AFTER_FAILURE)
    this.#tell([...failed.keys()].flatMap((recorder) => this.#delay(recorder)))
  }

  /** Stores these together; where that fails, one by one, so that none waits for another's sake. */
  async #commit(batch: readonly Recorder[], failed: Map<Recorder, unknown>): Promise<void> {
    if (batch.length === 0) return
    for (const recorder of batch) this.#dirty.delete(recorder)
    try {
      const parts = await Promise.all(batch.map((recorder) => this.#prepare(recorder)))
      await this.#db.transaction().execute(async (tx) => {
        await storeParts(tx, parts, this.#inserts)
      })
      this.#tell(parts.flatMap((part) => this.#stored(part)))
    } catch (error) {
      const [only, ...others] = batch
      if (only !== undefined && others.length === 0) failed.set(only, error)
      else await this.#commitEach(batch, failed)
    }
  }

  async #commitEach(batch: readonly Recorder[], failed: Map<Recorder, unknown>): Promise<void> {
    for (const recorder of batch) {
      await turnOfOthers()
      await this.#commit([recorder], failed)
    }
  }

  #turn(isFailing: boolean): void {
    if (this.isFailing === isFailing) return
    this.isFailing = isFailing
    this.#tell([() => this.#hooks.onTurn(isFailing)])
  }

  /** Whom to tell that an end waits for room. */
  #delay(recorder: Recorder): (() => void)[] {
    const entry = this.#entries.get(recorder)
    if (entry === undefined || !entry.hasEnded || entry.isDelayed) return []
    entry.isDelayed = true
    return [() => entry.hooks.onDelayed()]
  }

  /** What this tick stores of one run. Reads only; bytes stay pending until the commit. */
  async #prepare(recorder: Recorder): Promise<Part> {
    const entry = this.#entries.get(recorder)
    const { changes } = recorder
    const isChanged = changes !== entry?.changes
    const count = recorder.pending.length
    const hasEnded = entry?.hasEnded ?? false
    const bytes = Buffer.concat(recorder.pending.slice(0, count))
    const log = hasEnded && recorder.keepsBody ? await this.#closeLog(recorder, bytes) : null
    const cost = hasEnded ? this.#prices.billOf(recorder.run) : null
    const row = entry?.row ?? null
    return { recorder, row, hasEnded, changes, isChanged, count, bytes, log, cost }
  }

  async #closeLog(recorder: Recorder, last: Buffer): Promise<Buffer> {
    if (recorder.chunks === 0) return compressLog(last)
    const stored = await this.#db
      .selectFrom('run_chunks')
      .select('data')
      .where('run_id', '=', recorder.run.id)
      .orderBy('seq')
      .execute()
    return compressLog(Buffer.concat([...stored.map(({ data }) => data), last]))
  }

  /** Notes what is stored; answers whom to tell of a stored end. */
  #stored(part: Part): (() => void)[] {
    const { recorder, count } = part
    const entry = this.#entries.get(recorder)
    recorder.pending.splice(0, count)
    if (entry === undefined) return []
    entry.row = null
    entry.changes = part.changes
    if (part.hasEnded) {
      this.#entries.delete(recorder)
      // Bytes that came after the end, while it was stored, are too late.
      this.#dirty.delete(recorder)
      recorder.isStored = true
      recorder.pending.length = 0
      return [() => entry.hooks.onStored()]
    }
    if (count > 0) recorder.chunks += 1
    if (entry.hasEnded) this.#mark(recorder, TICK_AT_END)
    return []
  }

  /** What a listener makes of the news can undo nothing. */
  #tell(listeners: (() => void)[]): void {
    for (const listener of listeners) {
      try {
        listener()
      } catch (error) {
        this.#hooks.onFailure(error)
      }
    }
  }
}

interface Part {
  recorder: Recorder
  row: RunRow | null
  hasEnded: boolean
  /** The run's changes that `columns` has, and whether the store lacks any. */
  changes: number
  isChanged: boolean
  /** How many pending records `bytes` holds. */
  count: number
  bytes: Buffer
  log: Buffer | null
  cost: number | null
}

/** Row by row: the statements are always the same, and stay prepared. */
async function storeParts(tx: Tx, parts: readonly Part[], inserts: Inserts): Promise<void> {
  for (const part of parts) {
    const { recorder, row, hasEnded, isChanged, bytes, log } = part
    const { id } = recorder.run
    if (row !== null) {
      await inserts.into(tx, 'runs', { ...row, ...columns(part) })
    } else if (hasEnded || isChanged) {
      // The headers among them: a start after a crash reads the log by them.
      await tx.updateTable('runs').set(columns(part)).where('id', '=', id).execute()
    }
    if (hasEnded) {
      if (log !== null) {
        await inserts.into(tx, 'run_logs', { run_id: id, encoding: 'gzip', data: log })
      }
      if (recorder.chunks > 0) await tx.deleteFrom('run_chunks').where('run_id', '=', id).execute()
    } else if (bytes.length > 0) {
      const chunk = { run_id: id, seq: recorder.chunks, data: bytes }
      await inserts.into(tx, 'run_chunks', chunk)
    }
  }
}

function columns({ recorder, hasEnded, cost, log }: Part) {
  const { run, responseHeaders, keepsBody, requestSize } = recorder
  // An end that came while this tick was prepared belongs to the next one, with its log.
  const state = hasEnded ? run : { ...run, status: 'queued' as const, endedAt: null }
  return {
    ...toMutableColumns(state, responseHeaders.length > 0 ? responseHeaders : null, cost),
    ...(keepsBody ? {} : { message: null }),
    body_bytes: log === null ? null : requestSize + log.length,
  }
}
