import 'server-only'
import { hasEnded, type Run } from '@/lib/domain/run'
import { OUTSIDE_WAYS, type ToolResult } from '@/lib/domain/tools/answer'
import type { CallAct, CallState, ToolCall } from '@/lib/domain/tools/call'
import { areSettled, resultBlocks } from '@/lib/domain/tools/loop'
import type { Tool } from '@/lib/domain/tools/tool'
import { ApiError, isApiError } from '@/lib/wire/errors'
import { isRecord } from '@/lib/wire/json'
import type { Log } from '../log'
import type { Runs } from '../runs/runs'
import { getRun } from '../store/runs'
import type { Db } from '../store/schema'
import {
  insertToolCalls,
  readApproved,
  readToolCalls,
  readTurnCalls,
  updateToolCall,
} from '../store/tool-calls'
import { allTools } from './all-tools'
import type { Handled, HandlerCall } from './handler'
import { limitOf, planNext, readLoopTurn } from './loop-turn'
import { planCalls, toolOf } from './plan-calls'
import { readForgottenRuns, readOpenTurns } from './recover-loops'
import { failed } from './results'
import { runHandler } from './run-handler'
import type { ToolRunner } from './runner'

interface Places {
  db: Db
  runs: Runs
  tools: ToolRunner
  log: Log
}

/** A call that was never run, or whose end nobody saw, in words for the model. */
const STOPPED = 'The user stopped this call. It may not have run, or not to its end.'
const DENIED = 'The user did not allow this call. It was not run.'

const OPEN: readonly CallState[] = ['asking', 'waiting', 'running', 'unknown']

/**
 * The tool loops of all conversations: what becomes of the calls that an answer asks for, until their
 * results have gone back. It is the server's, so it goes on when the tab closes; the calls are rows, so
 * it goes on after a restart.
 */
export class ToolLoop {
  readonly #places: Places
  readonly #handling = new Map<string, AbortController>()
  readonly #tasks = new Set<Promise<void>>()
  #isClosing = false

  constructor(places: Places) {
    this.#places = places
  }

  /** Hears of every run whose end is stored. */
  runEnded(owner: string, run: Run): void {
    this.#track(this.#onAnswer(owner, run))
  }

  /** Does what a person says of a call; answers the calls of its turn. Throws 404 and 409. */
  async act(
    owner: string,
    ids: Pick<ToolCall, 'conversationId' | 'messageId' | 'id'>,
    act: CallAct,
  ): Promise<ToolCall[]> {
    const { db } = this.#places
    const calls = await readTurnCalls(db, owner, ids.messageId)
    const call = calls.find(({ id }) => id === ids.id)
    if (call === undefined || call.conversationId !== ids.conversationId) {
      throw new ApiError(404, `There is no call ${ids.id} in this turn.`)
    }
    const isDone = await this.#do(owner, call, act)
    if (!isDone) {
      throw new ApiError(
        409,
        `The call ${call.id} is ${call.resultMessageId === null ? call.state : 'answered'} already. Look at it again.`,
      )
    }
    const { conversationId, messageId } = call
    this.#track(this.#advance(owner, conversationId, messageId))
    return this.#tell(owner, conversationId, messageId)
  }

  /** Stops what runs or waits in a conversation: each such call gets a result that says so. */
  async stop(owner: string, conversationId: string): Promise<ToolCall[]> {
    const calls = await readToolCalls(this.#places.db, owner, conversationId)
    const open = calls.filter((call) => call.state !== 'done' && call.resultMessageId === null)
    for (const call of open) {
      await this.#settle(owner, call, OPEN, failure(STOPPED), { code: 'stopped' })
      this.#handling.get(keyOf(call))?.abort()
    }
    for (const messageId of new Set(open.map((call) => call.messageId))) {
      await this.#tell(owner, conversationId, messageId)
    }
    return readToolCalls(this.#places.db, owner, conversationId)
  }

  /** Takes up what a process that went left behind. */
  async recover(): Promise<void> {
    const { db } = this.#places
    for (const { owner, conversationId, messageId } of await readOpenTurns(db)) {
      const calls = await readTurnCalls(db, owner, messageId)
      for (const call of calls.filter(({ state }) => state === 'running')) {
        // What may have had an effect is not run again unless somebody says so.
        if (!OUTSIDE_WAYS.has(call.by)) await this.#rerun(owner, call)
        else await updateToolCall(db, owner, call, ['running'], { state: 'unknown' })
      }
      this.#track(this.#advance(owner, conversationId, messageId))
    }
    for (const { owner, run } of await readForgottenRuns(db)) this.runEnded(owner, run)
  }

  /** Takes up nothing new; what runs is cut off and found again at the next start. */
  async close(): Promise<void> {
    this.#isClosing = true
    for (const abort of this.#handling.values()) abort.abort()
    await Promise.all(this.#tasks)
  }

  async #onAnswer(owner: string, run: Run): Promise<void> {
    if (this.#isClosing || run.source !== 'chat' || run.status !== 'complete') return
    const { conversationId, messageId, message } = run
    if (conversationId === null || messageId === null || message === null) return
    const { stop_reason: reason } = message
    if (reason !== 'tool_use' && reason !== 'pause_turn') return
    const { db, runs, tools } = this.#places
    const turn = await readLoopTurn(db, owner, conversationId, messageId)
    if (turn === null) return
    const limit = limitOf(turn, run.settings, (one) => runs.prices.billOf(one))
    if (reason === 'pause_turn') {
      if (limit === null && !turn.hasNext) await this.#goOn(owner, run, null)
      return
    }
    const library = await this.#library(owner)
    const calls = await planCalls(message.content, {
      conversationId,
      messageId,
      settings: run.settings,
      library,
      approved: await readApproved(db, owner, conversationId),
      hasOutside: turn.hasOutside,
      limit,
      check: tools.checks.check,
      hasChanged: tools.mcp.hasChanged,
    })
    if ((await insertToolCalls(db, owner, calls)) === 0) return
    await this.#tell(owner, conversationId, messageId)
    for (const call of calls) if (call.state === 'running') this.#handle(owner, call, run, library)
    await this.#advance(owner, conversationId, messageId)
  }

  async #do(owner: string, call: ToolCall, act: CallAct): Promise<boolean> {
    const { db } = this.#places
    switch (act.act) {
      case 'approve': {
        const isApproved = act.isForConversation
        const begun = { state: 'running' as const, note: null, startedAt: Date.now(), isApproved }
        const isMine = await updateToolCall(db, owner, call, ['asking'], begun)
        return isMine && this.#begin(owner, call, call.note?.code === 'toolChanged')
      }
      case 'again':
        return this.#rerun(owner, call, ['unknown', 'done'], true)
      case 'deny':
        return this.#settle(owner, call, ['asking'], failure(DENIED), { code: 'denied' })
      case 'answer': {
        const isEdited = call.by !== 'hand' && call.result !== null
        const isHeld = call.state === 'running'
        return (
          !isHeld &&
          (await updateToolCall(db, owner, call, ['asking', 'waiting', 'unknown', 'done'], {
            state: 'done',
            result: act.result,
            note: null,
            isEdited,
            endedAt: Date.now(),
          }))
        )
      }
    }
  }

  async #rerun(
    owner: string,
    call: ToolCall,
    from: readonly CallState[] = ['running'],
    isChangeAccepted = false,
  ): Promise<boolean> {
    if (call.by === 'hand') return false
    const anew = { note: null, result: null, isEdited: false, console: [], endedAt: null }
    const begun = { ...anew, state: 'running' as const, startedAt: Date.now() }
    const isMine = await updateToolCall(this.#places.db, owner, call, from, begun)
    return isMine && this.#begin(owner, call, isChangeAccepted)
  }

  /** Runs a call that is marked as running. */
  async #begin(owner: string, call: ToolCall, isChangeAccepted: boolean): Promise<true> {
    const run = await this.#runOf(owner, call)
    this.#handle(owner, call, run, await this.#library(owner), isChangeAccepted)
    return true
  }

  #handle(
    owner: string,
    call: ToolCall,
    run: Run,
    library: ReadonlyMap<string, Tool>,
    isChangeAccepted = false,
  ): void {
    const { tool } = toolOf(run.settings, call.name, library)
    const block = run.message?.content.find(({ id, type }) => type === 'tool_use' && id === call.id)
    const input = isRecord(block?.input) ? block.input : {}
    const abort = new AbortController()
    this.#handling.set(keyOf(call), abort)
    const answered = this.#answer(tool, { input, signal: abort.signal, isChangeAccepted })
    const { conversationId, messageId } = call
    this.#track(
      answered.then(async (handled) => {
        this.#handling.delete(keyOf(call))
        // Cut off by the end of the process: nobody saw how it ended.
        if (this.#isClosing && abort.signal.aborted) return
        await updateToolCall(this.#places.db, owner, call, ['running'], endOf(handled))
        await this.#tell(owner, conversationId, messageId)
        await this.#advance(owner, conversationId, messageId)
      }),
    )
  }

  async #answer(
    tool: Tool | null,
    { input, signal, isChangeAccepted }: HandlerCall,
  ): Promise<Handled | null> {
    if (tool === null) return null
    try {
      return await runHandler(this.#places.tools, tool, input, signal, isChangeAccepted)
    } catch (err) {
      if (signal.aborted) return failed(STOPPED)
      this.#places.log.error({ err }, 'a tool could not be run')
      const reason = err instanceof Error ? err.message : String(err)
      return failed(`The tool could not be run: ${reason}`)
    }
  }

  /** Sends the results of a turn once all are there, unless somebody wants to see them first. */
  async #advance(owner: string, conversationId: string, messageId: string): Promise<void> {
    if (this.#isClosing) return
    const calls = await readTurnCalls(this.#places.db, owner, messageId)
    const [first] = calls
    if (first === undefined || !areSettled(calls) || first.resultMessageId !== null) return
    if (calls.some(({ note }) => note?.code === 'stopped')) return
    const run = await this.#runOf(owner, first)
    if (run.settings?.loop.mode !== 'auto' || conversationId !== run.conversationId) return
    await this.#goOn(owner, run, calls)
  }

  async #goOn(owner: string, run: Run, calls: readonly ToolCall[] | null): Promise<void> {
    const { db, runs, log } = this.#places
    if (!hasEnded(run.status) || this.#isClosing) return
    const next = await planNext(db, owner, run, calls === null ? null : resultBlocks(calls))
    if (next === null) return
    try {
      await runs.start(owner, next, true)
    } catch (err) {
      // The results stand where they are, to be sent by hand.
      if (!isApiError(err)) throw err
      log.warn({ err, runId: run.id }, 'a tool loop could not go on')
    }
  }

  async #settle(
    owner: string,
    call: ToolCall,
    from: readonly CallState[],
    { result }: { result: ToolResult },
    note: ToolCall['note'],
  ): Promise<boolean> {
    const end = { state: 'done' as const, result, note, endedAt: Date.now() }
    return updateToolCall(this.#places.db, owner, call, from, end)
  }

  async #tell(owner: string, conversationId: string, messageId: string): Promise<ToolCall[]> {
    const { db, runs } = this.#places
    const calls = await readTurnCalls(db, owner, messageId)
    runs.live.calls(owner, conversationId, messageId, calls)
    return calls
  }

  async #library(owner: string): Promise<ReadonlyMap<string, Tool>> {
    const tools = await allTools(this.#places.db, owner)
    return new Map(tools.map((tool) => [tool.id, tool]))
  }

  async #runOf(owner: string, { messageId }: ToolCall): Promise<Run> {
    const { db } = this.#places
    const { run_id: id } = await db
      .selectFrom('messages')
      .select('run_id')
      .where('owner_id', '=', owner)
      .where('id', '=', messageId)
      .executeTakeFirstOrThrow()
    return getRun(db, owner, id ?? '')
  }

  #track(work: Promise<void>): void {
    const task = work
      .catch((err: unknown) => this.#places.log.error({ err }, 'a tool loop failed'))
      .finally(() => this.#tasks.delete(task))
    this.#tasks.add(task)
  }
}

/** What a call becomes with what its handler gave. */
function endOf(handled: Handled | null): Partial<ToolCall> {
  if (handled === null) return { state: 'waiting' }
  const { result, console } = handled
  return { state: 'done', result, console: [...console], endedAt: Date.now() }
}

function failure(content: string): { result: ToolResult } {
  return { result: { content, isError: true } }
}

function keyOf({ messageId, id }: Pick<ToolCall, 'messageId' | 'id'>): string {
  return `${messageId} ${id}`
}
