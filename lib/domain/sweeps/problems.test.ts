import { expect, test } from 'vitest'
import type { RunError } from '../run'
import { askedAgain } from './ask-again'
import { pastProblemsOf, problemsOf } from './problems'
import { type Cell, type CellProblem, cellsOf } from './sweep'

const refused = (requestId: string): CellProblem => {
  const error: RunError = {
    ...{ origin: 'upstream', type: 'authentication_error', message: 'invalid x-api-key' },
    ...{ httpStatus: 401, requestId },
  }
  return { kind: 'error', error }
}

function failed(cell: Cell, problem: CellProblem): Cell {
  const attempts = [{ runId: `run ${cell.index}`, messageId: 'm', spent: null }]
  return { ...cell, state: 'failed', attempts, problem }
}

test('What failed in the same way is told once for each variant, with how often and one of its runs', () => {
  const [a, b, c, d, e, f] = cellsOf(2, 3)
  if (!a || !b || !c || !d || !e || !f) throw new Error('There are too few cells.')
  const cells = [
    failed(a, refused('req_1')),
    failed(b, { kind: 'held' }),
    failed(c, refused('req_2')),
    { ...d, state: 'done' as const },
    failed(e, { kind: 'unbegun', message: 'The disk is full.' }),
    f,
  ]
  expect(problemsOf(cells)).toEqual([
    { variant: 0, problem: refused('req_1'), count: 2, runId: 'run 0' },
    { variant: 1, problem: { kind: 'held' }, count: 1, runId: 'run 1' },
    { variant: 0, problem: cells[4]?.problem, count: 1, runId: 'run 4' },
  ])
})

test('What failed before it was asked again is told apart from what fails now', () => {
  const cells = cellsOf(1, 2).map((cell) => failed(cell, refused('req_1')))
  const again = askedAgain(cells)
  const past = { variant: 0, problem: refused('req_1'), count: 2, runId: 'run 0' }
  expect(problemsOf(again)).toEqual([])
  expect(pastProblemsOf(cells)).toEqual([])
  expect(pastProblemsOf(again)).toEqual([past])
})
