import 'server-only'
import { hasEnded, type Run } from '@/lib/domain/run'
import { OUTSIDE_WAYS } from '@/lib/domain/tools/answer'
import type { CallAct, CallState, ToolCall } from '@/lib/domain/tools/call'
import { areSettled, isRunnable, resultBlocks } from '@/lib/domain/tools/loop'
import type { Tool } from '@/lib/domain/tools/tool'
import { ApiError, isApiError } from '@/lib/wire/errors'
import { isRecord } from '@/lib/wire/json'
import type { Log } from '../log'
import type { Runs } from '../runs/runs'
import type { Db } from '../store/schema'
import {
  insertToolCalls,
  readApproved,
  readToolCalls,
  readTurnCalls,
  updateToolCall,
} from '../store/tool-calls'
import { isTurnDeleted } from '../store/turns'
import { allTools } from './all-tools'
import { answerCall, DENIED, endOf, NEVER_RUN, STOPPED, unbegunCall } from './answer-call'
import { findCall, hasMovedOn } from './find-call'
import { type Hold, Holds } from './holds'
import {
  approvedNote,
  findRunOf,
  limitOf,
  type NextStep,
  planNext,
  readLoopTurn,
} from './loop-turn'
import { planCalls, toolOf } from './plan-calls'
import { readReadyTurn } from './ready-turn'
import { type LeftTurn, type OpenTurn, readForgottenRuns, readLeftTurns } from './recover-loops'
import { failed } from './results'
import type { ToolRunner } from './runner'
import { settleCall } from './settle-call'
import { TurnTasks } from './turn-tasks'

interface Places {
  db: Db
  runs: Runs
  tools: ToolRunner
  log: Log
  /** Whether the next step may be asked after an answer, whoever says that it may not. */
  mayGoOn(run: Run, next: NextStep): boolean
}

interface Handling {
  run: Run
  library: ReadonlyMap<string, Tool>
  hold: Hold
  isChangeAccepted?: boolean
}

const NOT_BEGUN: readonly CallState[] = ['asking', 'waiting']
const OPEN: readonly CallState[] = [...NOT_BEGUN, 'running', 'unknown']

/**
 * The tool loops of all conversations: what becomes of the calls that an answer asks for, until their
 * results have gone back. It is the server's, so it goes on when the tab closes; the calls are rows, so
 * it goes on after a restart.
 */
export class ToolLoop {
  readonly #places: Places
  readonly #holds = new Holds()
  readonly #tasks: TurnTasks
  #isClosing = false

  constructor(places: Places) {
    this.#places = places
    this.#tasks = new TurnTasks(places.log)
  }

  /** The turns after which something may follow by itself: what is done about them has not ended. */
  turnsAtWork(): ReadonlySet<string | null> {
    return this.#tasks.turns()
  }

  /** Hears of every run whose end is stored. */
  runEnded(owner: string, run: Run): void {
    this.#tasks.track(run, this.#onAnswer(owner, run))
  }

  /** Does what a person says of a call; answers the calls of its turn. Throws 404 and 409. */
  async act(
    owner: string,
    ids: Pick<ToolCall, 'conversationId' | 'messageId' | 'id'>,
    act: CallAct,
  ): Promise<ToolCall[]> {
    if (this.#isClosing)
      throw new ApiError(503, 'Parley is stopping. Do this again when it is back.')
    const call = await findCall(this.#places.db, owner, ids)
    this.#tasks.wantAgain(call.messageId)
    const isDone = await this.#do(owner, call, act)
    if (!isDone) throw hasMovedOn(call)
    const { conversationId, messageId } = call
    await this.#tasks.track(call, this.#advanceAndTell(owner, conversationId, messageId))
    return readTurnCalls(this.#places.db, owner, messageId)
  }

  /**
   * Stops what runs or waits in a conversation, or under some of its turns alone: each such call gets a
   * result that says so, and what an answer was about to ask for does not begin.
   */
  async stop(
    owner: string,
    conversationId: string,
    turns: ReadonlySet<string> | null = null,
  ): Promise<ToolCall[]> {
    const { db, runs } = this.#places
    // Whether anything has begun is not read yet, or was read before it did.
    const underWay = [...this.#tasks.turns(conversationId), ...(turns ? runs.openTurns(owner) : [])]
    this.#tasks.giveUp(underWay.filter((id) => turns?.has(id ?? '') ?? true))
    const calls = await readToolCalls(db, owner, conversationId)
    const open = calls.filter(
      ({ messageId, state, resultMessageId }) =>
        (turns?.has(messageId) ?? true) && state !== 'done' && resultMessageId === null,
    )
    for (const call of open) {
      const stopped = { code: 'stopped' as const }
      const hasBegun = !(await settleCall(db, owner, call, NOT_BEGUN, failed(NEVER_RUN), stopped))
      const handled = { ...failed(STOPPED), console: this.#holds.consoleOf(call) }
      if (hasBegun) await settleCall(db, owner, call, OPEN, handled, stopped)
      this.#holds.abort(call)
    }
    for (const messageId of new Set(open.map((call) => call.messageId))) {
      await this.#tell(owner, conversationId, messageId)
    }
    return readToolCalls(db, owner, conversationId)
  }

  /** Takes up what a process that went left behind, where it may; the rest stands there for somebody to go on with. */
  async recover(mayTakeUp: (turn: OpenTurn) => Promise<boolean>): Promise<void> {
    const { db } = this.#places
    for (const turn of await readLeftTurns(db))
      this.#tasks.track(turn, this.#recoverTurn(turn, mayTakeUp))
    for (const { turn, run } of await readForgottenRuns(db)) {
      const taken = mayTakeUp(turn).then((may) =>
        may ? this.#onAnswer(turn.owner, run) : undefined,
      )
      this.#tasks.track(turn, taken)
    }
  }

  /** Takes up nothing new; what runs is cut off and found again at the next start. */
  async close(): Promise<void> {
    this.#isClosing = true
    // What is under way may begin something while it is waited for.
    while (this.#tasks.size > 0) {
      this.#holds.abortAll()
      await this.#tasks.ended()
    }
  }

  async #recoverTurn(
    turn: LeftTurn,
    mayTakeUp: (turn: OpenTurn) => Promise<boolean>,
  ): Promise<void> {
    const { owner, conversationId, messageId } = turn
    const { db } = this.#places
    const isTakenUp = await mayTakeUp(turn)
    for (const call of turn.running) {
      const unknown = { state: 'unknown' as const }
      // What may have had an effect is not run again unless somebody says so.
      if (isTakenUp && !OUTSIDE_WAYS.has(call.by)) await this.#rerun(owner, call)
      else await updateToolCall(db, owner, call, ['running'], unknown, call.startedAt)
    }
    if (isTakenUp) await this.#advance(owner, conversationId, messageId)
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
    const planned = await planCalls(message.content, {
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
    // Found again at the next start.
    if (this.#isClosing) return
    const calls = this.#tasks.isGivenUp(messageId) ? planned.map(unbegunCall) : planned
    const begun = calls.filter(({ state }) => state === 'running')
    const holds = begun.map((call) => this.#holds.take(call))
    const isMine = (await insertToolCalls(db, owner, calls)) > 0
    if (isMine && !areSettled(calls)) await this.#tell(owner, conversationId, messageId)
    for (const [index, call] of begun.entries()) {
      const hold = holds[index]
      if (hold === undefined) continue
      if (isMine) this.#handle(owner, call, { run, library, hold })
      else this.#holds.release(hold)
    }
    if (!isMine) return
    await this.#advanceAndTell(owner, conversationId, messageId)
  }

  async #do(owner: string, call: ToolCall, act: CallAct): Promise<boolean> {
    const { db } = this.#places
    switch (act.act) {
      case 'approve': {
        const change = { note: approvedNote(call), isApproved: act.isForConversation }
        const isChangeAccepted = call.note?.code === 'toolChanged'
        return this.#begin(owner, call, ['asking'], change, isChangeAccepted)
      }
      case 'again':
        return this.#rerun(owner, call, ['unknown', 'done'], true)
      case 'deny':
        return settleCall(db, owner, call, ['asking'], failed(DENIED), { code: 'denied' })
      case 'answer': {
        const isEdited = call.by !== 'hand' && call.result !== null
        // Why nothing can run it holds, whatever is said in its place.
        const note = call.note?.code === 'invalidInput' ? call.note : null
        const end = { state: 'done' as const, result: act.result, note, isEdited }
        const from: readonly CallState[] = ['asking', 'waiting', 'unknown', 'done']
        return updateToolCall(db, owner, call, from, { ...end, endedAt: Date.now() })
      }
    }
  }

  async #rerun(
    owner: string,
    call: ToolCall,
    from: readonly CallState[] = ['running'],
    isChangeAccepted = false,
  ): Promise<boolean> {
    if (!isRunnable(call)) return false
    const anew = { note: null, result: null, isEdited: false, console: [], endedAt: null }
    return this.#begin(owner, call, from, anew, isChangeAccepted)
  }

  /** Marks a call as running if it is in one of the states, and runs it. False = it was not. */
  async #begin(
    owner: string,
    call: ToolCall,
    from: readonly CallState[],
    change: Parameters<typeof updateToolCall>[4],
    isChangeAccepted: boolean,
  ): Promise<boolean> {
    const run = await this.#runOf(owner, call)
    const library = await this.#library(owner)
    const hold = this.#holds.take(call)
    const begun = { state: 'running' as const, startedAt: Date.now() }
    const ran = from.includes('running') ? call.startedAt : null
    const { db } = this.#places
    const isMine = await updateToolCall(db, owner, call, from, { ...change, ...begun }, ran)
    if (isMine) this.#handle(owner, { ...call, ...begun }, { run, library, hold, isChangeAccepted })
    else this.#holds.release(hold)
    return isMine
  }

  #handle(
    owner: string,
    call: ToolCall,
    { run, library, hold, isChangeAccepted = false }: Handling,
  ): void {
    const { tool } = toolOf(run.settings, call.name, library)
    const block = run.message?.content.find(({ id, type }) => type === 'tool_use' && id === call.id)
    const input = isRecord(block?.input) ? block.input : {}
    const told = { signal: hold.abort.signal, onConsole: (line: string) => hold.console.push(line) }
    const { conversationId, messageId } = call
    // Deleted between the answer's end and now, perhaps: under such a turn nothing runs.
    const before = isTurnDeleted(this.#places.db, messageId).then(async (isGone) => {
      if (isGone) await this.stop(owner, conversationId, new Set([messageId]))
    })
    this.#tasks.track(
      call,
      before
        .then(() => answerCall(this.#places, tool, { input, isChangeAccepted, at: call, ...told }))
        .then(async (handled) => {
          this.#holds.release(hold)
          // Cut off by the end of the process: nobody saw how it ended.
          if (this.#isClosing && told.signal.aborted) return
          const { startedAt } = call
          const end = endOf(tool, handled)
          await updateToolCall(this.#places.db, owner, call, ['running'], end, startedAt)
          await this.#advanceAndTell(owner, conversationId, messageId)
        }),
    )
  }

  /** First on, then told: nobody shall see results that seem to wait where nothing waits. */
  async #advanceAndTell(owner: string, conversationId: string, messageId: string): Promise<void> {
    await this.#advance(owner, conversationId, messageId).finally(() =>
      this.#tell(owner, conversationId, messageId),
    )
  }

  /** Sends the results of a turn once all are there, unless somebody wants to see them first. */
  async #advance(owner: string, conversationId: string, messageId: string): Promise<void> {
    if (this.#isClosing) return
    const ready = await readReadyTurn(this.#places, owner, conversationId, messageId)
    if (ready !== null) await this.#goOn(owner, ready.run, ready.calls)
  }

  async #goOn(owner: string, run: Run, calls: readonly ToolCall[] | null): Promise<void> {
    const { db, runs, log, mayGoOn } = this.#places
    if (!hasEnded(run.status) || this.#isClosing) return
    const next = await planNext(db, owner, run, calls === null ? null : resultBlocks(calls))
    if (next === null) return
    const isGivenUp = () => this.#tasks.isGivenUp(run.messageId)
    const messageId = next.assistantMessageId
    try {
      await runs.start(owner, next, {
        isWanted: (body) => !isGivenUp() && mayGoOn(run, { messageId, body }),
      })
      // A stop that came while it was stored has not found it.
      if (isGivenUp()) await runs.stopLive(owner, [next.id])
    } catch (err) {
      // The results stand where they are, to be sent by hand.
      if (!isApiError(err)) throw err
      log.warn({ err, runId: run.id }, 'a tool loop could not go on')
    }
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

  async #runOf(owner: string, call: ToolCall): Promise<Run> {
    const run = await findRunOf(this.#places.db, owner, call)
    if (run === null) throw new ApiError(409, `Nothing here can run the call ${call.id}.`)
    return run
  }
}
