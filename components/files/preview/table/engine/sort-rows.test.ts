import { describe, expect, test } from 'vitest'
import type { DecimalMark } from '@/lib/domain/files/table/decimal-mark'
import { mergeSort } from './merge-sort'
import { sortRows } from './sort-rows'

/** What a generator returns, whatever it yields before. */
function resultOf<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** A table of one column. */
const tableOf = (values: readonly string[], decimal: DecimalMark = '.') => ({
  decimal,
  rows: values.length,
  rowsFrom: (first: number) => {
    const end = Math.min(first + 1000, values.length)
    return { rows: values.slice(first, end).map((value) => ['', value]), end }
  },
})

const sorted = (values: readonly string[], isDescending = false) => {
  const table = tableOf(values)
  return [...resultOf(sortRows(table, { column: 1, isDescending }))].map((row) => values[row])
}

describe('Rows are sorted', () => {
  test('by numbers as numbers, then by words, and what is missing stands last both ways', () => {
    const values = ['10', 'pear', '', '9', '1,000', 'NA', '-2.5', ' 9.5 ', 'Apple', 'apple']
    const missing = ['', 'NA']
    const up = ['-2.5', '9', ' 9.5 ', '10', '1,000', 'apple', 'Apple', 'pear']
    expect(sorted(values)).toEqual([...up, ...missing])
    expect(sorted(values, true)).toEqual([...up.toReversed(), ...missing])
  })

  test('by all the digits of a long id', () => {
    const ids = ['12345678901234567892', '12345678901234567890', '12345678901234567891', '7']
    expect(sorted(ids)).toEqual([ids[3], ids[1], ids[2], ids[0]])
  })

  test.each([false, true])(
    'so that equal ones keep their order, descending: %s',
    (isDescending) => {
      const keys = Array.from({ length: 20_000 }, (_, row) => String((row * 7919) % 13))
      const order = resultOf(sortRows(tableOf(keys), { column: 1, isDescending }))
      const way = isDescending ? -1 : 1
      const expected = keys
        .map((key, row) => ({ key: Number(key), row }))
        .sort((a, b) => way * (a.key - b.key) || a.row - b.row)
      expect([...order]).toEqual(expected.map(({ row }) => row))
    },
  )
})

test('What sorts by comparisons yields in between, and leaves none and one as they are', () => {
  const many = Uint32Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 50_021)
  const expected = [...many].sort((a, b) => a - b)
  expect([...mergeSort(many, (a, b) => a - b)].length).toBeGreaterThan(100)
  expect([...many]).toEqual(expected)
  for (const few of [[], [5]]) {
    const numbers = Uint32Array.from(few)
    resultOf(mergeSort(numbers, (a, b) => a - b))
    expect([...numbers]).toEqual(few)
  }
})
