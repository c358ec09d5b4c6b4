import { expect, test } from 'vitest'
import { type Vote, voteOn } from './votes'

const vote = (id: string, ...runIds: string[]): Vote => ({
  ...{ id, comparisonId: 'c', createdAt: 0, winner: 'tie' },
  turn: { text: '', questionIds: [] },
  contestants: runIds.map((runId) => ({
    ...{ columnId: `column of ${runId}`, runId, upstream: 'a', model: 'm', settings: [] },
  })),
})

test('Answers that were held against each other are voted on, whoever stood or stands beside them', () => {
  const votes = [vote('1', 'a', 'b', 'c')]
  expect(voteOn(votes, ['c', 'a'])?.id).toBe('1')
  expect(voteOn(votes, ['a', 'b', 'c', 'd'])?.id).toBe('1')
})

test('Another answer beside one that was voted on is a pair that nobody has voted on', () => {
  const votes = [vote('1', 'a', 'b')]
  expect(voteOn(votes, ['a', 'd'])).toBeNull()
  expect(voteOn(votes, ['a'])).toBeNull()
})
