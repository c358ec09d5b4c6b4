import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { ChatSettings, Message, StartRun } from '@/lib/domain/conversation'
import type { ToolCall } from '@/lib/domain/tools/call'
import { boxBehind, filesOf, textOf } from '@/lib/domain/turn'
import type { Block } from '@/lib/wire/types'
import type { Draft, HandDraft, Untaken, Untakens, WrittenDraft } from './draft'
import { type Failure, isUnasked } from './failure'
import { type KeyedStorage, keyedStorage } from './keyed-storage'
import { isEmptyDraft, readSaved, withoutImages } from './saved-draft'

const EMPTY: Draft = {
  text: '',
  files: [],
  settings: null,
  sending: null,
  unanswered: null,
  unheard: [],
  edit: null,
  written: null,
  results: {},
  notes: {},
  untaken: {},
  waiting: null,
  again: null,
  failure: null,
}

/** The key of the conversation that has no id yet. */
const NEW = 'new'
const PREFIX = 'parley.draft.'
const SAVE_AFTER_MS = 300

const storage: KeyedStorage = keyedStorage(PREFIX)
const store = create<Record<string, Draft>>()(() => ({}))
/** By conversation, what of its draft was changed here and is not written yet. */
const unsaved = new Map<string, Set<string>>()
let saving: ReturnType<typeof setTimeout> | null = null

// The server renders, and the tab first renders, without drafts; so they come after creation.
if (typeof window !== 'undefined') {
  loadDrafts()
  window.addEventListener('pagehide', saveDrafts)
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key?.startsWith(PREFIX) === true) adopt(key.slice(PREFIX.length), newValue)
  })
}

/** The draft of a conversation (null = the new one) as stored; see `useDraft` for its settings. */
export function useStoredDraft(conversationId: string | null): Draft {
  return store((drafts) => drafts[conversationId ?? NEW] ?? EMPTY)
}

/** The settings of a draft alone, for what need not hear of every key that is typed. */
export function useStoredSettings(conversationId: string | null): ChatSettings | null {
  return store((drafts) => drafts[conversationId ?? NEW]?.settings ?? null)
}

/** The same of several, in their order. */
export function useStoredSettingsOf(ids: readonly string[]): (ChatSettings | null)[] {
  return store(useShallow((drafts) => ids.map((id) => drafts[id]?.settings ?? null)))
}

/** True while something goes by itself in one of these conversations once it may. */
export function useHasQueued(ids: readonly string[]): boolean {
  return store((drafts) => ids.some((id) => isQueued(drafts[id] ?? EMPTY)))
}

/** The same of one draft: after what could not be asked nothing goes by itself. */
export function isQueued({ waiting, again, failure }: Draft): boolean {
  return (waiting !== null || again !== null) && !isUnasked(failure)
}

/** How many of these conversations could not be asked. */
export function useUnaskedCount(ids: readonly string[]): number {
  return store((drafts) => ids.filter((id) => isUnasked(drafts[id]?.failure ?? null)).length)
}

/** In how many of these conversations something stands in the box that goes only when a person sends it. */
export function useHeldCount(ids: readonly string[]): number {
  return store((drafts) => ids.filter((id) => isHeld(drafts[id] ?? EMPTY)).length)
}

/** The same of one draft: what was refused says so itself. */
export function isHeld({ text, files, sending, waiting, failure }: Draft): boolean {
  const isFull = (text.trim() !== '' || files.length > 0) && sending === null
  return isFull && waiting === null && !isUnasked(failure)
}

/** What else was asked of one of these conversations and failed, such as a mark; null = nothing. */
export function useFailureOf(
  ids: readonly string[],
): { conversationId: string; failure: Failure } | null {
  const conversationId = store((drafts) =>
    ids.find((id) => {
      const failure = drafts[id]?.failure ?? null
      return failure !== null && !isUnasked(failure)
    }),
  )
  const failure = store((drafts) => drafts[conversationId ?? NEW]?.failure ?? null)
  return conversationId === undefined || failure === null ? null : { conversationId, failure }
}

/** The text of a draft alone. */
export function useStoredText(conversationId: string | null): string {
  return store((drafts) => drafts[conversationId ?? NEW]?.text ?? '')
}

/** The files of a draft alone. */
export function useStoredFiles(conversationId: string | null): Block[] {
  return store((drafts) => (drafts[conversationId ?? NEW] ?? EMPTY).files)
}

/** The texts of its fields that are no values, alone. */
export function useUntaken(conversationId: string | null): Untakens {
  return store((drafts) => (drafts[conversationId ?? NEW] ?? EMPTY).untaken)
}

/** Keeps the text of a field that is no value; null = it is one again. */
export function setUntaken(
  conversationId: string | null,
  field: string,
  untaken: Untaken | null,
): void {
  const { [field]: old, ...others } = getStoredDraft(conversationId).untaken
  if (untaken === null && old === undefined) return
  setDraft(conversationId, {
    untaken: untaken === null ? others : { ...others, [field]: untaken },
  })
}

/** What is being made of a turn; null while nobody writes it anew. */
export function useEdit({ conversationId, id }: { conversationId: string; id: string }) {
  return store(({ [conversationId]: draft }) => (draft?.edit?.turnId === id ? draft.edit : null))
}

/** The turns that are being written; null while nobody does. */
export function useWritten(conversationId: string | null): WrittenDraft | null {
  return store((drafts) => drafts[conversationId ?? NEW]?.written ?? null)
}

type CallPlace = Pick<ToolCall, 'conversationId' | 'messageId' | 'id'>
const resultKey = ({ messageId, id }: CallPlace) => `${messageId} ${id}`

/** The result that is being written for a call; null while nobody does. */
export function useHandResult(call: CallPlace): HandDraft | null {
  return store((drafts) => drafts[call.conversationId]?.results[resultKey(call)] ?? null)
}

/** The same, outside of rendering. */
export function getHandResult(call: CallPlace): HandDraft | null {
  return getStoredDraft(call.conversationId).results[resultKey(call)] ?? null
}

/** Takes what is written as the result of a call; null = nothing any more. */
export function setHandResult(call: CallPlace, draft: HandDraft | null): void {
  const { [resultKey(call)]: _old, ...others } = getStoredDraft(call.conversationId).results
  const results = draft === null ? others : { ...others, [resultKey(call)]: draft }
  setDraft(call.conversationId, { results })
}

type NotePlace = Pick<Message, 'conversationId' | 'runId'>

/** The note that is being written on an answer; null while nobody does. */
export function useNoteDraft({ conversationId, runId }: NotePlace): string | null {
  return store((drafts) => drafts[conversationId]?.notes[runId ?? ''] ?? null)
}

/** Takes what is written as the note on an answer; null = nothing any more. */
export function setNoteDraft({ conversationId, runId }: NotePlace, text: string | null): void {
  if (runId === null) return
  const { [runId]: _old, ...others } = getStoredDraft(conversationId).notes
  setDraft(conversationId, { notes: text === null ? others : { ...others, [runId]: text } })
}

/** True while a result that has not gone back is being changed: it goes once that is given or cancelled. */
export function useIsEditingResult(calls: readonly ToolCall[]): boolean {
  return store(() => isEditingResult(calls))
}

/** The same, outside of rendering. */
export function isEditingResult(calls: readonly ToolCall[]): boolean {
  return calls.some((call) => call.resultMessageId === null && getHandResult(call) !== null)
}

/** The draft of a conversation, outside of rendering. */
export function getStoredDraft(conversationId: string | null): Draft {
  return store.getState()[conversationId ?? NEW] ?? EMPTY
}

/** The turns without an answer, each with the conversation (null = the new one) in whose box it is. */
export function listUnanswered(): [conversationId: string | null, start: StartRun][] {
  return Object.entries(store.getState()).flatMap(([key, { unanswered }]) =>
    unanswered === null ? [] : [[key === NEW ? null : key, unanswered]],
  )
}

/** What was asked beside the boxes and had no answer. */
export function listUnheard(): StartRun[] {
  return Object.values(store.getState()).flatMap(({ unheard }) => unheard)
}

/** Changes a draft. Written to storage a moment later, and when the page goes. */
export function setDraft(conversationId: string | null, patch: Partial<Draft>): void {
  const key = conversationId ?? NEW
  const draft = { ...getStoredDraft(conversationId), ...patch }
  store.setState({ [key]: draft })
  noteUnsaved(key, Object.keys(patch))
  saving ??= setTimeout(saveDrafts, SAVE_AFTER_MS)
}

function noteUnsaved(key: string, fields: readonly string[]): void {
  unsaved.set(key, new Set([...(unsaved.get(key) ?? []), ...fields]))
}

/**
 * What another tab has in the box of a conversation stands in this one's too, as they are one box; but
 * tabs that each begin a new conversation begin two.
 */
function adopt(key: string, json: string | null): void {
  if (key === NEW) return
  const saved = json === null ? EMPTY : (readSaved(json) ?? EMPTY)
  const { text, files, settings, unanswered, unheard, notes, waiting, again } = saved
  const own = store.getState()[key] ?? EMPTY
  const { sending } = own
  // What is on its way from here is in the box of a tab that was opened meanwhile, and not in this one's.
  const isMine = sending !== null && sending.id === unanswered?.id
  const box = {
    ...{ text, files, settings, unanswered, unheard, notes, waiting, again },
    ...(isMine && { ...boxBehind(sending, saved), unanswered: null }),
  }
  // What was changed here since is newer, and is about to be written.
  const newer = unsaved.get(key)
  const others = Object.entries(box).filter(([field]) => newer?.has(field) !== true)
  store.setState({ [key]: { ...own, ...Object.fromEntries(others) } })
}

/** Writes what changed here, and leaves what another tab wrote beside it. Storage that is full or forbidden costs the draft its reload, nothing else. */
export function saveDrafts(): void {
  if (saving !== null) clearTimeout(saving)
  saving = null
  for (const [key, fields] of unsaved) {
    const { failure: _none, ...before } = { ...EMPTY, ...readSaved(storage.read(key)) }
    const own = Object.entries(store.getState()[key] ?? EMPTY)
    const changed = own.filter(([field]) => field in before && fields.has(field))
    const saved: Omit<Draft, 'failure'> = { ...before, ...Object.fromEntries(changed) }
    if (isEmptyDraft(saved)) storage.write(key, null)
    else if (!storage.write(key, JSON.stringify(saved)))
      storage.write(key, JSON.stringify(withoutImages(saved)))
  }
  unsaved.clear()
}

/** Reads every draft back; what does not fit the schema is left out. */
export function loadDrafts(): void {
  const drafts: Record<string, Draft> = {}
  for (const [key, json] of storage.readAll()) {
    const saved = readSaved(json)
    if (saved === null) continue
    const { settings, sending, edit, written, results, notes, untaken, ...later } = saved
    const { unheard, waiting, again } = later
    const text = joinTexts(textOf(sending), saved.text)
    const files = [...filesOf(sending), ...saved.files]
    const unanswered = sending ?? saved.unanswered
    // It stands in the box again: what is written next says so of all of these.
    if (sending !== null) noteUnsaved(key, ['text', 'files', 'sending', 'unanswered'])
    drafts[key] = {
      ...{ ...EMPTY, settings, text, files, edit, written, results, notes, untaken },
      ...{ unanswered, unheard, waiting, again },
    }
  }
  store.setState(drafts, true)
}

/** What could not be sent, before what was typed since. */
export function joinTexts(sent: string, typed: string): string {
  return [sent, typed].filter((text) => text !== '').join('\n\n')
}
