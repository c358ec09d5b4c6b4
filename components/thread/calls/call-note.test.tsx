import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { type Conversation, NO_CHOICES } from '@/lib/domain/conversation'
import { newRun } from '@/lib/domain/new-run'
import type { ToolCall } from '@/lib/domain/tools/call'
import type { WireMessage } from '@/lib/wire/types'
import { CallNoteLine } from './call-note'

const API_VERSION = '2023-06-01' as const
const properties = { n: { type: 'integer', multipleOf: 1 } }
const definition = { name: 'count', input_schema: { type: 'object', properties } }
const call: ToolCall = {
  ...{ id: 'toolu_1', conversationId: 'c', messageId: 'm', index: 0, name: 'count' },
  ...{ toolId: null, by: 'rules', state: 'done', note: null, result: null, isEdited: false },
  ...{ console: [], startedAt: null, endedAt: null, resultMessageId: null },
}

/** What is said in Chinese of a call that was asked with an input. */
function saidOf(input: unknown): string {
  const content = [{ type: 'tool_use', id: call.id, name: call.name, input }]
  const message: WireMessage = {
    ...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content, usage: {} },
    ...{ stop_reason: 'tool_use', stop_sequence: null },
  }
  const tools = [{ id: 'tool', definition }]
  const asked = { upstream: 'sandbox', apiVersion: API_VERSION, model: 'claude-opus-5-5' }
  const run = newRun({
    ...{ ...asked, id: 'run', source: 'chat', conversationId: 'c', messageId: 'm' },
    ...{ isSandbox: true, createdAt: 1, message },
    settings: { ...asked, maxTokens: 10, system: '', ...NO_CHOICES, tools },
  })
  const client = new QueryClient()
  client.setQueryData<Pick<Conversation, 'runs'>>(conversationQuery('c').queryKey, { runs: [run] })
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <IntlProvider locale="zh" messages={MESSAGES.zh} timeZone="UTC">
        <CallNoteLine call={call} note={{ code: 'invalidInput', problem: 'n must be odd.' }} />
      </IntlProvider>
    </QueryClientProvider>,
  )
}

test('Why arguments were not run is said in the words of the screen; the server’s own words are marked as no part of it', () => {
  expect(saidOf({ n: 'x' })).toContain(
    '模式：<span data-user-text="true">n：类型必须是 integer。</span>',
  )
  expect(saidOf({ n: 'x' })).not.toContain('must be')
  expect(saidOf({ INVALID_JSON: '{"n' })).toContain('参数不是 JSON 对象')
  expect(saidOf({ n: 2 })).toContain('<span data-user-text="true">n must be odd.</span>')
})
