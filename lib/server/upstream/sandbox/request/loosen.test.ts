import { describe, expect, it } from 'vitest'
import { DEFAULT_SANDBOX_SETTINGS } from '@/lib/domain/sandbox-settings'
import { serveSandbox } from '../served-sandbox'
import { parseLoosely } from './loosen'
import { parseRequest } from './parse'
import { countSchema, messagesSchema } from './schema'

const caller = { version: '2023-06-01' as const, betas: new Set<string>() }
const LOOSE = { ...DEFAULT_SANDBOX_SETTINGS, isStrict: false }
const poem = { type: 'poem', lines: ['a', 'b'] }
const body = {
  model: 'claude-haiku-4-5',
  max_tokens: 30,
  colour: 'red',
  messages: [
    {
      role: 'user',
      shade: 1,
      content: [
        { type: 'text', text: 'x', size: 1 },
        poem,
        { type: 'image', source: { type: 'url', url: 'https://example.com/a.png', alt: 'A' } },
      ],
    },
  ],
  tools: [{ type: 'hammer_2027', name: 'hammer' }],
  output_config: { tone: 'kind', effort: null },
}

describe('a sandbox that is not strict', () => {
  it('passes unknown fields over, and keeps unknown blocks and tools as they are', () => {
    expect(() => parseRequest(body, caller, messagesSchema)).toThrow(/Extra inputs/)
    const { body: read } = parseRequest(body, caller, messagesSchema, LOOSE)
    expect(read).not.toHaveProperty('colour')
    expect(read.messages[0]).toEqual({
      role: 'user',
      content: [
        { type: 'text', text: 'x' },
        poem,
        { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
      ],
    })
    expect(read.tools).toEqual(body.tools)
  })

  it('takes a field of a beta without the beta', () => {
    const thinking = { type: 'enabled', budget_tokens: 1024, block_binding: {} }
    const ofBeta = { ...body, max_tokens: 2000, thinking, fallbacks: [] }
    expect(() => parseRequest(ofBeta, caller, messagesSchema, LOOSE)).not.toThrow()
  })

  it('refuses what is wrong with the fields that it knows', () => {
    for (const change of [{ max_tokens: 'x' }, { messages: [{ role: 'user' }] }, { model: 3 }]) {
      expect(parseLoosely({ ...body, ...change }, messagesSchema).success).toBe(false)
    }
    for (const json of [null, [], 'x', { messages: [{ content: [{ type: 5 }] }] }]) {
      expect(parseLoosely(json, countSchema).success).toBe(false)
    }
  })

  it('passes over any number of unknown things, in one turn or in many', () => {
    const strange = { type: 'text', text: 'x', size: 1 }
    const content = Array.from({ length: 150 }, () => [poem, strange]).flat()
    const messages = Array.from({ length: 150 }, () => ({ role: 'user', shade: 1, content: 'x' }))
    const many = { ...body, messages: [...messages, { role: 'user', content }] }
    const { body: read } = parseRequest(many, caller, messagesSchema, LOOSE)
    expect(read.messages.slice(0, 150)).toEqual(messages.map(({ shade: _, ...turn }) => turn))
    expect(read.messages[150]?.content).toEqual(
      content.map((block) => (block === poem ? poem : { type: 'text', text: 'x' })),
    )
  })

  it('leaves the request as it was', () => {
    const before = structuredClone(body)
    parseLoosely(body, messagesSchema)
    expect(body).toEqual(before)
  })
})

it('the setting decides it over HTTP, from the next call on', async () => {
  const sandbox = await serveSandbox()
  const send = async () => (await sandbox.post(body)).status
  expect(await send()).toBe(400)
  sandbox.configure(LOOSE)
  expect(await send()).toBe(200)
  await sandbox.close()
})
