import { expect, test } from 'vitest'
import { findTools, toOpenAi } from './convert-tools'

const SCHEMA = { type: 'object', properties: { a: { type: 'string' } } }
const NONE = new Set<string>()

test('A tool is found in every dialect, alone, in a list, and in a whole request', () => {
  const plain = { name: 'a', description: 'does', input_schema: SCHEMA }
  for (const given of [
    plain,
    [plain],
    { model: 'claude-opus-5-5', messages: [], tools: [plain] },
    { type: 'function', function: { name: 'a', description: 'does', parameters: SCHEMA } },
    { tools: [{ type: 'function', name: 'a', description: 'does', parameters: SCHEMA }] },
    { functions: [{ name: 'a', description: 'does', parameters: SCHEMA }] },
    { tools: [{ name: 'a', title: 'A', description: 'does', inputSchema: SCHEMA }] },
  ]) {
    expect(findTools(JSON.stringify(given), NONE)).toEqual({
      tools: [{ name: 'a', definition: plain, problem: null, renamed: null }],
      fault: null,
    })
  }
})

test('What a tool says of itself comes along, and a function without arguments gets a schema', () => {
  const own = { strict: true, cache_control: { type: 'ephemeral' }, input_examples: [{ a: 'x' }] }
  const tools = [
    { name: 'a', input_schema: SCHEMA, ...own },
    { type: 'function', function: { name: 'b', strict: null } },
  ]
  expect(findTools(JSON.stringify(tools), NONE).tools.map(({ definition }) => definition)).toEqual([
    { name: 'a', input_schema: SCHEMA, ...own },
    { name: 'b', input_schema: { type: 'object', properties: {} } },
  ])
})

test('Each tool that cannot be taken says why, and the others are taken; a taken name gets a number', () => {
  const tools = [
    3,
    { type: 'web_search_20260318', name: 'web_search' },
    { name: 'with space', input_schema: SCHEMA },
    { name: 'none' },
    { name: 'list', input_schema: { type: 'array' } },
    { name: 'bad', input_schema: SCHEMA, input_examples: 'x' },
    { name: 'a', input_schema: SCHEMA },
    { name: 'a', input_schema: SCHEMA },
  ]
  const found = findTools(JSON.stringify(tools), new Set(['a']))
  expect(found.tools.map(({ name, problem, renamed }) => [name, problem ?? renamed])).toEqual([
    ['', 'notTool'],
    ['web_search', 'serverTool'],
    ['with space', 'name'],
    ['none', 'noSchema'],
    ['list', 'schemaType'],
    ['bad', 'field'],
    ['a', 'a_2'],
    ['a', 'a_3'],
  ])
  expect(findTools('[\n{"a": 1,\n]', NONE)).toEqual({ tools: [], fault: { line: 3 } })
})

test('A tool that leaves in OpenAI’s shape comes back as it was', () => {
  const definition = { name: 'a', description: 'd', input_schema: SCHEMA, strict: true } as const
  const [found] = findTools(
    JSON.stringify(toOpenAi({ ...definition, input_schema: { ...SCHEMA, type: 'object' } })),
    NONE,
  ).tools
  expect(found?.definition).toEqual(definition)
})
