import { expect, test } from 'vitest'
import { type ChatSettings, NO_CHOICES } from './chat-settings'
import type { Conversation } from './conversation'
import { newRun } from './new-run'
import { packConversation, unpackConversation } from './packed-conversation'

const asked = (system: string): ChatSettings => ({
  upstream: 'sandbox',
  apiVersion: '2023-06-01',
  model: 'm',
  maxTokens: 1,
  system,
  ...NO_CHOICES,
})

const run = (id: string, settings: ChatSettings | null) =>
  newRun({
    id,
    source: 'chat',
    upstream: 'sandbox',
    isSandbox: true,
    model: 'm',
    apiVersion: '2023-06-01',
    settings,
  })

test('A thousand runs that were asked with one system prompt carry it once, and lose nothing', () => {
  const long = 'x'.repeat(5000)
  const many = Array.from({ length: 1000 }, (_, i) => run(`r${i}`, asked(i === 7 ? 'other' : long)))
  const conversation: Conversation = {
    id: 'c',
    kind: 'chat',
    title: 't',
    createdAt: 0,
    updatedAt: 0,
    pinnedAt: null,
    toolCalls: [],
    marks: [],
    headId: null,
    settings: asked(long),
    messages: [],
    runs: [...many, run('old', null)],
  }
  const text = JSON.stringify(packConversation(conversation))
  expect(text.split(long)).toHaveLength(3)
  expect(unpackConversation(JSON.parse(text))).toEqual(conversation)
})
