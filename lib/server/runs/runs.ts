import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StartedRun, StartRun } from '@/lib/domain/conversation'
import { DEFAULT_KEEPING } from '@/lib/domain/keeping'
import type { RawRun } from '@/lib/domain/raw-run'
import { hasEnded, type Run } from '@/lib/domain/run'
import type { RunSummary } from '@/lib/domain/run-list'
import { isApiError } from '@/lib/wire/errors'
import type { Log } from '../log'
import { findRun, getRun, type StoredRequest, toRun, toRunRow } from '../store/runs'
import type { Db } from '../store/schema'
import type { Upstreams } from '../upstream/table'
import { NOBODY, type RunsEars } from './ears'
import { Facets } from './facets'
import { Journal } from './journal'
import { Live } from './live'
import { logFields } from './log-fields'
import { OpenRuns } from './open-runs'
import { PriceBook } from './price-book'
import { Pruner } from './prune'
import { readRawRun } from './raw'
import type { Recorder } from './recorder'
import { notYet } from './start-refusals'
import { type ByServer, type SendFiles, Starts } from './starts'

/** Longest that Stop waits for the store, ms. */
const STOP_WAIT = 2000

/** The runs of this process: starts them, stops them, tells how they are. */
export class Runs {
  readonly live: Live
  readonly journal: Journal
  readonly prices: PriceBook
  readonly facets: Facets
  readonly pruner: Pruner
  readonly #db: Db
  readonly #bootId = randomUUID()
  readonly #open: OpenRuns
  readonly #starts: Starts

  constructor(
    db: Db,
    upstreams: Upstreams,
    log: Log,
    prices = new PriceBook(),
    keeping = DEFAULT_KEEPING,
    ears: RunsEars = NOBODY,
    sendFiles: SendFiles = async () => new Map(),
  ) {
    this.#db = db
    this.prices = prices
    this.facets = new Facets(db)
    this.pruner = new Pruner(db, keeping, (err) => log.error({ err }, 'runs could not be pruned'))
    const hooks = {
      onFailure: (err: unknown) => {
        log.error({ err }, 'runs could not be stored')
        ears.onStoreFailure()
      },
      onTurn: (isFailing: boolean) => this.live.saving(isFailing),
    }
    this.journal = new Journal(db, hooks, prices)
    this.live = new Live(this.#bootId, {
      live: (owner, id) => this.#open.find(owner, id)?.recorder ?? null,
      isUnsaved: () => this.journal.isFailing,
      stored: async (owner, id) => {
        const row = await findRun(db, owner, id)
        return row === undefined ? null : toRun(row)
      },
    })
    const { live, journal, facets, pruner } = this
    const onStored = (owner: string, run: Run) => {
      pruner.ended()
      log.info(logFields(run), 'run')
      ears.onStored(owner, run)
    }
    this.#open = new OpenRuns({ journal, live, facets, prices, ears, onStored })
    const get = (owner: string, id: string) => this.get(owner, id)
    const shared = { db, upstreams, ears, live, bootId: this.#bootId, sendFiles }
    this.#starts = new Starts({ ...shared, open: this.#open, get })
  }

  /** How many runs have not ended. */
  get liveCount(): number {
    return this.#open.size
  }

  /** The conversations that an answer is arriving in. */
  runningConversations(owner: string): ReadonlySet<string> {
    const live = this.#open.all().filter((run) => run.owner === owner)
    const arriving = live.filter(({ recorder }) => !hasEnded(recorder.run.status))
    return new Set(arriving.flatMap(({ recorder }) => recorder.run.conversationId ?? []))
  }

  /** The turns whose answers' ends are not stored yet. */
  openTurns(owner: string): ReadonlySet<string | null> {
    const open = this.#open.all().filter((run) => run.owner === owner)
    return new Set(open.map(({ recorder }) => recorder.run.messageId))
  }

  /**
   * Starts a run that a screen asked for; the same again joins the one that is there. Throws 409 where
   * that was asked for something else. `byServer`: the server itself asks.
   */
  start(
    owner: string,
    input: StartRun,
    byServer: ByServer | null = null,
  ): Promise<{ started: StartedRun; isNew: boolean }> {
    return this.#starts.start(owner, input, byServer)
  }

  /**
   * Records a call that comes through the gateway; the next tick stores its row. `onEnd` hears of its
   * end at once, before that is stored.
   */
  observe(
    owner: string,
    run: Run,
    request: StoredRequest,
    abort: AbortController,
    onEnd: (run: Run) => void,
  ): Recorder {
    const { keepsBodies } = this.pruner
    const kept = keepsBodies ? request : { ...request, body: null }
    const row = toRunRow(run, kept, owner, this.#bootId)
    const recorder = this.#open.open(owner, run, abort, row, onEnd)
    recorder.keepsBody = keepsBodies
    recorder.requestSize = kept.body === null ? 0 : Buffer.byteLength(kept.body)
    return recorder
  }

  /**
   * Stops a run: upstream's socket closes, what came is kept. Resolves when that is stored, or soon
   * without that while the disk is full: a person need not wait for room on it. Throws 404 where none
   * was stored: a start of it that is under way is refused from here on.
   */
  async stop(owner: string, id: string): Promise<Run> {
    await this.#starts.stop(owner, id)
    const run = this.#open.find(owner, id)
    if (run !== undefined) {
      run.abort.abort()
      await Promise.race([run.stored, sleep(STOP_WAIT, undefined, { ref: false })])
    }
    return this.get(owner, id)
  }

  /** Stops those of the runs that are live. */
  async stopLive(owner: string, ids: readonly string[]): Promise<void> {
    const live = ids.filter((id) => this.#open.find(owner, id) !== undefined)
    await Promise.all(live.map((id) => this.stop(owner, id)))
  }

  /** Stops the starts of a conversation that are under way. */
  stopStarts(owner: string, conversationId: string): Promise<void> {
    return this.#starts.stopIn(owner, conversationId)
  }

  /** The process is about to end: takes no start from now on, and refuses those that are not stored yet. */
  refuseStarts(): void {
    this.#starts.refuse()
  }

  /** Makes the next attempt of a run that waits for it at once. Throws 404. */
  tryNow(owner: string, id: string): Promise<Run> {
    this.#open.find(owner, id)?.recorder.hurry()
    return this.get(owner, id)
  }

  /** The run now: live or stored. Throws 404, and 409 where its start is under way: it may be there soon. */
  async get(owner: string, id: string): Promise<Run> {
    await this.journal.settle()
    const stored = await getRun(this.#db, owner, id).catch((cause: unknown) => {
      // Of one that is stored and cannot be read nobody may be told that nothing was asked.
      const isMissing = isApiError(cause) && cause.status === 404
      throw isMissing && this.#starts.isUnderWay(owner, id) ? notYet(id) : cause
    })
    return this.current(owner, stored)
  }

  /** The run as it went over the wire, as far as it has come. Throws 404. */
  async raw(owner: string, id: string): Promise<RawRun> {
    if (this.#open.find(owner, id) !== undefined) await this.journal.flush()
    return readRawRun(this.#db, owner, id)
  }

  /** A stored run as it is now, if it is live. */
  current(owner: string, run: Run): Run {
    return this.#open.current(owner, run)
  }

  /** A run's row in the list as it is now, if it is live. */
  currentRow(owner: string, row: RunSummary): RunSummary {
    const recorder = this.#open.find(owner, row.id)?.recorder
    return recorder === undefined ? row : this.#open.summarize(recorder)
  }

  /**
   * Interrupts all live runs, stores their ends and closes all live connections. Those of the gateway
   * have until `calls`, which end them, have ended.
   */
  async close(calls: Promise<void> = Promise.resolve()): Promise<void> {
    const started = this.#starts.close()
    const ofScreens = this.#open.all().filter(({ recorder }) => recorder.run.source !== 'gateway')
    void this.#open.interrupt(ofScreens)
    await calls
    await started
    await this.#open.interrupt(this.#open.all())
    await this.journal.flush()
    await this.pruner.close()
    this.live.close()
  }
}
