import { expect, test } from 'vitest'
import { isEventStream } from './headers'

test.each([
  [200, 'text/event-stream', true],
  [200, 'Text/Event-Stream; charset=utf-8', true],
  [200, 'application/json', false],
  [529, 'text/event-stream', false],
])('An answer of status %i and type %s is a stream of events: %s', (status, type, isOne) => {
  expect(isEventStream(status, [['content-type', type]])).toBe(isOne)
})
