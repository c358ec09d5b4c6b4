import type { Block, WireMessage } from '@/lib/wire/types'
import type { Message } from '../conversation'
import { hasEnded, type Run } from '../run'
import type { Approval } from './answer'
import type { ToolCall } from './call'

/** True for a turn that carries results and nothing that a person said. */
export function isResultTurn({ role, content }: Pick<Message, 'role' | 'content'>): boolean {
  if (role !== 'user' || content === null || content.length === 0) return false
  return content.every(({ type }) => type === 'tool_result')
}

/** The answers of a branch since somebody last said something: the steps of a tool loop, in order. */
export function loopAnswers(path: readonly Message[]): Message[] {
  const said = path.findLastIndex((turn) => turn.role !== 'assistant' && !isResultTurn(turn))
  return path.slice(said + 1).filter(isAnswer)
}

/** Of the answers of a loop those that count for its limits: since a person last let a call run beyond one. */
export function sinceLimit(answers: readonly Message[], calls: readonly ToolCall[]): Message[] {
  const beyond = new Set(
    calls.filter(({ note }) => note?.code === 'beyondLimit').map(({ messageId }) => messageId),
  )
  return answers.slice(answers.findLastIndex(({ id }) => beyond.has(id)) + 1)
}

/** What a person has written in an answer's place is none. */
function isAnswer({ role, mark }: Message): boolean {
  return role === 'assistant' && mark === undefined
}

/** Which step of its loop each answer of a branch is, from 1, by its id. */
export function stepsOf(path: readonly Message[]): ReadonlyMap<string, number> {
  const steps = new Map<string, number>()
  let step = 0
  for (const turn of path) {
    if (isAnswer(turn)) {
      step += 1
      steps.set(turn.id, step)
    } else if (turn.role !== 'assistant' && !isResultTurn(turn)) step = 0
  }
  return steps
}

/**
 * The same of calls of which some are not answered yet: their blocks have no content, so that what is
 * sent once they are there has the shape that it will have.
 */
export function expectedBlocks(calls: readonly ToolCall[]): Block[] {
  return calls.flatMap((call) =>
    call.result === null ? [{ type: 'tool_result', tool_use_id: call.id }] : resultBlocks([call]),
  )
}

/** The blocks that carry the results of a turn's calls, in order; of settled calls only. */
export function resultBlocks(calls: readonly ToolCall[]): Block[] {
  return calls.flatMap(({ id, result }) => {
    if (result === null) return []
    const { content, isError } = result
    return [
      {
        type: 'tool_result',
        tool_use_id: id,
        // An empty list says the same as none, which the API takes.
        ...(content.length === 0 ? {} : { content }),
        ...(isError ? { is_error: true } : {}),
      },
    ]
  })
}

/**
 * The calls of the turn in which a branch ends: their results go before whatever is said next, also
 * where they have gone back in another branch already.
 */
export function openCalls(calls: readonly ToolCall[], headId: string | null): ToolCall[] {
  return calls.filter(({ messageId }) => messageId === headId)
}

/** True once no call of a turn wants anything any more. */
export function areSettled(calls: readonly ToolCall[]): boolean {
  return calls.every(({ state }) => state === 'done')
}

interface Ended extends Pick<Run, 'status'> {
  message: Pick<WireMessage, 'stop_reason'> | null
}

/** True for an answer of whose calls none is run: it ended otherwise than in asking for them. */
export function isCallNeverRun({ status, message }: Ended): boolean {
  return hasEnded(status) && (status !== 'complete' || message?.stop_reason !== 'tool_use')
}

/** True for a call that can be run, whatever came of it before. */
export function isRunnable({ by, note }: Pick<ToolCall, 'by' | 'note'>): boolean {
  return by !== 'hand' && note?.code !== 'invalidInput'
}

/**
 * True for a call that is asked about because its tool asks once in a conversation, so that those after it
 * need not ask. What else asks, such as a limit, goes on asking whatever was said before.
 */
export function canAskOnce(
  { state, note }: Pick<ToolCall, 'state' | 'note'>,
  approval: Approval | undefined,
): boolean {
  return state === 'asking' && note === null && approval === 'conversation'
}
