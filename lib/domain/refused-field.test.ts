import { expect, test } from 'vitest'
import { type ChatSettings, NO_CHOICES } from './chat-settings'
import { findRepair, type PanelField, panelFieldOf, refusedField, wireName } from './refused-field'

const base: ChatSettings = {
  upstream: 'claude',
  apiVersion: '2023-06-01',
  model: 'claude-opus-5-5',
  maxTokens: 300_000,
  system: '',
  ...NO_CHOICES,
}

/** Each row: what the API says, the path it names, the control of the panel. */
const MESSAGES: [string, string | null, PanelField | null][] = [
  [
    'max_tokens: 300000 > 64000, which is the maximum allowed number of output tokens for claude-opus-4-5',
    'max_tokens',
    'maxTokens',
  ],
  ['messages.3.content.0.text: Field required', 'messages.3.content.0.text', null],
  [
    'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
    'thinking.enabled.budget_tokens',
    'budgetTokens',
  ],
  [
    '"thinking.type.enabled" is not supported for claude-opus-5-5. Supported: "adaptive".',
    'thinking.type.enabled',
    'thinkingType',
  ],
  [
    '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
    'temperature',
    'temperature',
  ],
  ['`max_tokens` must be greater than `thinking.budget_tokens`.', 'max_tokens', 'maxTokens'],
  ['temperature is deprecated for this model.', 'temperature', 'temperature'],
  ['output_config.effort: not supported for claude-haiku-4-5', 'output_config.effort', 'effort'],
  ['system.0.text: text content blocks must be non-empty', 'system.0.text', 'system'],
  [
    'stop_sequences.1: each stop sequence must contain non-whitespace',
    'stop_sequences.1',
    'stopSequences',
  ],
  ['thinking.adaptive.display: Input should be', 'thinking.adaptive.display', 'thinkingDisplay'],
  ['model: claude-nothing', 'model', 'model'],
  ['frobnicate: Extra inputs are not permitted', 'frobnicate', null],
  ['tools.0.custom.name: String should match pattern', 'tools.0.custom.name', null],
  ['prompt is too long: 210000 tokens > 200000 maximum', null, null],
  ['Error: something else', null, null],
  ['The model of the world is refused', null, null],
]

test.each(MESSAGES)('The message "%s" names the field %s', (message, path, field) => {
  expect(refusedField(message)).toBe(path)
  expect(path === null ? null : panelFieldOf(path)).toBe(field)
})

/** Each row: the field, what is set, what the API says of it, the change that helps. */
const REPAIRS: [PanelField, Partial<ChatSettings>, string, unknown][] = [
  ['temperature', { temperature: 0.5 }, '', { kind: 'leaveOut', patch: { temperature: null } }],
  ['temperature', {}, '', null],
  ['topP', { topP: 0.5 }, '', { kind: 'leaveOut', patch: { topP: null } }],
  ['topK', { topK: 5 }, '', { kind: 'leaveOut', patch: { topK: null } }],
  ['effort', { effort: 'max' }, '', { kind: 'leaveOut', patch: { effort: null } }],
  [
    'stopSequences',
    { stopSequences: ['x'] },
    '',
    { kind: 'leaveOut', patch: { stopSequences: [] } },
  ],
  [
    'thinkingType',
    { thinkingType: 'enabled', budgetTokens: 2000 },
    'Supported: "adaptive".',
    { kind: 'adaptive', patch: { thinkingType: 'adaptive', budgetTokens: null } },
  ],
  [
    'thinkingType',
    { thinkingType: 'adaptive' },
    '"thinking.type.adaptive" is not supported',
    {
      kind: 'leaveOut',
      patch: { thinkingType: null, budgetTokens: null, thinkingDisplay: null },
    },
  ],
  [
    'budgetTokens',
    { thinkingType: 'enabled', budgetTokens: 10 },
    '',
    { kind: 'set', value: 1024, patch: { budgetTokens: 1024 } },
  ],
  ['budgetTokens', { thinkingType: 'enabled', budgetTokens: 5000 }, '', null],
  [
    'maxTokens',
    {},
    'max_tokens: 300000 > 64000, which is the maximum allowed number of output tokens',
    { kind: 'set', value: 64_000, patch: { maxTokens: 64_000 } },
  ],
  ['maxTokens', { maxTokens: 10 }, '300000 > 64000, which is the maximum', null],
  ['maxTokens', {}, 'max_tokens: 0 cannot be combined with thinking', null],
  ['system', {}, '', null],
]

test.each(REPAIRS)(
  'A refused %s, set to %o, is repaired as is plain',
  (field, over, message, expected) => {
    const repair = findRepair(field, message, { ...base, ...over })
    expect(repair).toEqual(
      expected === null ? null : { ...Object(expected), name: wireName(field) },
    )
  },
)
