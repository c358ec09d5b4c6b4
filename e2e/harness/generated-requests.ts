import fc from 'fast-check'
import { type ChatSettings, NO_CHOICES } from '@/lib/domain/conversation'
import type { Way } from '@/lib/domain/files/source'
import type { Block } from '@/lib/wire/types'

/** A request of a screen: what a program asked before, the settings, the new turn of the person. */
export interface GeneratedRequest {
  /** Body of a call at the gateway that is opened as a conversation; null = a new conversation. */
  captured: Record<string, unknown> | null
  settings: Partial<ChatSettings>
  /** Files of the new turn, before what it says. */
  files: GeneratedFile[]
  content: Block[]
}

export interface GeneratedFile {
  name: string
  bytes: Buffer
  way: Way
}

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAE0lEQVQImWP4z8DwnwGM/zMwAAAf7gP9qS/A4gAAAABJRU5ErkJggg=='
const ODD = ["'", '"', '`', '\\', '$' + '{x}', '$(id)', '"""', '\n', '\r', '\t', '\0', '\u2028']
const ODDER = ['\u202e', '\ud800', '😀', '\\u0041', 'END_OF_BODY\n', '%', '简体中文', '</script>']

const word = fc.oneof(fc.constantFrom(...ODD, ...ODDER), fc.string({ maxLength: 12 }))
/** Never blank, which the API refuses and the panel leaves out. */
const text = fc.array(word, { maxLength: 10 }).map((words) => `a${words.join('')}z`)
const value = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([{ list: [1.5e-7] }]),
)
/** `__proto__` and the like no screen can send: Parley refuses them. */
const record = fc.dictionary(fc.oneof(text, fc.constantFrom('7', 'class')), value, {
  maxKeys: 3,
})
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })

const textBlock = text.map((said): Block => ({ type: 'text', text: said }))
const imageBlock = fc.constantFrom<Block>(
  { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } },
  { type: 'image', source: { type: 'url', url: 'https://example.org/a.png?b="c"' } },
)
const documentBlock = text.map(
  (data): Block => ({
    type: 'document',
    source: { type: 'text', media_type: 'text/plain', data },
    title: data,
    citations: { enabled: true },
    cache_control: { type: 'ephemeral' },
  }),
)
const content = fc
  .tuple(fc.array(fc.oneof(imageBlock, documentBlock), { maxLength: 2 }), textBlock)
  .map(([files, said]): Block[] => [...files, said])

const IN_NAMES = [
  "'",
  '"',
  '`',
  '$(id)',
  '$HOME',
  ' ',
  ';',
  ',',
  '=',
  '@',
  '-',
  '.',
  '%41',
  '\n',
  '&',
]
const fileName = fc
  .tuple(
    fc.array(fc.constantFrom(...IN_NAMES, '简', 'é', '😀', 'a', '\\', '/', '#'), { maxLength: 8 }),
    fc.constantFrom('.txt', '.csv', '.json', '.py', ''),
  )
  .map(([parts, ending]) => parts.join('') + ending)
const IN_TEXTS = [
  ...["'", '"', '`', '\\', '\\u0041', '$HOME', '$(id)', '\n', '\r\n', '\t', '😀', '%s'],
]
const fileText = fc
  .array(fc.constantFrom(...IN_TEXTS, '简体中文', 'EOF\n', 'END_OF_BODY\n', '\u2028', 'word '), {
    maxLength: 20,
  })
  .map((parts) => `words: ${parts.join('')}`)
const textFile = fc.record({
  name: fileName,
  bytes: fc.oneof(
    fileText.map((said) => Buffer.from(said)),
    fileText.map((said) => Buffer.from(`\ufeff${said}`)),
    fileText.map((said) => Buffer.from(`\ufeff${said}`, 'utf16le')),
  ),
  way: fc.constantFrom<Way>('text', 'file', 'container'),
})
/** A table with an open quotation mark goes in no request: it is refused as damaged. */
const mayBeDamaged = ({ name, bytes }: Pick<GeneratedFile, 'name' | 'bytes'>) =>
  name.endsWith('.csv') && bytes.includes('"')
const file = fc.oneof(
  textFile.filter((one) => !mayBeDamaged(one)),
  fc.record({
    name: fileName.map((name) => `${name}.png`),
    bytes: fc.constant(Buffer.from(PNG, 'base64')),
    way: fc.constantFrom<Way>('base64', 'file', 'container'),
  }),
)
/** Some go twice. */
const files = fc
  .array(fc.tuple(file, fc.boolean()), { maxLength: 3 })
  .map((list) => list.flatMap(([one, isTwice]) => (isTwice ? [one, one] : [one])))

const tool = fc.record(
  {
    name: fc.stringMatching(/^[a-zA-Z0-9_-]{1,20}$/),
    description: text,
    input_schema: record.map((properties) => ({ type: 'object', properties })),
    strict: fc.boolean(),
    input_examples: fc.array(record, { maxLength: 2 }),
    cache_control: fc.constant({ type: 'ephemeral', ttl: '1h' }),
  },
  { requiredKeys: ['name', 'input_schema'] },
)
const tools = fc.uniqueArray(tool, { maxLength: 3, selector: ({ name }) => name })

type Choice = NonNullable<ChatSettings['toolChoice']>

const settings = fc.record(
  {
    apiVersion: fc.constantFrom('2023-06-01', '2026-10-21'),
    maxTokens: fc.integer({ min: 1, max: 128_000 }),
    system: fc.oneof(fc.constant(''), text),
    temperature: maybe(fc.constantFrom(0, 0.1, 1)),
    topP: maybe(fc.constantFrom(0.1, 0.95)),
    topK: maybe(fc.nat(500)),
    stopSequences: fc.array(text, { maxLength: 2 }),
    thinkingType: maybe(fc.constantFrom('enabled', 'adaptive', 'disabled')),
    budgetTokens: maybe(fc.integer({ min: 1024, max: 9000 })),
    thinkingDisplay: maybe(fc.constantFrom('summarized', 'omitted')),
    effort: maybe(fc.constantFrom('low', 'xhigh')),
    stream: fc.boolean(),
    prefill: fc.oneof(
      fc.constant(''),
      text.map((said) => `${said} `),
    ),
    tools: tools.map((list) => list.map((definition) => ({ id: definition.name, definition }))),
    toolChoice: maybe(fc.constantFrom<Choice>('auto', 'any', 'none', { tool: 'f' })),
    parallelTools: fc.boolean(),
    systemBlocks: maybe(
      fc.array(fc.record({ text, ttl: fc.constantFrom(null, '5m', '1h') }), { maxLength: 3 }),
    ),
    cacheTtl: fc.constantFrom(null, '5m', '1h'),
    outputSchema: maybe(record),
    metadataUserId: maybe(text.map((said) => said.slice(0, 200))),
    serviceTier: fc.constantFrom(null, 'auto', 'standard_only'),
    speed: fc.constantFrom(null, 'standard', 'fast'),
    betas: fc.constantFrom<string[]>([], ['files-api-2025-04-14', 'b-1']),
    patch: maybe(record),
  },
  { requiredKeys: [] },
)

/** Turns as a program sends them back: thinking with its signature, calls and their results. */
const exchange = fc
  .tuple(content, textBlock, text, record, fc.boolean())
  .map(([asked, said, signed, input, isError]): { role: string; content: Block[] | string }[] => [
    { role: 'user', content: asked },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: signed, signature: 'c2ln/+=' },
        { type: 'redacted_thinking', data: 'ZGF0YQ==' },
        said,
        { type: 'tool_use', id: 'toolu_1', name: 'f', input },
        { type: 'tool_use', id: 'toolu_2', name: 'f', input: {} },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'toolu_1', content: signed, is_error: isError },
        { type: 'tool_result', tool_use_id: 'toolu_2', content: [said] },
      ],
    },
    { role: 'assistant', content: [said] },
    { role: 'user', content: signed },
  ])
const captured = fc.tuple(exchange, record, fc.boolean()).map(([messages, metadata, stream]) => ({
  model: 'fake-model',
  max_tokens: 1024,
  system: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral' } }],
  tools: [
    { name: 'f', input_schema: { type: 'object' } },
    { type: 'web_search_20250305', name: 'web_search' },
  ],
  messages,
  mcp_servers: [metadata],
  container: null,
  stream,
}))

/** The parameters a screen holds beside these are the untouched ones. */
export const generatedRequest: fc.Arbitrary<GeneratedRequest> = fc.record({
  captured: fc.option(captured, { freq: 2 }),
  settings: settings.map((chosen) => ({ ...chosen, loop: NO_CHOICES.loop })),
  files,
  content,
})
