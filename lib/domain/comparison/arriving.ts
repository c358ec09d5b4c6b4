import type { Conversation } from '../conversation'
import { hasEnded } from '../run'
import { loopOf } from '../tools/open-loop'

type Known = Pick<Conversation, 'messages' | 'headId' | 'runs'>

/** The answer at the end of the branch in view has not ended, as far as is known here. What arrives on another branch is in nobody's way. */
export function isArriving(conversation: Known): boolean {
  const runId = headRunId(conversation)
  const run = conversation.runs.find(({ id }) => id === runId)
  return runId !== null && (run === undefined || !hasEnded(run.status))
}

/** True while Stop has something to stop at the end of the branch in view: an answer, or calls that run or wait. */
export function isUnderWay(conversation: Conversation): boolean {
  if (isArriving(conversation)) return true
  const { phase, calls } = loopOf(conversation)
  return phase === 'open' && calls.length > 0
}

/** The run that writes the end of the branch in view; null where that is no answer. */
export function headRunId({ messages, headId }: Known): string | null {
  return messages.findLast(({ id }) => id === headId)?.runId ?? null
}
