import { expect, test } from 'vitest'
import type { Message } from '../conversation'
import { newRun } from '../new-run'
import type { Run } from '../run'
import { isAnswering, wholeAnswer } from './segments'

const run = (id: string, status: Run['status'], text = 'words'): Run =>
  newRun({
    ...{ id, source: 'chat', upstream: 'a', isSandbox: false, model: 'm' },
    ...{ apiVersion: '2023-06-01', status },
    message: {
      ...{ id: 'm', type: 'message', role: 'assistant', model: 'm', stop_sequence: null },
      ...{ content: [{ type: 'text', text }], stop_reason: null, usage: {} },
    },
  })

const answer = (runId: string | null, text = ''): Message => ({
  ...{ id: runId ?? 'written', conversationId: 'c', parentId: 'q', role: 'assistant' },
  ...{ createdAt: 0, runId, content: runId === null ? [{ type: 'text', text }] : null },
})

const segment = (...answers: Message[]) => ({ question: null, answers })

test('An answer whose run is not here yet, or has not ended, is on its way', () => {
  expect(isAnswering(segment(answer('r')), [])).toBe(true)
  expect(isAnswering(segment(answer('r')), [run('r', 'streaming')])).toBe(true)
  expect(isAnswering(segment(answer('r')), [run('r', 'failed')])).toBe(false)
  expect(isAnswering(segment(answer(null)), [])).toBe(false)
})

test('Only what came whole, or was written, is an answer that others are held against', () => {
  expect(wholeAnswer(segment(answer('r')), [run('r', 'complete')])).toBe('words')
  expect(wholeAnswer(segment(answer(null, 'by hand')), [])).toBe('by hand')
  for (const status of ['queued', 'streaming', 'failed', 'stopped'] as const)
    expect(wholeAnswer(segment(answer('r')), [run('r', status)])).toBeNull()
  expect(wholeAnswer(segment(answer('r')), [])).toBeNull()
  expect(wholeAnswer(segment(), [])).toBeNull()
})
