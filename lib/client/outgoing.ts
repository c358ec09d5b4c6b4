import type { ChatSettings, StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { Judgement } from '@/lib/domain/judge'
import type { ToolCall } from '@/lib/domain/tools/call'
import { filesOf, type TurnIds, textOf } from '@/lib/domain/turn'
import type { ApiError } from '@/lib/wire/errors'
import type { Block } from '@/lib/wire/types'
import type { Draft } from './stores/draft'
import { getStoredDraft, joinTexts, setDraft } from './stores/drafts'
import { forgetPasted, moveOffers } from './stores/uploads'
import { isEqual } from './unheard'
import { conversationPath } from './use-conversation-id'

/** What to ask, in a conversation that may not have an id yet (null). */
interface Ask {
  conversationId: string | null
  settings: ChatSettings
  judgement: Judgement
  /** Whose key it goes with (`accountOf`). */
  account: string | null
  parentId: string | null
  /** The new user turn; null asks for another answer to `parentId`. */
  content: Block[] | null
  /** What the answer begins with; null = nothing. */
  prefill: string | null
  /** Of the calls before the turn, whose results it carries. */
  calls?: readonly ToolCall[]
  /** Those that were minted before, so that it is asked once. */
  ids?: TurnIds | undefined
}

/** Ids for a turn. */
export function newTurnIds(): TurnIds {
  return { id: newId(), userId: newId(), prefillId: newId(), assistantId: newId() }
}

/** The start of a run, with ids minted here unless it has some. */
export function toStartRun(asked: Ask): StartRun {
  const { conversationId, parentId, content, prefill, settings, judgement, account } = asked
  const { calls = [], ids = newTurnIds() } = asked
  return {
    id: ids.id,
    conversationId: conversationId ?? newId(),
    parentId,
    userMessage: content === null ? null : { id: ids.userId, content },
    prefill: prefill === null ? null : { id: ids.prefillId, text: prefill },
    assistantMessageId: ids.assistantId,
    settings,
    account,
    hasNewResults:
      calls.length > 0 && calls.every(({ resultMessageId }) => resultMessageId === null),
    ...judgement,
  }
}

/** The blocks of a turn that is text alone. */
export function textBlocks(text: string): Block[] {
  return [{ type: 'text', text }]
}

/** What stands in a box as blocks: the files, and after them the text, if there is any. */
export function boxBlocks({ files, text }: Pick<Draft, 'files' | 'text'>): Block[] {
  return [...files, ...(text.trim() === '' ? [] : textBlocks(text))]
}

/** Takes a turn out of the box of its conversation (null = the new one), which has its id from here on. */
export function emptyBox(conversationId: string | null, start: StartRun): void {
  const box = { text: '', files: [], unanswered: null, waiting: null, failure: null }
  // What somebody asks of their own goes on from there, and not what was asked before.
  const empty = { ...box, again: null }
  const { untaken } = getStoredDraft(conversationId)
  forgetPasted(conversationId)
  if (conversationId === null) setDraft(null, { ...empty, settings: null, untaken: {} })
  setDraft(start.conversationId, { ...empty, untaken, sending: start })
}

/** The turn has arrived: nothing of it is a draft any more. */
export function forgetSent(start: StartRun): void {
  setDraft(start.conversationId, { sending: null })
  forgetSettings(start)
}

/** From here on the conversation itself remembers what it was asked with. */
export function forgetSettings({ conversationId, settings }: StartRun): void {
  if (isEqual(settings, getStoredDraft(conversationId).settings))
    setDraft(conversationId, { settings: null })
}

/** Puts a turn that did not arrive back into the box it came from, before what was typed since. */
export function refillBox(
  conversationId: string | null,
  start: StartRun,
  error: ApiError,
  mayArrive: boolean,
): void {
  const { text: typed, files: added } = getStoredDraft(start.conversationId)
  // Of a new conversation's box some may not have moved along yet.
  const before = conversationId === null ? getStoredDraft(null) : { text: '', files: [] }
  const text = joinTexts(textOf(start), before.text + typed)
  const files = [...filesOf(start), ...before.files, ...added]
  // Where it may have arrived, the next attempt must be recognised.
  const refilled = {
    text,
    files,
    sending: null,
    unanswered: mayArrive ? start : null,
    failure: { act: 'send' as const, error, ...(mayArrive && { runId: start.id }) },
  }
  if (conversationId !== null) {
    setDraft(conversationId, refilled)
    return
  }
  const { untaken } = getStoredDraft(start.conversationId)
  const gone = { text: '', files: [], sending: null, settings: null, untaken: {} }
  setDraft(start.conversationId, gone)
  setDraft(null, { ...refilled, settings: start.settings, untaken })
  moveBox(start.conversationId, null)
}

/** What is on its way into a box, or offered there, is the other one's from here on. */
function moveBox(from: string | null, to: string | null): void {
  if (!moveOffers(from, to)) return
  // So it is for the tab that goes on with them after a reload.
  void import('./kept-uploads').then(({ keepAgain }) => keepAgain(to))
}

/** The conversation that the new one has become, until its box is drawn as that one's. */
let becoming: string | null = null

/** Moves the URL from one conversation to another, without a navigation, if it is still there. */
export function showAt(from: string | null, to: string | null): void {
  if (location.pathname !== conversationPath(from)) return
  history.replaceState(null, '', conversationPath(to))
  becoming = from === null ? to : null
}

/** True while the new conversation has become another, and its box is not drawn as that one's yet. */
export function isBecoming(): boolean {
  return becoming !== null && location.pathname === conversationPath(becoming)
}

/** Takes what was typed into the box of a conversation (null = the new one). */
export function typeText(conversationId: string | null, text: string): void {
  // Back at the new conversation, what is typed is its own.
  if (conversationId === null && location.pathname === conversationPath(null)) becoming = null
  setDraft(conversationId, { text })
}

/**
 * The box of the new conversation is drawn as that of what it has become: what was typed meanwhile
 * comes along. A conversation that somebody went to instead gets nothing.
 */
export function bringTyped(conversationId: string | null): void {
  if (conversationId === null) return
  const { text, files } = getStoredDraft(null)
  if (conversationId === becoming) {
    moveBox(null, conversationId)
    if (text !== '' || files.length > 0) {
      const there = getStoredDraft(conversationId)
      setDraft(null, { text: '', files: [] })
      setDraft(conversationId, { text: text + there.text, files: [...files, ...there.files] })
    }
  }
  becoming = null
}
