import { type ChatSettings, type Conversation, pathTo } from '../conversation'
import { hasOpenCall } from '../request'
import { hasEnded, type Run } from '../run'
import type { ToolCall } from './call'
import { areSettled, loopAnswers, openCalls, sinceLimit } from './loop'

/** The tool loop at the end of the branch in view. */
export interface Loop {
  /** The calls whose results are not in this branch yet, in order. */
  calls: readonly ToolCall[]
  /** `none`: nothing is open; `held`: all results are there, and nothing sends them by itself. */
  phase: 'none' | 'open' | 'held'
  /**
   * What the calls were asked with, and so goes on with their results, whatever the panel says by now;
   * of calls that somebody has written, what the conversation was last asked with.
   */
  settings: ChatSettings | null
  /** The server sends the results once all are there, without what stands in the box. */
  goesOnByItself: boolean
  /** True while what stands before the next turn must stay what it is. */
  isLocked: boolean
  /**
   * True while earlier turns must stay, too: a branch beside them would leave the loop going on unseen.
   * One that was stopped, or waits until somebody sends its results, holds nobody.
   */
  holdsTurns: boolean
}

export const NO_LOOP: Loop = {
  calls: [],
  phase: 'none',
  settings: null,
  goesOnByItself: false,
  isLocked: false,
  holdsTurns: false,
}

/** The loop of a conversation as it is known. */
export function loopOf(conversation: Conversation): Loop {
  const { messages, headId, runs, toolCalls } = conversation
  const head = messages.findLast(({ id }) => id === headId)
  const run = runs.find(({ id }) => id === head?.runId)
  const calls = openCalls(toolCalls, headId)
  if (calls.length > 0) {
    const phase = areSettled(calls) ? 'held' : 'open'
    const settings = run?.settings ?? conversation.settings
    const isStopped = calls.some(({ note }) => note?.code === 'stopped')
    const isAuto = run?.settings?.loop.mode === 'auto'
    const goesOnByItself = phase === 'open' && isAuto && !isStopped
    // Calls that somebody has written go nowhere by themselves.
    const holdsTurns = phase === 'open' && run !== undefined && !isStopped
    return { calls, phase, settings, goesOnByItself, isLocked: true, holdsTurns }
  }
  // Calls of an answer that an older version stored or opened: nothing is known of them.
  if (hasOpenCall(conversation)) return { ...NO_LOOP, phase: 'open', isLocked: true }
  // The next answer of a loop is arriving: what it was asked with is settled.
  const isArriving = run !== undefined && !hasEnded(run.status)
  const isStep = loopAnswers(pathTo(messages, headId)).length > 1
  return isArriving && isStep ? { ...NO_LOOP, isLocked: true, holdsTurns: true } : NO_LOOP
}

/**
 * True while the server goes on by itself with the answer at the end of the branch in view, which paused or
 * whose calls have their results, as far as is known here: whether a budget holds it, the server knows alone.
 */
export function goesOnAlone(conversation: Conversation): boolean {
  const { messages, headId, runs, toolCalls } = conversation
  const head = messages.findLast(({ id }) => id === headId)
  const run = runs.find(({ id }) => id === head?.runId)
  if (run?.status !== 'complete') return false
  if (sendsResults(run, openCalls(toolCalls, headId))) return true
  if (run.message?.stop_reason !== 'pause_turn') return false
  const hasNext = messages.some(({ parentId }) => parentId === headId)
  const { maxSteps } = run.settings?.loop ?? { maxSteps: 0 }
  const answers = sinceLimit(loopAnswers(pathTo(messages, headId)), toolCalls)
  return !hasNext && answers.length < maxSteps
}

/** A loop that nothing keeps goes on from a pause sooner, by itself. */
export const PAUSED_AFTER_MS = 2000

/** The same for what must not go past it: a pause that a budget may hold counts for as long as a loop takes to go on. */
export function goesOnSoon(conversation: Conversation, now: number): boolean {
  if (!goesOnAlone(conversation)) return false
  const { messages, headId, runs } = conversation
  const head = messages.findLast(({ id }) => id === headId)
  const { message, settings, endedAt } = runs.find(({ id }) => id === head?.runId) ?? {}
  if (message?.stop_reason !== 'pause_turn' || settings?.loop.budget == null) return true
  // The server's clock may differ from this one's: that makes nobody wait.
  return Math.abs(now - (endedAt ?? 0)) < PAUSED_AFTER_MS
}

/** The results of these calls are all there and have not gone back, and the server sends them. */
function sendsResults({ settings }: Pick<Run, 'settings'>, calls: readonly ToolCall[]): boolean {
  if (calls.length === 0 || !areSettled(calls) || settings?.loop.mode !== 'auto') return false
  if (
    calls.some(({ note, resultMessageId }) => note?.code === 'stopped' || resultMessageId !== null)
  )
    return false
  // Of calls none of which could be run it sends nothing beyond a limit.
  return calls.some(({ note, endedAt }) => note?.code !== 'invalidInput' || endedAt !== null)
}
