import type { StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { TurnIds } from '@/lib/domain/turn'
import type { Block } from '@/lib/wire/types'
import { getStoredDraft, setDraft } from './stores/drafts'

/** More are not asked in one conversation while nothing is heard. */
const MOST = 8

interface Asked extends Pick<StartRun, 'conversationId' | 'parentId' | 'settings'> {
  /** Null asks for another answer to `parentId`. */
  content: Block[] | null
}

/** The same as it was asked before without an answer: it may have arrived, and is asked with the same ids. */
export function findUnheard({ conversationId, ...asked }: Asked): StartRun | undefined {
  const { unheard } = getStoredDraft(conversationId)
  return unheard.find((start) => isSameTurn(start, asked))
}

/** Takes a start that had no answer. Answers whether it was here already. */
export function keepUnheard(start: StartRun): boolean {
  const { unheard } = getStoredDraft(start.conversationId)
  const others = unheard.filter(({ id }) => id !== start.id)
  setDraft(start.conversationId, { unheard: [...others, start].slice(-MOST) })
  return others.length < unheard.length
}

/** It is known what became of it. */
export function forgetUnheard({ id, conversationId }: StartRun): void {
  const { unheard } = getStoredDraft(conversationId)
  if (unheard.some((start) => start.id === id))
    setDraft(conversationId, { unheard: unheard.filter((start) => start.id !== id) })
}

/** True when a start asks for this, whatever its ids. */
export function isSameTurn(start: StartRun, asked: Omit<Asked, 'conversationId'>): boolean {
  const isAlike = isEqual(start.userMessage?.content ?? null, asked.content)
  return isAlike && start.parentId === asked.parentId && isEqual(start.settings, asked.settings)
}

/** The ids that a start has. */
export function idsOf({ id, userMessage, prefill, assistantMessageId }: StartRun): TurnIds {
  const [userId, prefillId] = [userMessage?.id ?? newId(), prefill?.id ?? newId()]
  return { id, userId, prefillId, assistantId: assistantMessageId }
}

/** True for what is the same as JSON. */
export function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
