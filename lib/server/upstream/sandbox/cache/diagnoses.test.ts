import { afterAll, describe, expect, it } from 'vitest'
import { serveSandbox } from '../served-sandbox'
import { createDiagnoses } from './diagnoses'
import type { Fingerprint } from './fingerprint'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

const SYSTEM = 'Answer briefly. '.repeat(300)
const QUESTION = { role: 'user' as const, content: 'What is red?' }
const MORE = [
  { role: 'assistant' as const, content: 'A colour.' },
  { role: 'user' as const, content: 'And blue?' },
]
const look = { name: 'look', input_schema: { type: 'object' as const } }

const ask = (change: object) =>
  sandbox.current.messages.create({
    model: 'claude-opus-5',
    max_tokens: 1,
    system: SYSTEM,
    messages: [QUESTION],
    cache_control: { type: 'ephemeral' },
    ...change,
  })

/** What a request is told that follows another one and differs from it by `change`. */
async function diagnose(change: object) {
  const { id } = await ask({ diagnostics: { previous_message_id: null } })
  return ask({ messages: [QUESTION, ...MORE], diagnostics: { previous_message_id: id }, ...change })
}

describe('the diagnosis of the cache', () => {
  it('is null where none is asked for, at the first turn, and where a conversation only grew', async () => {
    expect((await ask({})).diagnostics).toBeNull()
    expect((await ask({ diagnostics: { previous_message_id: null } })).diagnostics).toBeNull()
    expect((await diagnose({})).diagnostics).toBeNull()
  })

  it.each([
    ['model_changed', { model: 'claude-opus-5-5' }],
    ['tools_changed', { tools: [look] }],
    ['system_changed', { system: `${SYSTEM}Please. ` }],
    ['messages_changed', { messages: [{ ...QUESTION, content: 'What is green?' }, ...MORE] }],
    // The first that differs in the order of the cache is named.
    ['tools_changed', { tools: [look], system: 'Other.' }],
  ])('says %s, and how many tokens could have been read', async (type, change) => {
    const { usage } = await ask({ diagnostics: { previous_message_id: null } })
    const size = (usage.cache_read_input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0)
    expect(size).toBeGreaterThan(600)
    expect((await diagnose(change)).diagnostics).toEqual({
      cache_miss_reason: { type, cache_missed_input_tokens: size },
    })
  })

  it('says unavailable where nothing but another parameter of the prompt changed', async () => {
    const { diagnostics } = await diagnose({ thinking: { type: 'disabled' } })
    expect(diagnostics).toEqual({ cache_miss_reason: { type: 'unavailable' } })
  })

  it('does not find a message that it never saw, or that did not ask for a diagnosis', async () => {
    const { id } = await ask({})
    for (const previous_message_id of ['msg_01unknown', id]) {
      const { diagnostics } = await ask({ diagnostics: { previous_message_id } })
      expect(diagnostics).toEqual({ cache_miss_reason: { type: 'previous_message_not_found' } })
    }
  })

  it('remembers a bounded number of messages, the newest', () => {
    const diagnoses = createDiagnoses(2)
    const each = { tools: '', format: '', system: '', messages: '' }
    const none = { tools: [], format: [], system: [], messages: [] }
    const print: Fingerprint = { root: '', sections: none, settings: each }
    for (const id of ['a', 'b', 'c']) diagnoses.keep(id, { print, cached: 0 })
    const found = ['a', 'b', 'c'].map((previous_message_id) =>
      diagnoses.compare({ previous_message_id }, { print, cached: 0 }, 0),
    )
    expect(found).toEqual([
      { cache_miss_reason: { type: 'previous_message_not_found' } },
      null,
      null,
    ])
  })
})
