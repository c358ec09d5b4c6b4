import type { ChatSettings, Withholdable } from './chat-settings'
import { canPrefill } from './continuation'
import type { Conversation, Message } from './conversation'
import { isResultTurn } from './tools/loop'

/**
 * What an answer after this turn begins with; null where nothing is chosen, goes, or fits there. The
 * API refuses white space at its end (claude-api.md §2.2).
 */
export function prefillAfter(
  turn: Pick<Message, 'role' | 'content' | 'mark'> | undefined,
  { prefill }: ChatSettings,
  withheld: readonly Withholdable[],
): string | null {
  const text = prefill.trimEnd()
  if (text === '' || turn?.mark === 'off' || withheld.includes('prefill')) return null
  // Results go back as they are: the model has begun already.
  return turn?.role === 'user' && !isResultTurn(turn) ? text : null
}

/** Where another answer goes: under which turn, and what it begins with if that is new there. */
export interface AnswerPlace {
  parentId: string | null
  prefill: string | null
}

/**
 * Where an answer that stands, or would stand, under `parentId` is asked for anew. With what the
 * settings begin it with, which replaces what it began with; a cut answer that one cannot go on from
 * is asked for from its question on.
 */
export function placeForAnswer(
  { messages }: Pick<Conversation, 'messages'>,
  parentId: string | null,
  settings: ChatSettings,
  withheld: readonly Withholdable[],
): AnswerPlace {
  const turnOf = (id: string | null) => messages.find((turn) => turn.id === id)
  let turn = turnOf(parentId)
  while (turn !== undefined && isBeginning(turn, settings)) turn = turnOf(turn.parentId)
  const prefill = prefillAfter(turn, settings, withheld)
  const questionId = turn?.id ?? parentId
  const known = messages.find(
    ({ parentId, mark, content }) =>
      parentId === questionId && mark === 'prefill' && content?.[0]?.text === prefill,
  )
  return known === undefined
    ? { parentId: questionId, prefill }
    : { parentId: known.id, prefill: null }
}

/** The beginning of an answer: one that a person gave it, or that was cut and nothing goes on from. */
function isBeginning({ mark, content, role }: Message, settings: ChatSettings): boolean {
  return mark === 'prefill' || (role === 'assistant' && content === null && !canPrefill(settings))
}
