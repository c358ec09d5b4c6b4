import { expect, test } from 'vitest'
import type { Facts, RankedFact } from '../comparison/facts'
import { bestVariant, progressOf, resultsOf, type VariantResult } from './results'
import { type Cell, cellsOf } from './sweep'

const FACTS: Facts = {
  ...{ state: 'complete', firstToken: 100, total: 1000, rate: 20, inTokens: 5, outTokens: 20 },
  ...{ thinkingTokens: 0, cost: 0.01, isSandbox: false, stopReason: 'end_turn' },
  stopSequence: null,
  outEstimate: null,
  httpStatus: null,
}

/** Two variants, each with answers that took so long; null = failed. */
function cells(...totals: (number | null)[][]): Cell[] {
  const [first = []] = totals
  return cellsOf(totals.length, first.length).map((cell) => {
    const total = totals[cell.variant]?.[cell.repeat] ?? null
    return total === null
      ? { ...cell, state: 'failed', facts: { ...FACTS, state: 'failed', total: 9 } }
      : { ...cell, state: 'done', facts: { ...FACTS, total } }
  })
}

const bestOf = (of: readonly VariantResult[], figure: RankedFact) => bestVariant('done', of, figure)
const results = (found: Cell[]) => resultsOf({ variants: ['a', 'b'], cells: found })

test('All variants are asked once before any is asked again', () => {
  const order = cellsOf(3, 2).map(({ variant, repeat }) => [variant, repeat])
  expect(order).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
    [0, 1],
    [1, 1],
    [2, 1],
  ])
})

test('A variant has the medians of its whole answers alone, and an interval from six of them on', () => {
  const [five, six] = results(cells([1, 2, 3, 4, 5, null], [1, 2, 3, 4, 5, 6]))
  expect(five).toMatchObject({ count: 6, done: 5, failed: 1 })
  expect(five?.samples.total).toEqual({ values: [1, 2, 3, 4, 5], median: 3, interval: null })
  expect(six?.samples.total).toMatchObject({ median: 3.5, interval: { low: 1, high: 6 } })
})

test('What a model refused is no answer: its figures count for nothing, and so many are told', () => {
  const found = cells([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 1]).map((cell): Cell => {
    const stopReason = cell.variant === 1 ? 'refusal' : 'max_tokens'
    return { ...cell, facts: cell.facts && { ...cell.facts, stopReason } }
  })
  const [cut, refused] = results(found)
  expect(cut).toMatchObject({ done: 6, cut: 6, refused: 0 })
  expect(refused).toMatchObject({ done: 6, cut: 0, refused: 6 })
  expect(refused?.samples.total.values).toEqual([])
  expect(bestOf(results(found), 'total')).toBeNull()
})

test('A variant is best where its interval lies apart from the others, else nobody can tell', () => {
  const low = [1, 2, 3, 4, 5, 6]
  const high = [11, 12, 13, 14, 15, 16]
  expect(bestOf(results(cells(high, low)), 'total')).toBe(1)
  expect(bestOf(results(cells(low, [4, 5, 6, 7, 8, 9])), 'total')).toBeNull()
  expect(bestOf(results(cells(low.slice(0, 3), high.slice(0, 3))), 'total')).toBeNull()
})

test('While a sweep may go on none is named: whoever stops at the first one that is would be misled more often', () => {
  const two = results(cells([1, 2, 3, 4, 5, 6], [11, 12, 13, 14, 15, 16]))
  for (const state of ['running', 'paused'] as const)
    expect(bestVariant(state, two, 'total')).toBe('early')
  for (const state of ['done', 'stopped'] as const) expect(bestVariant(state, two, 'total')).toBe(0)
})

/** The same cells, those of some variants answered by the sandbox, and each answer at a cost as its time. */
function answeredBySandbox(found: Cell[], ...variants: number[]): Cell[] {
  return found.map((cell) => {
    if (cell.facts === null) return cell
    const isSandbox = variants.includes(cell.variant)
    const cost = isSandbox ? 0 : (cell.facts.total ?? 0) / 1000
    return { ...cell, facts: { ...cell.facts, isSandbox, cost } }
  })
}

test('A variant of the sandbox is not ranked beside paid ones, which are ranked among themselves', () => {
  const [fast, middle, slow] = [1, 11, 21].map((from) => [0, 1, 2, 3, 4, 5].map((n) => from + n))
  const three = cells(fast ?? [], slow ?? [], middle ?? [])
  const mixed = resultsOf({ variants: [0, 1, 2], cells: answeredBySandbox(three, 0) })
  expect(bestOf(mixed, 'total')).toBe(2)
  expect(bestOf(mixed, 'cost')).toBe(2)
})

test('Where no two are left to compare there is no best one, and nothing that runs could tell', () => {
  const two = cells([1, 2, 3, 4, 5, 6], [11, 12, 13, 14, 15, 16])
  expect(bestOf(results(answeredBySandbox(two, 0)), 'total')).toBeUndefined()
  const sandboxOnly = results(answeredBySandbox(two, 0, 1))
  expect(bestOf(sandboxOnly, 'total')).toBe(0)
  expect(bestOf(sandboxOnly, 'cost')).toBeUndefined()
})

test('Progress counts the cells of each state', () => {
  const [first, ...rest] = cells([1, null, 3], [1, 2, 3])
  const now = [{ ...first, state: 'begun' }, ...rest] as Cell[]
  expect(progressOf(now)).toEqual({ waiting: 0, begun: 1, done: 4, failed: 1, stopped: 0 })
})

test('What was stopped has not failed', () => {
  const found = cells([10, null, 30]).map((cell) =>
    cell.repeat === 2 ? { ...cell, state: 'stopped' as const } : cell,
  )
  expect(results(found)[0]).toMatchObject({ count: 3, done: 1, failed: 1, stopped: 1 })
})
