import { expect, test } from 'vitest'
import type { Column } from '@/lib/client/comparison/use-columns'
import {
  type ChatSettings,
  type Conversation,
  type Message,
  NO_CHOICES,
} from '@/lib/domain/conversation'
import { newRun } from '@/lib/domain/new-run'
import type { CallState, ToolCall } from '@/lib/domain/tools/call'
import { cellOf } from './blind-cell'

const turn = { conversationId: 'c', createdAt: 0 }
const question: Message = {
  ...{ ...turn, id: 'q', parentId: null, role: 'user', runId: null },
  content: [{ type: 'text', text: 'Which?' }],
}
const answer: Message = {
  ...{ ...turn, id: 'a', parentId: 'q', role: 'assistant', runId: 'r', content: null },
}
const use = { type: 'tool_use', id: 'toolu', name: 'look', input: {} }

const settings: ChatSettings = {
  ...{ upstream: 'a', apiVersion: '2023-06-01', model: 'm', maxTokens: 1, system: '' },
  ...NO_CHOICES,
}
interface Circumstances {
  note?: ToolCall['note']
  loop?: Partial<ChatSettings['loop']>
}

function columnWith(
  stop: string,
  calls: readonly CallState[] = [],
  { note = null, loop = {} }: Circumstances = {},
): Column {
  const asked = { id: 'r', source: 'chat', upstream: 'a', isSandbox: false, model: 'm' } as const
  const run = newRun({
    ...{ ...asked, apiVersion: '2023-06-01', conversationId: 'c', status: 'complete' },
    messageId: 'a',
    settings: { ...settings, loop: { ...settings.loop, ...loop } },
    message: {
      ...{ id: 'm', type: 'message', role: 'assistant', model: 'm', stop_sequence: null },
      ...{ content: calls.length > 0 ? [use] : [], stop_reason: stop, usage: {} },
    },
  })
  const toolCalls = calls.map(
    (state, index): ToolCall => ({
      ...{ id: 'toolu', conversationId: 'c', messageId: 'a', index, name: 'look', toolId: null },
      ...{ by: 'hand', state, note, result: null, isEdited: false, console: [] },
      ...{ startedAt: null, endedAt: null, resultMessageId: null },
    }),
  )
  const conversation: Conversation = {
    ...{ id: 'c', kind: 'column', title: '', createdAt: 0, updatedAt: 0, pinnedAt: null },
    ...{ headId: 'a', settings: null, messages: [question, answer] },
    ...{ runs: [run], toolCalls, marks: [] },
  }
  return { id: 'c', conversation, settings: null, error: null }
}

const cell = (column: Column) => cellOf(column, { question, answers: [answer] }, 0)

test('A whole answer is voted on', () => {
  expect(cell(columnWith('end_turn'))).toMatchObject({ runId: 'r', isOpen: false })
})

test('An answer that waits for results is no whole one, and its turn is not voted on meanwhile', () => {
  for (const state of ['running', 'asking', 'waiting'] as const) {
    expect(cell(columnWith('tool_use', [state]))).toMatchObject({ runId: null, isOpen: true })
  }
})

test('Results that are there and have not gone back hold the turn, those of a loop that somebody stopped do not', () => {
  const held = columnWith('tool_use', ['done'], { loop: { mode: 'step' } })
  expect(cell(held)).toMatchObject({ runId: null, isOpen: true, isArriving: false })
  const stopped = columnWith('tool_use', ['done'], { note: { code: 'stopped' } })
  expect(cell(stopped)).toMatchObject({ runId: null, isOpen: false, isArriving: false })
  const half = columnWith('tool_use', ['done', 'waiting'], { note: { code: 'stopped' } })
  expect(cell(half)).toMatchObject({ runId: null, isOpen: false })
})

test('Results that are all there go back whatever the budget is, so that nothing of the turn is shown between two steps', () => {
  const budget = columnWith('tool_use', ['done'], { loop: { budget: 1 } })
  expect(cell(budget)).toMatchObject({ runId: null, isOpen: true, isArriving: true })
})

test('An answer that paused arrives until it goes on; whether a budget holds it is not known here, so that it is only waited for', () => {
  expect(cell(columnWith('pause_turn'))).toMatchObject({ runId: null, isArriving: true })
  const budget = columnWith('pause_turn', [], { loop: { budget: 1 } })
  expect(cell(budget)).toMatchObject({ runId: null, isOpen: true, isArriving: false })
  const spent = columnWith('pause_turn', [], { loop: { maxSteps: 1 } })
  expect(cell(spent)).toMatchObject({ runId: null, isOpen: false, isArriving: false })
})
