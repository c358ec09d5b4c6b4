import { afterAll, describe, expect, it } from 'vitest'
import { serveSandbox } from '../served-sandbox'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

const MODEL = 'claude-sonnet-4-5'
const BASE = { messages: [{ role: 'user', content: 'Hello there' }] }
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } }
const look = { name: 'look', description: 'Looks.', input_schema: { type: 'object' } }
const schema = { type: 'object', additionalProperties: false }

const say = (...content: object[]) => ({
  messages: [{ role: 'user', content: [...content, { type: 'text', text: 'Hello there' }] }],
})
const document = (source: object, more: object = {}) =>
  say({ type: 'document', source, title: 'Lawn', ...more })
const results = (content: unknown) => ({
  tools: [look],
  messages: [
    ...BASE.messages,
    { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'look', input: {} }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content }] },
  ],
})

async function count(body: object): Promise<number> {
  const response = await sandbox.post({ model: MODEL, ...body }, {}, '/v1/messages/count_tokens')
  const { input_tokens, error } = await response.json()
  expect(error).toBeUndefined()
  return input_tokens
}

async function ask(body: object) {
  const response = await sandbox.post({ model: MODEL, max_tokens: 3_000, ...body })
  const { usage, content, error } = await response.json()
  expect(error).toBeUndefined()
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = usage
  return { content, used: input_tokens + cache_creation_input_tokens + cache_read_input_tokens }
}

describe('the tokens of a request', () => {
  it.each([
    ['a system prompt', { system: 'Be brief.' }],
    ['a system prompt in blocks', { system: [{ type: 'text', text: 'Be brief.' }] }],
    ['a tool', { tools: [look] }],
    ['a schema', { output_config: { format: { type: 'json_schema', schema } } }],
    ['an image', say(image)],
    ['a text document', document({ type: 'text', media_type: 'text/plain', data: 'Grass.' })],
    ['a document of a string', document({ type: 'content', content: 'Grass.' })],
    [
      'a document of blocks',
      document({ type: 'content', content: [{ type: 'text', text: 'Grass.' }, image] }),
    ],
    [
      'a search result',
      say({
        type: 'search_result',
        source: 'https://example.com/lawn',
        title: 'Lawn',
        content: [{ type: 'text', text: 'Grass.' }],
      }),
    ],
    ['the result of a tool', results('Green.')],
    ['the result of a tool in blocks', results([{ type: 'text', text: 'Green.' }, image])],
  ])('Item 72: %s counts, the same by count_tokens and in usage', async (_, body) => {
    const counted = await count({ ...BASE, ...body })
    expect(counted).toBeGreaterThan(await count(BASE))
    expect((await ask({ ...BASE, ...body })).used).toBe(counted)
  })

  it('Item 72: a thought that is sent back counts too, its text omitted or not', async () => {
    const model = 'claude-opus-5'
    const { content } = await ask({ ...BASE, model })
    expect(content[0]).toMatchObject({ type: 'thinking', thinking: '' })
    const goOn = { role: 'user', content: 'Go on' }
    const follow = (said: unknown) => ({
      model,
      messages: [...BASE.messages, { role: 'assistant', content: said }, goOn],
    })
    const counted = await count(follow(content))
    expect(counted).toBeGreaterThan(await count(follow(content.slice(1))))
    expect((await ask(follow(content))).used).toBe(counted)
  })

  it('a document adds its title and context', async () => {
    const source = { type: 'text', media_type: 'text/plain', data: 'Grass.' }
    const bare = await count(document(source))
    expect(await count(document(source, { title: 'A big green lawn' }))).toBe(bare + 3)
    expect(await count(document(source, { context: 'Seen in spring' }))).toBe(bare + 3)
  })

  it('breakpoints of the cache and the choice of tools cost nothing', async () => {
    const plain = { ...BASE, system: [{ type: 'text', text: 'Be brief.' }], tools: [look] }
    const cache_control = { type: 'ephemeral' }
    const marked = {
      ...BASE,
      system: [{ type: 'text', text: 'Be brief.', cache_control }],
      tools: [{ ...look, cache_control }],
      tool_choice: { type: 'auto' },
      cache_control,
    }
    expect(await count(marked)).toBe(await count(plain))
  })
})
