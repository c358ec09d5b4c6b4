import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import type { Block } from '@/lib/wire/types'
import { TurnContext, type TurnPlace } from '../turn-context'
import { type BlockProps, STILL } from './block-props'
import { BlockView } from './block-view'

function markupOf(
  block: Block,
  change: Partial<BlockProps> = {},
  turn: TurnPlace | null = null,
): string {
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={MESSAGES.en} timeZone="UTC">
        <TurnContext value={turn}>
          <BlockView block={block} {...STILL} {...change} />
        </TurnContext>
      </IntlProvider>
    </QueryClientProvider>,
  )
}

function textOf(...given: Parameters<typeof markupOf>): string {
  return markupOf(...given)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

test('Thinking is one folded line with how long it took and what it cost', () => {
  const block = { type: 'thinking', thinking: 'secret steps', signature: 's' }
  const text = textOf(block, { duration: 6200, thinkingTokens: 211 })
  expect(text).toContain('Thought for 6.2 s')
  expect(text).toContain('211 tokens')
  expect(text).not.toContain('secret steps')
})

test('Thinking whose text the model left out says so', () => {
  const block = { type: 'thinking', thinking: '', signature: 's' }
  expect(textOf(block, { duration: 700 })).toBe('Thought for 0.70 s text omitted by the model')
})

test('Redacted thinking is named and said to be kept', () => {
  expect(textOf({ type: 'redacted_thinking', data: 'x'.repeat(1200) })).toContain('kept, 1.2 kB')
})

const call = { id: 'toolu_1', name: 'query_metrics', input: { limit: 3 } }
const SERVER_CALL = { ...call, type: 'server_tool_use' }

test('A call of one’s own tool waits open with its arguments; one of the upstream’s is folded', () => {
  expect(textOf({ type: 'tool_use', ...call })).toBe('query_metrics tool call, 1 argument limit: 3')
  expect(textOf(SERVER_CALL)).toBe('query_metrics server tool, 1 argument')
})

test('Arguments that are no JSON object show as they came, under no name', () => {
  const text = textOf({ type: 'tool_use', ...call, input: { INVALID_JSON: '{"li' } })
  expect(text).toBe('query_metrics tool call, arguments that are no JSON object {&quot;li')
})

test('A call of an answer that ended otherwise than in asking for it says that it was not run', () => {
  const place = { conversationId: 'c', messageId: 'm', next: undefined, outputSchema: null }
  const textIn = (isNeverRun: boolean) =>
    textOf({ type: 'tool_use', ...call }, {}, { ...place, isNeverRun })
  expect(textIn(true)).toContain('Not run')
  expect(textIn(false)).not.toContain('Not run')
})

test('A result of one line is wrapped; one of several lines scrolls, so that its columns stand', () => {
  const result = (content: string) => markupOf({ type: 'tool_result', content, is_error: true })
  expect(result('one line\n')).toContain('whitespace-pre-wrap')
  expect(result('a  1\nbc 2')).not.toContain('whitespace-pre-wrap')
})

test('The arguments of a call show as they arrive, before they are whole', () => {
  const text = textOf(
    { type: 'tool_use', ...call, input: {} },
    { isLive: true, partialJson: '{"li' },
  )
  expect(text).toContain('{&quot;li')
})

test('A call and its result are one block: folded when it went well, open with the reason when not', () => {
  const found = { type: 'web_search_tool_result', tool_use_id: 'toolu_1', content: [] }
  expect(textOf(SERVER_CALL, { result: found })).toBe('query_metrics server tool, 1 argument Done')
  const content = { type: 'web_search_tool_result_error', error_code: 'max_uses_exceeded' }
  const failed = textOf(SERVER_CALL, { result: { ...found, content } })
  expect(failed).toContain('Failed')
  expect(failed).toContain('The tool was used as often as the request allows. max_uses_exceeded')
})

test('An error code of tomorrow is a failure under its own name', () => {
  const content = { type: 'code_execution_tool_result_error', error_code: 'out_of_luck' }
  expect(textOf({ type: 'code_execution_tool_result', content })).toContain(
    'The tool failed. out_of_luck',
  )
})

test('What a program printed shows with how it ended, when that was not well', () => {
  const content = { stdout: 'one', stderr: 'two', return_code: 1, content: [{ file_id: 'file_1' }] }
  const text = textOf({ type: 'bash_code_execution_tool_result', content })
  for (const part of ['stdout one', 'stderr two', 'Return code 1', 'file_1']) {
    expect(text).toContain(part)
  }
})

test('An image that came with a turn is drawn; one at an address is named and never loaded', () => {
  const image = (source: object) => markupOf({ type: 'image', source: { ...source } })
  const bytes = { type: 'base64', media_type: 'image/png', data: 'AAAA' }
  expect(image(bytes)).toContain('src="data:image/png;base64,AAAA"')
  expect(image({ ...bytes, media_type: 'image/svg+xml' })).not.toContain('<img')
  const named = image({ type: 'url', url: 'https://pictures.example/a.png' })
  expect(named).not.toContain('<img')
  expect(named).toContain('pictures.example')
})

test('An address that is none of the web is no link, wherever it stands', () => {
  const url = 'javascript:alert(1)'
  for (const block of [
    { type: 'image', source: { type: 'url', url } },
    { type: 'document', title: 'x', source: { type: 'url', url } },
    { type: 'search_result', source: url, title: 'x', content: [] },
    { type: 'tool_use', ...call },
  ]) {
    const content = [{ type: 'web_search_result', url, title: 'x' }]
    const result = { type: 'web_search_tool_result', content }
    expect(markupOf(block, { result })).not.toContain('href')
  }
})

test('A document is a card with its title, kind and size', () => {
  const source = { type: 'text', media_type: 'text/plain', data: 'x'.repeat(2500) }
  const text = textOf({ type: 'document', title: 'Notes', source })
  expect(text).toBe('Notes text/plain 2.5 kB')
})

test.each(['advisor_result', 'constructor', 'toString', 'tomorrow_tool_result'])(
  'A block of type %s has no view of its own and is kept under its name',
  (type) => {
    expect(textOf({ type, anything: 1 })).toContain(type)
  },
)

const TYPES = [
  ...['text', 'thinking', 'redacted_thinking', 'tool_use', 'server_tool_use', 'mcp_tool_use'],
  ...['image', 'document', 'container_upload', 'search_result', 'tool_result', 'mcp_tool_result'],
  ...['web_search_tool_result', 'web_fetch_tool_result', 'code_execution_tool_result'],
  ...['text_editor_code_execution_tool_result', 'tool_search_tool_result'],
]

test('A block whose fields are not what its type says breaks nothing', () => {
  for (const type of TYPES) {
    const broken = { type, text: 5, thinking: {}, data: null, name: 7, source: 3, content: 4 }
    expect(() => textOf(broken, { result: broken })).not.toThrow()
  }
})
