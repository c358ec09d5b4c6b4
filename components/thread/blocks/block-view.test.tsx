import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import type { Block } from '@/lib/wire/types'
import { BlockView } from './block-view'

function textOf(block: Block, change: { duration?: number; thinkingTokens?: number } = {}): string {
  const markup = renderToStaticMarkup(
    <IntlProvider locale="en" messages={MESSAGES.en} timeZone="UTC">
      <BlockView
        block={block}
        isLive={false}
        startedAt={null}
        duration={change.duration ?? null}
        thinkingTokens={change.thinkingTokens ?? null}
      />
    </IntlProvider>,
  )
  return markup
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

test('Calls of tools are named, the caller’s and the server’s', () => {
  const call = { id: 'toolu_1', name: 'query_metrics', input: {} }
  expect(textOf({ type: 'tool_use', ...call })).toBe('query_metrics tool call')
  expect(textOf({ type: 'server_tool_use', ...call })).toBe('query_metrics server tool')
})

test.each(['advisor_result', 'constructor', 'toString', 'web_search_tool_result'])(
  'A block of type %s has no view of its own and is kept under its name',
  (type) => {
    expect(textOf({ type, anything: 1 })).toContain(type)
  },
)

test('A block whose fields are not what its type says breaks nothing', () => {
  for (const type of ['text', 'thinking', 'redacted_thinking', 'tool_use', 'server_tool_use']) {
    expect(() => textOf({ type, text: 5, thinking: {}, data: null, name: 7 })).not.toThrow()
  }
})
