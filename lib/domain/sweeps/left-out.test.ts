import { expect, test } from 'vitest'
import { groupLeftOut } from './left-out'
import type { LeftOut } from './plan'

const haiku: LeftOut['refusals'] = [
  { field: 'temperature', reason: { code: 'fixedSampling', model: 'Haiku' } },
]
const opus: LeftOut['refusals'] = [
  { field: 'temperature', reason: { code: 'fixedSampling', model: 'Opus' } },
]

test('What is left out for one reason stands together, in the order of its first', () => {
  const left = [
    { choice: { system: 'A' }, refusals: haiku },
    { choice: { system: 'B' }, refusals: opus },
    { choice: { system: 'C' }, refusals: [...haiku] },
  ]
  expect(groupLeftOut(left)).toEqual([
    { refusals: haiku, choices: [{ system: 'A' }, { system: 'C' }] },
    { refusals: opus, choices: [{ system: 'B' }] },
  ])
  expect(groupLeftOut([])).toEqual([])
})
