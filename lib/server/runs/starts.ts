import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import type { StartedRun, StartRun } from '@/lib/domain/conversation'
import type { FilesOnWire } from '@/lib/domain/files/source'
import { requestHeaders } from '@/lib/domain/request-headers'
import type { Run } from '@/lib/domain/run'
import { ApiError } from '@/lib/wire/errors'
import type { MessageParam, MessagesBody } from '@/lib/wire/types'
import { findConversation, toHeader } from '../store/conversations'
import { findRun } from '../store/runs'
import type { Db } from '../store/schema'
import { readTurnCalls } from '../store/tool-calls'
import { readTurnRows, toMessage } from '../store/turns'
import { unlessAborted } from '../unless-aborted'
import type { HeaderList, Upstream } from '../upstream/sink'
import type { Upstreams } from '../upstream/table'
import { commitTurn } from './commit-turn'
import type { RunsEars } from './ears'
import type { Live } from './live'
import { type NewTurn, planTurn } from './new-turn'
import type { OpenRuns } from './open-runs'
import { carry } from './runner'
import { isSameTurn } from './same-turn'
import { notStored, otherTurn, stoppedBefore, stopping } from './start-refusals'

/** What a start works with. */
interface Tools {
  db: Db
  upstreams: Upstreams
  ears: RunsEars
  live: Live
  open: OpenRuns
  bootId: string
  /** The run now: live or stored. */
  get(owner: string, id: string): Promise<Run>
  sendFiles: SendFiles
}

/** Sends the files in turns to an upstream, and tells what stands on the wire in their place. */
export type SendFiles = (
  turns: readonly MessageParam[],
  upstream: Upstream,
  signal: AbortSignal,
) => Promise<FilesOnWire>

/** The server itself asks: what a person has in view stays there. */
export interface ByServer {
  /** Asked once more when nothing is left to wait for but the store, such as a file that goes slowly. */
  isWanted(body: MessagesBody): boolean
}

/** A start that is not answered yet. */
interface UnderWay {
  owner: string
  input: StartRun
  /** Aborts its call, if it comes to that. */
  abort: AbortController
  /** Refuses it, with its reason, as long as it is not about to be stored. */
  before: AbortController
  started: Promise<StartedRun>
}

/** The starts of runs that a screen asks for: each turn is committed and sent once, however often it comes. */
export class Starts {
  readonly #tools: Tools
  readonly #underWay = new Map<string, UnderWay>()
  #isClosing = false

  constructor(tools: Tools) {
    this.#tools = tools
  }

  /**
   * Starts a run; the same again joins the one that is there. Throws 409 where that was asked for
   * something else. `byServer`: the server itself asks.
   */
  async start(
    owner: string,
    input: StartRun,
    byServer: ByServer | null = null,
  ): Promise<{ started: StartedRun; isNew: boolean }> {
    const known = await findRun(this.#tools.db, owner, input.id)
    // Another call of the same id may be under way since before we looked, or since then.
    const joined = this.#underWay.get(input.id)
    if (joined !== undefined) {
      if (!isDeepStrictEqual(joined.input, input)) throw otherTurn(input.id)
      return { started: await joined.started, isNew: false }
    }
    if (known !== undefined) {
      const started = await this.#started(owner, input.id)
      if (!isSameTurn(input, started, known.request_body)) throw otherTurn(input.id)
      return { started, isNew: false }
    }
    if (this.#isClosing) throw stopping()
    const [abort, before] = [new AbortController(), new AbortController()]
    const started = this.#begin(owner, input, { abort, before }, byServer)
    this.#underWay.set(input.id, { owner, input, abort, before, started })
    try {
      return { started: await started, isNew: true }
    } finally {
      this.#underWay.delete(input.id)
    }
  }

  /** True for a run that is being started. */
  isUnderWay(owner: string, id: string): boolean {
    return this.#underWay.get(id)?.owner === owner
  }

  /** Ends a start that is not stored yet: it is refused. Resolves when it is, or has begun all the same. */
  async stop(owner: string, id: string): Promise<void> {
    const start = this.#underWay.get(id)
    if (start?.owner !== owner) return
    start.before.abort(stoppedBefore())
    start.abort.abort()
    await Promise.allSettled([start.started])
  }

  /** Ends those of a conversation that are not stored yet, as {@link stop} does. */
  async stopIn(owner: string, conversationId: string): Promise<void> {
    const ids = [...this.#underWay].flatMap(([id, { input }]) =>
      input.conversationId === conversationId ? id : [],
    )
    await Promise.all(ids.map((id) => this.stop(owner, id)))
  }

  /** Takes nothing new from now on, and refuses what is not stored yet: its files may take long. */
  refuse(): void {
    this.#isClosing = true
    for (const { before } of this.#underWay.values()) before.abort(stopping())
  }

  /** Refuses what comes and what can still be refused; resolves when all has started or failed. */
  async close(): Promise<void> {
    this.refuse()
    await Promise.allSettled([...this.#underWay.values()].map(({ started }) => started))
  }

  async #begin(
    owner: string,
    input: StartRun,
    { abort, before }: Pick<UnderWay, 'abort' | 'before'>,
    byServer: ByServer | null,
  ): Promise<StartedRun> {
    const { db, upstreams, ears, live, open, bootId, sendFiles } = this.#tools
    const upstream = upstreams.get(input.settings.upstream)
    if (!upstream.isReady) {
      throw new ApiError(
        400,
        `settings.upstream: ${upstream.label} has no key yet. Enter one in Settings, or choose another upstream.`,
      )
    }
    const turn = await planTurn(db, owner, input, upstream, {
      current: (run) => open.current(owner, run),
      // Not all that they go through hears of the signal, such as what reads a PDF.
      filesFor: (turns) =>
        unlessAborted(before.signal, () => sendFiles(turns, upstream, before.signal)),
    }).finally(() => before.signal.throwIfAborted())
    const headers = [
      ...requestHeaders(input.settings, upstream.workspaceId),
      ...seedOf(turn, upstream),
    ]
    if (byServer?.isWanted(turn.body) === false) throw stoppedBefore()
    await commitTurn(db, owner, bootId, input, turn, headers, byServer !== null).catch(notStored)
    // Once it is stored nothing may fail before it is sent.
    const recorder = open.open(owner, turn.run, abort, null)
    const body = new TextEncoder().encode(JSON.stringify(turn.body))
    recorder.requestSize = body.length
    const call = { method: 'POST', path: turn.run.path, headers, body, signal: abort.signal }
    const heard = ears.around(upstream, () => recorder.run.model)
    void carry(heard, { ...call, silenceFrom: 'start' }, recorder)
    await tellCalls(this.#tools, owner, input)
    live.started(owner, input.id, input.conversationId)
    return this.#started(owner, input.id)
  }

  async #started(owner: string, id: string): Promise<StartedRun> {
    const run = await this.#tools.get(owner, id)
    const conversationId = run.conversationId ?? ''
    const row = await findConversation(this.#tools.db, owner, conversationId)
    if (row === undefined) throw new ApiError(409, `The run ${id} belongs to no conversation.`)
    const turns = await readTurnRows(this.#tools.db, owner, conversationId)
    const answer = turns.find((turn) => turn.run_id === id)
    const before = turns.find((turn) => turn.id === answer?.parent_id)
    const isPrefill = before?.mark === 'prefill'
    const question = isPrefill ? turns.find((turn) => turn.id === before.parent_id) : before
    const messages = turns.filter(
      (turn) =>
        turn === answer ||
        (turn === before && isPrefill) ||
        (turn === question && turn.role !== 'assistant'),
    )
    return { run, messages: messages.map(toMessage), conversation: toHeader(row) }
  }
}

/** What the turn carries of a tool loop has gone back: the tabs hear of it. */
async function tellCalls({ db, live }: Tools, owner: string, input: StartRun): Promise<void> {
  const { parentId, conversationId } = input
  if (parentId === null) return
  const calls = await readTurnCalls(db, owner, parentId)
  if (calls.length > 0) live.calls(owner, conversationId, parentId, calls)
}

/** The sandbox answers the same request with the same words; another answer wants other ones. */
function seedOf({ attempt }: NewTurn, { isSandbox }: Upstream): HeaderList {
  return isSandbox && attempt > 0 ? [['x-sandbox-seed', String(attempt)]] : []
}
