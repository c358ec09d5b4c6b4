import { afterAll, describe, expect, it } from 'vitest'
import { serveSandbox } from '../served-sandbox'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

const user = (content: unknown) => ({ role: 'user', content })
const formatOf = (schema: object) => ({ type: 'json_schema', schema })
const object = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
})
const GOOD = object({ name: { type: 'string' } })
/** Properties with the names of what each object has. */
const ODD = Object.fromEntries(
  ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'].map((name) => [
    name,
    { type: 'string' },
  ]),
)

async function send(change: object, headers: Record<string, string> = {}) {
  const base = { model: 'claude-haiku-4-5', max_tokens: 2000, messages: [user('Hello')] }
  const response = await sandbox.post({ ...base, ...change }, headers)
  const body = await response.json()
  return { status: response.status, body, message: body.error?.message as string | undefined }
}
const shaped = (schema: object, more: object = {}) =>
  send({ output_config: { format: formatOf(schema) }, ...more })

describe('a wanted format', () => {
  it.each([
    [{ type: 'object' }, 'additionalProperties'],
    [object({ a: { type: 'object', additionalProperties: true } }), 'additionalProperties'],
    [object({ a: { type: ['object', 'null'] } }), 'additionalProperties'],
    [object({ a: { type: 'integer', minimum: 1 } }), 'minimum'],
    [object({ a: { type: 'number', multipleOf: 2 } }), 'multipleOf'],
    [object({ a: { type: 'array', items: { type: 'string', maxLength: 9 } } }), 'maxLength'],
    [object({ a: { type: 'array', minItems: 2 } }), 'minItems'],
    [object({ a: { $ref: 'https://example.com/schema.json' } }), 'External $ref'],
    [object({ a: { $ref: '#' } }), 'Recursive'],
    [
      object(
        { a: { $ref: '#/$defs/node' } },
        { $defs: { node: object({ next: { anyOf: [{ $ref: '#/$defs/node' }] } }) } },
      ),
      'Recursive',
    ],
    [{ type: 'nonsense' }, 'JSON schema is invalid'],
    [object({ a: { $ref: '#/$defs/none' } }), '$ref leads nowhere'],
    [object({ a: { $ref: '#/__proto__' } }), '$ref leads nowhere'],
    [object({}, { required: ['a'] }), 'finds no value that is valid'],
    [object({ a: { type: 'string', enum: [1, 2] } }, { required: ['a'] }), 'finds no value'],
  ])('Item 33: %j answers 400', async (schema, expected) => {
    const { status, message } = await shaped(schema)
    expect([status, message]).toEqual([400, expect.stringContaining(expected)])
    expect(message).toMatch(/^output_config\.format\.schema: /)
  })

  it.each([
    GOOD,
    object(ODD),
    object(ODD, { required: Object.keys(ODD) }),
    object({ minimum: { type: 'string' }, maxLength: { type: 'integer' } }),
    object({ a: { type: 'array', minItems: 1, items: GOOD } }),
    object(
      { a: { $ref: '#/$defs/b' }, c: { $ref: '#/$defs/b' } },
      { $defs: { b: GOOD }, $schema: 'http://json-schema.org/draft-07/schema#' },
    ),
    { anyOf: [GOOD, { type: 'null' }] },
  ])('Item 33: %j is taken', async (schema) => {
    expect((await shaped(schema)).status).toBe(200)
  })

  it('Item 33: a chain of references is none that is recursive, however long', async () => {
    const link = (to: object) => object({ next: to })
    const chain = Array.from({ length: 5000 }, (_, at): [string, object] => [
      `link${at}`,
      link(at === 4999 ? { type: 'string' } : { $ref: `#/$defs/link${at + 1}` }),
    ])
    const $defs = Object.fromEntries(chain)
    const long = object({ a: { $ref: '#/$defs/link0' } }, { $defs })
    const model = 'claude-opus-5-5'
    expect((await shaped(long, { model })).status).toBe(200)
    const circle = { ...$defs, link4999: link({ $ref: '#/$defs/link4000' }) }
    const { message } = await shaped({ ...long, $defs: circle }, { model })
    expect(message).toContain('Recursive')
  })

  it('Item 33: it is refused on models older than 4.5', async () => {
    expect((await shaped(GOOD, { model: 'claude-sonnet-4-20250514' })).status).toBe(400)
  })

  it('it cannot be combined with citations or with a prefill', async () => {
    const source = { type: 'text', media_type: 'text/plain', data: 'x' }
    const cited = { type: 'document', source, citations: { enabled: true } }
    const question = { type: 'text', text: 'Why?' }
    expect((await shaped(GOOD, { messages: [user([cited, question])] })).message).toContain(
      'cannot be combined with citations',
    )
    const prefill = [user('Hello'), { role: 'assistant', content: '{' }]
    expect((await shaped(GOOD, { messages: prefill })).message).toContain('prefill')
  })

  it('goes with a turn that a server tool left open, which is no prefill', async () => {
    const search = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} }
    const messages = [user('Hello'), { role: 'assistant', content: [search] }]
    expect((await shaped(GOOD, { messages })).status).toBe(200)
  })

  it('its old name is known to its beta only', async () => {
    const old = { output_format: formatOf(GOOD) }
    const headers = { 'anthropic-beta': 'structured-outputs-2025-11-13' }
    expect((await send(old)).message).toBe('output_format: Extra inputs are not permitted')
    const [before, now] = [await send(old, headers), await shaped(GOOD)]
    expect(before.body.content).toEqual(now.body.content)
    expect(before.body.usage).toEqual(now.body.usage)
    const both = { ...old, output_config: { format: formatOf(GOOD) } }
    expect((await send(both, headers)).status).toBe(400)
    const bad = { output_format: formatOf({ type: 'object' }) }
    expect((await send(bad, headers)).status).toBe(400)
  })
})

describe('citations', () => {
  it('Item 36: are on for all documents or for none', async () => {
    const source = { type: 'text', media_type: 'text/plain', data: 'x' }
    const document = (enabled: boolean) => ({ type: 'document', source, citations: { enabled } })
    const text = { type: 'text', text: 'Why?' }
    const ask = async (...documents: object[]) =>
      (await send({ messages: [user([...documents, text])] })).status
    expect(await ask(document(true), document(true))).toBe(200)
    expect(await ask(document(false), { type: 'document', source })).toBe(200)
    expect(await ask(document(true), document(false))).toBe(400)
    expect(await ask(document(true), { type: 'document', source })).toBe(400)
  })
})
