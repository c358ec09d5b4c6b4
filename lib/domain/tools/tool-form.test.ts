import { expect, test } from 'vitest'
import { checkForm } from './check-form'
import { allowedChanges, FRESH_FORM, fromForm, toForm, unsavedChanges } from './tool-form'

const TOOL = {
  definition: {
    name: 'find',
    description: 'Finds',
    input_schema: { type: 'object', properties: { id: { type: 'string' } } },
    strict: true,
    cache_control: { type: 'ephemeral', ttl: '1h' },
    eager_input_streaming: true,
    input_examples: [{ id: '7' }],
    defer_loading: true,
  },
  answer: { by: 'javascript', code: 'return 1', seconds: 2, megabytes: 32 },
  approval: 'each',
} as const satisfies Parameters<typeof toForm>[0]

test('A tool that nobody changes is saved as it was, with the fields that the form knows nothing of', () => {
  expect(fromForm(toForm(TOOL), TOOL)).toEqual(TOOL)
  for (const answer of [
    { by: 'hand' },
    { by: 'builtin', name: 'calculator' },
    { by: 'mcp', server: 's', tool: 't', hash: 'a'.repeat(64) },
    { by: 'http', method: 'POST', url: 'https://a.b/{id}', headers: [['x', 'y']], body: '{}' },
    { by: 'rules', rules: [] },
  ] as const) {
    const tool = { ...TOOL, answer } as Parameters<typeof toForm>[0]
    expect(fromForm(toForm(tool), tool)).toEqual(tool)
  }
})

test('What is off or empty leaves the definition, and what another way would need stays in the form', () => {
  const form = { ...toForm(TOOL), isStrict: false, isEager: false, cache: 'off' } as const
  const made = fromForm({ ...form, examples: [], description: '', way: 'hand' }, TOOL)
  expect(made?.definition).toEqual({
    name: 'find',
    input_schema: TOOL.definition.input_schema,
    defer_loading: true,
  })
  expect(form.code).toBe('return 1')
})

test('What an MCP server says of its tool stays as it was accepted, whatever was written of it', () => {
  const answer = { by: 'mcp', server: 's', tool: 't', hash: 'a'.repeat(64) } as const
  const said = { name: 'other', description: 'Other', schema: '{}' }
  const own = { approval: 'never', isStrict: false, examples: [] } as const
  const changes = { ...said, ...own, examples: [] }
  expect(allowedChanges(changes, { answer })).toEqual(own)
  expect(allowedChanges(changes, TOOL)).toEqual(changes)
  expect(allowedChanges(changes, null)).toEqual(changes)
})

test('A text that is only laid out in another way is no change, and any other is one', () => {
  const base = toForm(TOOL)
  const schema = JSON.stringify(TOOL.definition.input_schema)
  expect(unsavedChanges({ schema, examples: ['{ "id": "7" }'] }, base)).toEqual({})
  expect(unsavedChanges({ schema: `${schema}x`, name: 'find' }, base)).toEqual({
    schema: `${schema}x`,
  })
})

test('What keeps a tool from being saved is counted, each once', () => {
  expect(checkForm(toForm(TOOL)).errors).toBe(1) // strict, and not closed
  expect(checkForm({ ...FRESH_FORM, name: 'a', examples: ['[]', '{'] }).errors).toBe(2)
  for (const url of ['', 'ftp://a', 'https://{host}/', 'https://a b/']) {
    const { problems } = checkForm({ ...FRESH_FORM, name: 'a', way: 'http', url })
    expect([url, problems]).toEqual([url, { url: 'url' }])
  }
  expect(
    checkForm({ ...FRESH_FORM, name: 'a b', way: 'javascript', seconds: 31 }).problems,
  ).toEqual({ name: 'namePattern', seconds: 'seconds' })
})
