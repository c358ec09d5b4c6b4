import { expect, test } from 'vitest'
import { type ChatSettings, NO_CHOICES } from './chat-settings'
import { readComplaint } from './complaint'
import { findFix } from './fixes'

const base: ChatSettings = {
  upstream: 'claude',
  apiVersion: '2023-06-01',
  model: 'claude-sonnet-4-6',
  maxTokens: 4000,
  system: '',
  ...NO_CHOICES,
}
const block = (text: string, ttl: '5m' | '1h' | null) => ({ text, ttl })

const FORCED = "tool_choice: 'any' is not supported for claude-opus-5-5; use 'auto' or 'none'"
const MARKS = 'A maximum of 4 blocks with cache_control may be provided. Found 5.'
const ORDER =
  "system.1.cache_control.ttl: a breakpoint with ttl '1h' must come before those with ttl '5m', in the order tools, system, messages"
const BUDGET = '`max_tokens` must be greater than `thinking.budget_tokens`.'
const CONTEXT =
  'input length and `max_tokens` exceed context limit: 190007 + 32000 > 200000, decrease input length or `max_tokens` and try again'
const tool = (id: string, name: string) => ({ id, definition: { name } })
const TWICE = 'tools: Tool names must be unique.'
const EFFORT = 'output_config.effort: not supported for claude-haiku-4-5'

/** Each row: what the API says, what is set, the way out. */
const WAYS: [string, Partial<ChatSettings>, unknown][] = [
  [
    'temperature: claude-opus-5-5 accepts the default value only',
    { temperature: 0.5 },
    { kind: 'leaveOut', name: 'temperature', patch: { temperature: null } },
  ],
  [
    FORCED,
    { toolChoice: 'any' },
    { kind: 'auto', name: 'tool_choice', patch: { toolChoice: null } },
  ],
  [
    "speed: 'fast' needs the beta header fast-mode-2026-02-01 for claude-opus-5",
    { speed: 'fast', betas: ['b-1'] },
    {
      kind: 'addBeta',
      name: 'fast-mode-2026-02-01',
      patch: { betas: ['b-1', 'fast-mode-2026-02-01'] },
    },
  ],
  [
    MARKS,
    { systemBlocks: [block('a', '5m'), block('b', null), block('c', '5m')], cacheTtl: '5m' },
    {
      kind: 'unmark',
      name: 'cache_control',
      value: 1,
      patch: { systemBlocks: [block('a', null), block('b', null), block('c', '5m')] },
    },
  ],
  // Those of tools and turns are not the panel's to take away.
  [MARKS, { cacheTtl: '5m' }, null],
  [
    ORDER,
    { systemBlocks: [block('a', '5m'), block('b', '1h')], cacheTtl: '1h' },
    {
      kind: 'shortMarks',
      name: 'cache_control',
      patch: { systemBlocks: [block('a', '5m'), block('b', '5m')], cacheTtl: '5m' },
    },
  ],
  [
    BUDGET,
    { thinkingType: 'enabled', budgetTokens: 4000 },
    { kind: 'set', name: 'max_tokens', value: 8096, patch: { maxTokens: 8096 } },
  ],
  [BUDGET, { thinkingType: 'enabled', budgetTokens: 128_000 }, null],
  [
    CONTEXT,
    { maxTokens: 32_000 },
    { kind: 'set', name: 'max_tokens', value: 9993, patch: { maxTokens: 9993 } },
  ],
  [
    TWICE,
    { tools: [tool('1', 'a'), tool('2', 'b'), tool('3', 'a'), tool('4', 'c'), tool('5', 'a')] },
    {
      kind: 'oneOfName',
      name: 'tools',
      value: 2,
      patch: { tools: [tool('1', 'a'), tool('2', 'b'), tool('4', 'c')] },
    },
  ],
  // They are the request's own, not the panel's.
  [TWICE, { tools: [tool('1', 'a')] }, null],
  // The patch stands over the panel: only there it can be mended.
  [
    'temperature: Input should be less than or equal to 1',
    { temperature: 0.5, patch: { temperature: 3, inference_geo: 'us' } },
    { kind: 'leaveOut', name: 'temperature', patch: { patch: { inference_geo: 'us' } } },
  ],
  [
    EFFORT,
    { patch: { output_config: { effort: 'low', task_budget: 1 } } },
    {
      kind: 'leaveOut',
      name: 'output_config.effort',
      patch: { patch: { output_config: { task_budget: 1 } } },
    },
  ],
  [
    EFFORT,
    { effort: 'low', patch: { output_config: { task_budget: 1 } } },
    { kind: 'leaveOut', name: 'output_config.effort', patch: { effort: null } },
  ],
  [
    'colour: Extra inputs are not permitted',
    { patch: { colour: 'red' } },
    { kind: 'leaveOut', name: 'colour', patch: { patch: null } },
  ],
  ['messages: text content blocks must be non-empty', {}, null],
  ['Something of tomorrow', {}, null],
]

test.each(WAYS)('The way out of "%s", with %o, is the plain one', (message, over, expected) => {
  expect(findFix(readComplaint(message), { ...base, ...over })).toEqual(expected)
})

test('What a captured request carries is taken out with what the panel says of it', () => {
  const rest = { betas: [], headers: [], order: [], caveats: [] }
  const carried = { ...rest, body: { tool_choice: { type: 'any' }, colour: 'red' } }
  const settings = { ...base, carried }
  expect(findFix(readComplaint(FORCED), settings)?.patch).toEqual({
    toolChoice: null,
    carried: { ...rest, body: { colour: 'red' } },
  })
  expect(findFix(readComplaint('colour: Extra inputs are not permitted'), settings)?.patch).toEqual(
    { carried: { ...rest, body: { tool_choice: { type: 'any' } } } },
  )
})
