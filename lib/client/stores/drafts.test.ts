import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type ChatSettings, NO_CHOICES, type StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { ApiError } from '@/lib/wire/errors'
import { newTurnIds, textBlocks, toStartRun } from '../outgoing'
import {
  getStoredDraft,
  isQueued,
  joinTexts,
  loadDrafts,
  saveDrafts,
  setDraft,
  setNoteDraft,
} from './drafts'

const SETTINGS: ChatSettings = {
  upstream: 'sandbox',
  apiVersion: '2023-06-01',
  model: 'claude-opus-5-5',
  maxTokens: 4096,
  system: '',
  ...NO_CHOICES,
}

/** The part of the browser's storage that this program uses; keys are own properties, as there. */
function storageOf(items: Record<string, string>): Storage {
  const methods = {
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, value: string) => {
      items[key] = value
    },
    removeItem: (key: string) => {
      delete items[key]
    },
  }
  return new Proxy(methods, {
    ownKeys: () => Object.keys(items),
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  }) as unknown as Storage
}

let items: Record<string, string>

beforeEach(() => {
  items = {}
  vi.stubGlobal('localStorage', storageOf(items))
  loadDrafts()
})

afterEach(() => {
  saveDrafts()
  vi.unstubAllGlobals()
})

function startOf(text: string): StartRun {
  const userMessage = { id: newId(), content: [{ type: 'text', text }] }
  return {
    ...{ id: newId(), conversationId: newId(), parentId: null, userMessage, prefill: null },
    ...{ hasNewResults: false, assistantMessageId: newId(), settings: SETTINGS },
    ...{ withheld: [], maxTokens: null, account: null },
  }
}

test('Each conversation has a draft of its own, and the new one too', () => {
  setDraft(null, { text: 'new' })
  setDraft('a', { text: 'of a', settings: SETTINGS })
  expect(getStoredDraft(null).text).toBe('new')
  expect(getStoredDraft('a')).toMatchObject({ text: 'of a', settings: SETTINGS })
  expect(getStoredDraft('b').text).toBe('')
})

test('A draft is there again after a reload, without the failure beside it', () => {
  setDraft('a', { text: 'half a thought', failure: { act: 'send', error: new ApiError(500, 'x') } })
  saveDrafts()
  setDraft('a', { text: 'unsaved' })
  loadDrafts()
  expect(getStoredDraft('a')).toEqual({
    text: 'half a thought',
    files: [],
    settings: null,
    sending: null,
    unanswered: null,
    results: {},
    notes: {},
    untaken: {},
    waiting: null,
    again: null,
    unheard: [],
    edit: null,
    written: null,
    failure: null,
  })
})

test('What could not be asked does not go by itself any more, and nothing that would come after it', () => {
  const turnIds = newTurnIds()
  const queued = [
    { waiting: { tab: 'tab', ids: turnIds } },
    { again: { headId: 'head', rootId: turnIds.userId, turns: [turnIds] } },
    { again: { headId: null, rootId: turnIds.userId, turns: [turnIds], missing: [[]] } },
  ]
  const error = new ApiError(429, 'x')
  for (const draft of queued) {
    setDraft('a', { waiting: null, again: null, failure: null, ...draft })
    expect(isQueued(getStoredDraft('a'))).toBe(true)
    setDraft('a', { failure: { act: 'mark', error } })
    expect(isQueued(getStoredDraft('a'))).toBe(true)
    setDraft('a', { failure: { act: 'edit', error } })
    expect(isQueued(getStoredDraft('a'))).toBe(false)
  }
})

test('A note that is being written is there again after a reload, until it is saved or cancelled', () => {
  const answer = { conversationId: 'a', runId: 'run-1' }
  setNoteDraft(answer, 'half a')
  setNoteDraft({ ...answer, runId: 'run-2' }, 'other')
  saveDrafts()
  loadDrafts()
  expect(getStoredDraft('a').notes).toEqual({ 'run-1': 'half a', 'run-2': 'other' })
  setNoteDraft(answer, null)
  saveDrafts()
  loadDrafts()
  expect(getStoredDraft('a').notes).toEqual({ 'run-2': 'other' })
  setNoteDraft({ ...answer, runId: 'run-2' }, null)
  saveDrafts()
  expect(items).toEqual({})
})

test('A turn that was on its way when the page went is back in the box, before what was typed since', () => {
  const sending = startOf('The question')
  setDraft('a', { text: 'and another thing', sending })
  saveDrafts()
  loadDrafts()
  expect(getStoredDraft('a')).toMatchObject({
    text: 'The question\n\nand another thing',
    sending: null,
    unanswered: sending,
  })
  // One that was written anew is still that, and asked with the same ids; also once that was dismissed.
  const edit = { turnId: newId(), texts: ['Anew'], without: [] }
  for (const kept of [
    { edit, unheard: [sending] },
    { edit: null, unheard: [sending] },
  ]) {
    setDraft('edited', kept)
    saveDrafts()
    loadDrafts()
    expect(getStoredDraft('edited')).toMatchObject(kept)
  }
})

test('What another tab has written of a draft stays, beside what is changed here', () => {
  setDraft('a', { text: 'before' })
  saveDrafts()
  const edit = { turnId: 't', texts: ['anew'], without: [] }
  items['parley.draft.a'] = JSON.stringify({ ...getStoredDraft('a'), text: 'of another', edit })
  setDraft('a', { files: [{ type: 'document' }] })
  saveDrafts()
  loadDrafts()
  expect(getStoredDraft('a')).toMatchObject({
    text: 'of another',
    edit,
    files: [{ type: 'document' }],
  })
})

test('What had no answer in another tab is known in this one, which asks it with the same ids', async () => {
  const here = new EventTarget()
  vi.stubGlobal('window', here)
  vi.resetModules()
  const fresh = await import('./drafts')
  const start = toStartRun({
    ...{ conversationId: newId(), parentId: null, content: textBlocks('Once'), prefill: null },
    ...{ settings: SETTINGS, judgement: { withheld: [], maxTokens: null }, account: null },
  })
  const tell = (draft: object) => {
    const newValue = JSON.stringify({ ...getStoredDraft('none'), ...draft })
    const key = `parley.draft.${start.conversationId}`
    here.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }))
    return fresh.getStoredDraft(start.conversationId)
  }
  const unheard = { text: 'Once', unanswered: start }
  expect(tell(unheard)).toMatchObject(unheard)
  // The other tab has it on its way again, and then heard of it.
  expect(tell({ sending: start })).toMatchObject({ text: '', unanswered: null })
  // A tab that is opened while it is on its way from here has it in its box, for all that it knows.
  fresh.setDraft(start.conversationId, { sending: start })
  fresh.saveDrafts()
  expect(tell({ text: 'Once\n\nand more', unanswered: start })).toMatchObject({
    ...{ text: 'and more', sending: start, unanswered: null },
  })
  fresh.setDraft(start.conversationId, { text: '', sending: null })
  fresh.saveDrafts()
  expect(items).toEqual({})
})

test('An empty draft leaves nothing in storage', () => {
  setDraft('a', { text: 'x' })
  saveDrafts()
  expect(Object.keys(items)).toEqual(['parley.draft.a'])
  setDraft('a', { text: '' })
  saveDrafts()
  expect(items).toEqual({})
})

test.each([
  ['no JSON', 'oops'],
  ['JSON of another shape', '{"text":5}'],
  [
    'settings that are none',
    '{"text":"x","sending":null,"unanswered":null,"settings":{"model":""}}',
  ],
])('A stored draft with %s is left out, the others are read', (_what, text) => {
  items['parley.draft.bad'] = text
  items['parley.draft.good'] = '{"text":"kept","settings":null,"sending":null,"unanswered":null}'
  items['another.program'] = '{"text":"x","settings":null,"sending":null,"unanswered":null}'
  loadDrafts()
  expect(getStoredDraft('bad').text).toBe('')
  expect(getStoredDraft('good').text).toBe('kept')
  expect(getStoredDraft('another.program').text).toBe('')
})

test.each([
  ['is full', { setItem: () => raise('QuotaExceededError') }],
  ['is forbidden', new Proxy({}, { get: () => raise('SecurityError'), ownKeys: () => raise('x') })],
  ['is not there', undefined],
])('Storage that %s costs the draft its reload and nothing else', (_what, storage) => {
  vi.stubGlobal('localStorage', storage)
  loadDrafts()
  setDraft('a', { text: 'typed' })
  saveDrafts()
  expect(getStoredDraft('a').text).toBe('typed')
})

test('A text that could not be sent stands before what was typed since', () => {
  expect(joinTexts('sent', '')).toBe('sent')
  expect(joinTexts('', 'typed')).toBe('typed')
  expect(joinTexts('sent', 'typed')).toBe('sent\n\ntyped')
})

function raise(name: string): never {
  throw new DOMException('no', name)
}

test('What is too large for the browser costs its images, not what was typed', () => {
  const methods = storageOf(items)
  const setItem = (key: string, value: string) => {
    if (value.length > 5000) throw new Error('QuotaExceededError')
    items[key] = value
  }
  vi.stubGlobal(
    'localStorage',
    new Proxy(methods, { get: (it, key) => (key === 'setItem' ? setItem : Reflect.get(it, key)) }),
  )
  const result = { text: 'seen', isError: true, blocks: [] }
  setDraft('a', { text: 'before', results: { 't toolu_1': { ...result, text: 'older' } } })
  saveDrafts()
  const image = { type: 'image', source: { type: 'base64', data: 'A'.repeat(9000) } }
  setDraft('a', { text: 'after', results: { 't toolu_1': { ...result, blocks: [image] } } })
  saveDrafts()
  loadDrafts()
  expect(getStoredDraft('a')).toMatchObject({ text: 'after', results: { 't toolu_1': result } })
})

test('What shall be left out of a turn that is written anew is so after a reload; an older edit leaves nothing out', () => {
  const edit = { turnId: newId(), texts: ['Again'], without: [1] }
  setDraft('edited', { edit })
  saveDrafts()
  loadDrafts()
  expect(getStoredDraft('edited').edit).toEqual(edit)
  const { without: _without, ...older } = edit
  const kept = localStorage.getItem('parley.draft.edited') ?? ''
  localStorage.setItem('parley.draft.edited', kept.replace(',"without":[1]', ''))
  loadDrafts()
  expect(getStoredDraft('edited').edit).toEqual({ ...older, without: [] })
})

test('What an older version wrote of a turn that waits costs its place, and not its text', () => {
  setDraft('a', { text: 'typed' })
  saveDrafts()
  const old = { tab: 'this', ids: { id: '1', userId: '2', assistantId: '3' } }
  const again = { tab: 'this', headId: 'h', rootId: 'r' }
  const saved = JSON.parse(items['parley.draft.a'] ?? '')
  items['parley.draft.a'] = JSON.stringify({ ...saved, waiting: old, again })
  loadDrafts()
  expect(getStoredDraft('a')).toMatchObject({ text: 'typed', waiting: null, again: null })
})

test('What another tab changes of a draft stands here too, with the ids that it goes with; what is changed here in this moment stays', async () => {
  const handlers: Record<string, (event: object) => void> = {}
  vi.stubGlobal('window', {
    addEventListener: (type: string, handler: (event: object) => void) => {
      handlers[type] = handler
    },
  })
  vi.resetModules()
  const tab = await import('./drafts')
  const ids = { id: 'run', userId: 'u', prefillId: 'p', assistantId: 'a' }
  const again = { headId: 'h', rootId: 'u', turns: [ids] }
  const unanswered = startOf('Once')
  tab.setDraft('a', { notes: { 'run-1': 'half a note' } })
  const before = { ...tab.getStoredDraft('a'), notes: {} }
  const newValue = JSON.stringify({ ...before, text: 'Once', unanswered, again })
  handlers.storage?.({ key: 'parley.draft.a', newValue })
  expect(tab.getStoredDraft('a')).toMatchObject({
    ...{ text: 'Once', unanswered, again, notes: { 'run-1': 'half a note' } },
  })
})
