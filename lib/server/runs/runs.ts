import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { StartedRun, StartRun } from '@/lib/domain/conversation'
import { DEFAULT_KEEPING } from '@/lib/domain/keeping'
import type { RawRun } from '@/lib/domain/raw-run'
import { requestHeaders } from '@/lib/domain/request-headers'
import { hasEnded, type Run } from '@/lib/domain/run'
import type { RunSummary } from '@/lib/domain/run-list'
import { summarizeRun } from '@/lib/domain/run-summary'
import { estimateTokens } from '@/lib/domain/token-estimate'
import { ApiError } from '@/lib/wire/errors'
import type { Log } from '../log'
import { findConversation, toHeader } from '../store/conversations'
import { findRun, getRun, type StoredRequest, toRun, toRunRow } from '../store/runs'
import type { Db } from '../store/schema'
import { toMessage } from '../store/turns'
import { type HeaderList, type Upstream, UpstreamError } from '../upstream/sink'
import type { Upstreams } from '../upstream/table'
import { commitTurn } from './commit-turn'
import { NOBODY, type RunsEars } from './ears'
import { Facets } from './facets'
import { Journal } from './journal'
import { Live } from './live'
import { logFields } from './log-fields'
import { type NewTurn, planTurn } from './new-turn'
import { PriceBook } from './price-book'
import { Pruner } from './prune'
import { readRawRun } from './raw'
import { Recorder } from './recorder'
import { carry } from './runner'
import { isSameTurn } from './same-turn'
import { notStored, otherTurn } from './start-refusals'

/** Longest that Stop waits for the store, ms. */
const STOP_WAIT = 2000

interface LiveRun {
  owner: string
  recorder: Recorder
  /** Aborts the call upstream. */
  abort: AbortController
  /** Resolves when its end is stored. */
  stored: Promise<void>
}

/** The runs of this process: starts them, stops them, knows which are live. */
export class Runs {
  readonly live: Live
  readonly journal: Journal
  readonly prices: PriceBook
  readonly facets: Facets
  readonly pruner: Pruner
  readonly #db: Db
  readonly #upstreams: Upstreams
  readonly #bootId = randomUUID()
  readonly #runs = new Map<string, LiveRun>()
  readonly #starting = new Map<string, { input: StartRun; started: Promise<StartedRun> }>()
  #isClosing = false

  readonly #log: Log
  readonly #ears: RunsEars

  constructor(
    db: Db,
    upstreams: Upstreams,
    log: Log,
    prices = new PriceBook(),
    keeping = DEFAULT_KEEPING,
    ears: RunsEars = NOBODY,
  ) {
    this.#db = db
    this.#ears = ears
    this.#upstreams = upstreams
    this.#log = log
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
      live: (owner, id) => this.#find(owner, id)?.recorder ?? null,
      isUnsaved: () => this.journal.isFailing,
      stored: async (owner, id) => {
        const row = await findRun(db, owner, id)
        return row === undefined ? null : toRun(row)
      },
    })
  }

  /** How many runs have not ended. */
  get liveCount(): number {
    return this.#runs.size
  }

  /** The conversations that an answer is arriving in. */
  runningConversations(owner: string): ReadonlySet<string | null> {
    const live = [...this.#runs.values()].filter((run) => run.owner === owner)
    const arriving = live.filter(({ recorder }) => !hasEnded(recorder.run.status))
    return new Set(arriving.map(({ recorder }) => recorder.run.conversationId))
  }

  /**
   * Starts a run that a screen asked for; the same again joins the one that is there. Throws 409 where
   * that was asked for something else.
   */
  async start(owner: string, input: StartRun): Promise<{ started: StartedRun; isNew: boolean }> {
    const known = await findRun(this.#db, owner, input.id)
    // Another call of the same id may be under way since before we looked, or since then.
    const joined = this.#starting.get(input.id)
    if (joined !== undefined) {
      if (!isDeepStrictEqual(joined.input, input)) throw otherTurn(input.id)
      return { started: await joined.started, isNew: false }
    }
    if (known !== undefined) {
      const started = await this.#started(owner, input.id)
      if (!isSameTurn(input, started, known.request_body)) throw otherTurn(input.id)
      return { started, isNew: false }
    }
    if (this.#isClosing) {
      throw new ApiError(503, 'Parley is stopping. Send this again when it is back.')
    }
    const started = this.#begin(owner, input)
    this.#starting.set(input.id, { input, started })
    try {
      return { started: await started, isNew: true }
    } finally {
      this.#starting.delete(input.id)
    }
  }

  /**
   * Stops a run: upstream's socket closes, what came is kept. Resolves when that is stored, or soon
   * without that while the disk is full: a person need not wait for room on it.
   */
  async stop(owner: string, id: string): Promise<Run> {
    const run = this.#find(owner, id)
    if (run !== undefined) {
      run.abort.abort()
      await Promise.race([run.stored, sleep(STOP_WAIT, undefined, { ref: false })])
    }
    return this.get(owner, id)
  }

  /** Stops those of the runs that are live. */
  async stopLive(owner: string, ids: readonly string[]): Promise<void> {
    const live = ids.filter((id) => this.#find(owner, id) !== undefined)
    await Promise.all(live.map((id) => this.stop(owner, id)))
  }

  /** Makes the next attempt of a run that waits for it at once. Throws 404. */
  tryNow(owner: string, id: string): Promise<Run> {
    this.#find(owner, id)?.recorder.hurry()
    return this.get(owner, id)
  }

  /** The run now: live or stored. Throws 404. */
  async get(owner: string, id: string): Promise<Run> {
    await this.journal.settle()
    return this.current(owner, await getRun(this.#db, owner, id))
  }

  /** The run as it went over the wire, as far as it has come. Throws 404. */
  async raw(owner: string, id: string): Promise<RawRun> {
    if (this.#find(owner, id) !== undefined) await this.journal.flush()
    return readRawRun(this.#db, owner, id)
  }

  /** A stored run as it is now, if it is live. */
  current(owner: string, run: Run): Run {
    const recorder = this.#find(owner, run.id)?.recorder
    return recorder === undefined ? run : { ...recorder.run, message: recorder.fold.message }
  }

  /** A run's row in the list as it is now, if it is live. */
  currentRow(owner: string, row: RunSummary): RunSummary {
    const recorder = this.#find(owner, row.id)?.recorder
    return recorder === undefined ? row : this.#summarize(recorder)
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
    const recorder = this.#register(owner, run, abort, row, onEnd)
    recorder.keepsBody = keepsBodies
    recorder.requestSize = kept.body === null ? 0 : Buffer.byteLength(kept.body)
    return recorder
  }

  /**
   * Interrupts all live runs, stores their ends and closes all live connections. Those of the gateway
   * have until `calls`, which end them, have ended.
   */
  async close(calls: Promise<void> = Promise.resolve()): Promise<void> {
    this.#isClosing = true
    const isOfScreen = ({ recorder }: LiveRun) => recorder.run.source !== 'gateway'
    void this.#interrupt([...this.#runs.values()].filter(isOfScreen))
    await calls
    await Promise.allSettled([...this.#starting.values()].map(({ started }) => started))
    await this.#interrupt([...this.#runs.values()])
    await this.journal.flush()
    await this.pruner.close()
    this.live.close()
  }

  /** Resolves when their ends are stored. */
  async #interrupt(runs: readonly LiveRun[]): Promise<void> {
    for (const { recorder, abort } of runs) {
      recorder.fail(new UpstreamError('stopping', 'Parley was told to stop.'))
      abort.abort()
    }
    await Promise.all(runs.map(({ stored }) => stored))
  }

  async #begin(owner: string, input: StartRun): Promise<StartedRun> {
    const upstream = this.#upstreams.get(input.settings.upstream)
    if (!upstream.isReady) {
      throw new ApiError(
        400,
        `settings.upstream: ${upstream.label} has no key yet. Enter one in Settings, or choose another upstream.`,
      )
    }
    const turn = await planTurn(this.#db, owner, input, upstream)
    const headers = [
      ...requestHeaders(input.settings, upstream.workspaceId),
      ...seedOf(turn, upstream),
    ]
    await commitTurn(this.#db, owner, this.#bootId, input, turn, headers).catch(notStored)
    const abort = new AbortController()
    const recorder = this.#register(owner, turn.run, abort, null)
    const body = new TextEncoder().encode(JSON.stringify(turn.body))
    recorder.requestSize = body.length
    const call = { method: 'POST', path: turn.run.path, headers, body, signal: abort.signal }
    const heard = this.#ears.around(upstream, () => recorder.run.model)
    void carry(heard, { ...call, silenceFrom: 'start' }, recorder)
    this.live.changed(owner, input.conversationId)
    this.live.started(owner, input.id, input.conversationId)
    return this.#started(owner, input.id)
  }

  #register(
    owner: string,
    run: Run,
    abort: AbortController,
    row: Parameters<Journal['open']>[1],
    onEnd: (run: Run) => void = () => {},
  ): Recorder {
    const recorder = new Recorder(run, {
      onBytes: (from) => this.journal.bytes(from),
      onChange: (isGrowth) => tellFeed(isGrowth),
      onEnd: (from) => {
        this.journal.end(from)
        onEnd(from.run)
        this.#ears.onEnd(from.run, this.prices.billOf(from.run))
      },
    })
    const summarize = () => this.#summarize(recorder)
    const tellFeed = (isGrowth: boolean) => this.live.feed.changed(owner, run, summarize, isGrowth)
    tellFeed(false)
    this.facets.note(owner, run)
    const stored = new Promise<void>((resolve) => {
      const announce = () => {
        recorder.announceEnd()
        this.facets.note(owner, recorder.run)
        if (run.conversationId !== null) this.live.changed(owner, run.conversationId)
      }
      this.journal.open(recorder, row, {
        // Nobody need wait for room on the disk to see that an answer has ended.
        onDelayed: announce,
        onStored: () => {
          this.#runs.delete(run.id)
          announce()
          this.pruner.ended()
          this.#log.info(logFields(recorder.run), 'run')
          resolve()
        },
      })
    })
    this.#runs.set(run.id, { owner, recorder, abort, stored })
    return recorder
  }

  #summarize({ run, fold }: Recorder): RunSummary {
    if (hasEnded(run.status)) return summarizeRun(run, this.prices.billOf(run))
    const row = summarizeRun({ ...run, message: fold.message }, null)
    // The upstream counts what it has written only at the end.
    return { ...row, outputTokens: estimateTokens(fold.message?.content ?? []) }
  }

  #find(owner: string, id: string): LiveRun | undefined {
    const run = this.#runs.get(id)
    return run?.owner === owner ? run : undefined
  }

  async #started(owner: string, id: string): Promise<StartedRun> {
    const run = await this.get(owner, id)
    const conversationId = run.conversationId ?? ''
    const row = await findConversation(this.#db, owner, conversationId)
    if (row === undefined) throw new ApiError(409, `The run ${id} belongs to no conversation.`)
    const turns = await this.#db
      .selectFrom('messages')
      .selectAll()
      .where('owner_id', '=', owner)
      .where('conversation_id', '=', conversationId)
      .orderBy('seq')
      .execute()
    const answer = turns.find((turn) => turn.run_id === id)
    const messages = turns.filter(
      (turn) => turn === answer || (turn.id === answer?.parent_id && turn.role !== 'assistant'),
    )
    return { run, messages: messages.map(toMessage), conversation: toHeader(row) }
  }
}

/** The sandbox answers the same request with the same words; another answer wants other ones. */
function seedOf({ attempt }: NewTurn, { isSandbox }: Upstream): HeaderList {
  return isSandbox && attempt > 0 ? [['x-sandbox-seed', String(attempt)]] : []
}
