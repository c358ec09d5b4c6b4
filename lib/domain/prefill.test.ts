import { describe, expect, it } from 'vitest'
import { type ChatSettings, type Message, NO_CHOICES } from './conversation'
import { placeForAnswer, prefillAfter } from './prefill'

const settings: ChatSettings = {
  upstream: 'sandbox',
  apiVersion: '2023-06-01',
  model: 'claude-sonnet-4-5-20250929',
  maxTokens: 1024,
  system: '',
  ...NO_CHOICES,
  prefill: '{"a":\n',
}
const text = (said: string) => [{ type: 'text', text: said }]
const turn = (id: string, parentId: string | null, over: Partial<Message>): Message => ({
  ...{ id, parentId, conversationId: 'c', createdAt: 0, runId: null },
  ...{ role: 'user', content: text('Hello') },
  ...over,
})
const question = turn('q', null, {})

describe('what an answer begins with', () => {
  it('Is the prefill without white space at its end, after a turn of a person alone', () => {
    expect(prefillAfter(question, settings, [])).toBe('{"a":')
    expect(prefillAfter(question, { ...settings, prefill: ' \n' }, [])).toBeNull()
    expect(prefillAfter(question, settings, ['prefill'])).toBeNull()
    expect(prefillAfter({ ...question, mark: 'off' }, settings, [])).toBeNull()
    expect(prefillAfter({ ...question, role: 'assistant' }, settings, [])).toBeNull()
    const results = [{ type: 'tool_result', tool_use_id: 'toolu_1' }]
    expect(prefillAfter({ role: 'user', content: results }, settings, [])).toBeNull()
    expect(prefillAfter(undefined, settings, [])).toBeNull()
  })
})

describe('where an answer is asked for anew', () => {
  const prefill = turn('p', 'q', { role: 'assistant', mark: 'prefill', content: text('{"a":') })
  const cut = turn('a', 'q', { role: 'assistant', content: null, runId: 'r' })
  const messages = [question, prefill, cut]

  it('Under the beginning that it has, if that is still the one; else under its question', () => {
    const place = (over: Partial<ChatSettings>) =>
      placeForAnswer({ messages }, 'p', { ...settings, ...over }, [])
    expect(place({})).toEqual({ parentId: 'p', prefill: null })
    expect(place({ prefill: 'Well' })).toEqual({ parentId: 'q', prefill: 'Well' })
    expect(place({ prefill: '' })).toEqual({ parentId: 'q', prefill: null })
    expect(placeForAnswer({ messages }, 'p', settings, ['prefill'])).toEqual({
      parentId: 'q',
      prefill: null,
    })
  })

  it('A cut answer goes on where the model takes a beginning, and is asked for from its question elsewhere', () => {
    const plain = { ...settings, prefill: '' }
    expect(placeForAnswer({ messages }, 'a', plain, []).parentId).toBe('a')
    const newer = { ...plain, model: 'claude-opus-5-5' }
    expect(placeForAnswer({ messages }, 'a', newer, []).parentId).toBe('q')
  })
})
