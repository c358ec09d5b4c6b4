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

  it('refuses what is wrong with the fields that it knows', () => {
    for (const change of [{ max_tokens: 'x' }, { messages: [{ role: 'user' }] }, { model: 3 }]) {
      expect(parseLoosely({ ...body, ...change }, messagesSchema).success).toBe(false)
    }
    for (const json of [null, [], 'x', { messages: [{ content: [{ type: 5 }] }] }]) {
      expect(parseLoosely(json, countSchema).success).toBe(false)
    }
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
