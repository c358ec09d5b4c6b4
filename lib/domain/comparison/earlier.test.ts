import { expect, test } from 'vitest'
import type { Message } from '../conversation'
import { earlierSegments } from './earlier'

function turn(id: string, parentId: string | null, role: Message['role'] = 'user'): Message {
  const content = role === 'user' ? [{ type: 'text', text: id }] : null
  return { id, conversationId: 'c', parentId, role, content, runId: null, createdAt: 0 }
}

test('What a branch is held against is the one beside it that came just before', () => {
  const messages = [
    ...[turn('q1', null), turn('a1', 'q1', 'assistant'), turn('q2', 'a1')],
    ...[turn('a2', 'q2', 'assistant'), turn('r1', null), turn('b1', 'r1', 'assistant')],
    ...[turn('s1', null), turn('c1', 's1', 'assistant')],
  ]
  const questions = (headId: string) =>
    earlierSegments({ messages, headId }).map((segment) => segment?.question?.id)
  expect(questions('b1')).toEqual(['q1', 'q2'])
  expect(questions('c1')).toEqual(['r1'])
  expect(questions('a2')).toEqual([])
})

test('An answer that was asked for again is held against the one before it', () => {
  const messages = [turn('q1', null), turn('a1', 'q1', 'assistant'), turn('a2', 'q1', 'assistant')]
  const [segment] = earlierSegments({ messages, headId: 'a2' })
  expect(segment?.answers.map(({ id }) => id)).toEqual(['a1'])
})

test('What both branches have is not held against itself', () => {
  const messages = [
    ...[turn('q1', null), turn('a1', 'q1', 'assistant'), turn('q2', 'a1')],
    ...[turn('a2', 'q2', 'assistant'), turn('r2', 'a1'), turn('b2', 'r2', 'assistant')],
  ]
  const found = earlierSegments({ messages, headId: 'b2' })
  expect(found.map((segment) => segment?.question?.id ?? null)).toEqual([null, 'q2'])
})
