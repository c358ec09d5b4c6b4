import { expect, test } from 'vitest'
import { COMPLAINTS, type ComplaintCode, readComplaint } from './complaint'

/** Each row: what the API says, what is wrong, the field, the numbers. */
const SENTENCES: [string, ComplaintCode | null, string | null, Record<string, number>?][] = [
  ['Request exceeds the maximum size of 32 MB.', 'requestTooLarge', 'messages'],
  ['Request body exceeds the maximum of 33570816 bytes.', 'requestTooLarge', 'messages'],
  ['model: claude-9', 'unknownModel', 'model'],
  [
    'max_tokens: 300000 > 64000, which is the maximum allowed number of output tokens for claude-opus-4-5',
    'maxTokensCap',
    'max_tokens',
    { most: 64_000 },
  ],
  ["speed: 'fast' is not supported for claude-haiku-5-5", 'fastUnsupported', 'speed'],
  [
    'temperature: sampling parameters are not supported from API version 2026-10-21 on; leave the field out',
    'samplingVersion',
    'temperature',
  ],
  ['top_k: claude-opus-5-5 accepts the default value only', 'samplingDefault', 'top_k'],
  [
    '"thinking.type.enabled" is not supported for claude-opus-5-5. Supported: "adaptive".',
    'thinkingType',
    'thinking.type.enabled',
  ],
  [
    'This model does not support assistant message prefill. The conversation must end with a user message.',
    'prefillModel',
    'messages',
  ],
  [
    'tools.0.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12).',
    'schemaInvalid',
    'tools.0.custom.input_schema',
  ],
  [
    "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
    'schemaOpen',
    'output_config.format.schema',
  ],
  [
    "tools.1.custom: For 'number' type, properties minimum are not supported",
    'schemaLimits',
    'tools.1.custom',
  ],
  [
    'Thinking may not be enabled when tool_choice forces tool use.',
    'choiceThinking',
    'tool_choice',
  ],
  [
    'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
    'toolPairs',
    'messages.1',
  ],
  [
    'messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `text`. When `thinking` is enabled, an `assistant` message that is continued with `tool_result` blocks must start with its thinking block.',
    'loopThinking',
    'messages.1.content.0.type',
  ],
  [
    'A maximum of 4 blocks with cache_control may be provided. Found 5.',
    'marksMany',
    'cache_control',
    { most: 4, found: 5 },
  ],
  [
    'messages: too many images: 101 > 100 maximum',
    'imagesMany',
    'messages',
    { found: 101, most: 100 },
  ],
  [
    'messages.0.content.0.image.source.base64.data: image exceeds 10 MB maximum: 11184812 bytes > 10485760 bytes',
    'imageLarge',
    'messages.0.content.0.image.source.base64.data',
    { most: 10 },
  ],
  [
    'prompt is too long: 201004 tokens > 200000 maximum',
    'promptLong',
    'messages',
    { found: 201_004, most: 200_000 },
  ],
  [
    'input length and `max_tokens` exceed context limit: 190007 + 32000 > 200000, decrease input length or `max_tokens` and try again',
    'contextLimit',
    'max_tokens',
    { input: 190_007, output: 32_000, most: 200_000 },
  ],
  ['frobnicate: Extra inputs are not permitted', 'unknownField', 'frobnicate'],
  ['messages.3.content.0.text: Field required', 'missingField', 'messages.3.content.0.text'],
  [
    'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
    'tooSmall',
    'thinking.enabled.budget_tokens',
    { least: 1024 },
  ],
  ['temperature: Input should be less than or equal to 1', 'tooBig', 'temperature', { most: 1 }],
  ['max_tokens: Input should be a valid integer', 'wrongValue', 'max_tokens'],
  ['The request body is nested deeper than 200 levels.', null, null],
  ['Something of tomorrow', null, null],
]

test.each(SENTENCES)('Of "%s" a person is told %s of %s', (message, code, field, values = {}) => {
  expect(readComplaint(message)).toEqual({ message, code, field, values })
})

test('No two rows of the table have one code', () => {
  const codes = COMPLAINTS.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
})
