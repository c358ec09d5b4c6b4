import { expect, test } from 'vitest'
import { findCells } from './find-cells'
import { Matches } from './matches'
import { RowOrder } from './row-order'
import { TableData } from './table-data'

function find(text: string, query: string) {
  const table = new TableData(',')
  table.append(new TextEncoder().encode(text))
  table.end()
  return [...findCells(table, query)].flatMap((cell) => cell ?? [])
}

test.each([
  ['letters of either case; a name of a column is no cell', 'tea,b\nTea,x\nx,"green TEA"\n', 'tea'],
  ['what stands within quotes, over a line ending', 'a,b\n"x, y",1\n2,"1\nx, y"\n', 'x, y'],
  ['a quote amid a field, and one that is written twice', 'a,b\n5" x,1\n2,"5"" y"\n', '5" '],
])('A search finds %s', (_law, text, query) => {
  expect(find(text, query)).toEqual([
    { row: 0, column: 0 },
    { row: 1, column: 1 },
  ])
})

test('A search finds nothing across two cells, and no quote that only encloses', () => {
  expect(find('a,b\none,two\n', 'one,two')).toEqual([])
  expect(find('a,b\n"one",two\n', '"')).toEqual([])
})

test('A search goes through all rows of a long table, in order', () => {
  const lines = Array.from(
    { length: 30_000 },
    (_, row) => `${row},${row % 9_999 === 5 ? 'Here' : '-'}`,
  )
  expect(find(['id,note', ...lines].join('\n'), 'here')).toEqual(
    [5, 10_004, 20_003].map((row) => ({ row, column: 1 })),
  )
})

test('What is found stands in the order that is shown, and is gone through from a cell on', () => {
  const order = new RowOrder()
  order.set(Uint32Array.from([3, 1, 0, 2]))
  expect([0, 1, 2, 3].map((place) => order.placeOf(order.rowAt(place)))).toEqual([0, 1, 2, 3])
  const matches = new Matches()
  for (const row of [0, 2, 3]) matches.add({ row: order.placeOf(row), column: 4 })
  matches.settle()
  expect([0, 1, 2].map((index) => matches.at(index)?.row)).toEqual([0, 2, 3])
  expect(matches.from({ row: 1, column: 9 })).toBe(1)
  expect(matches.from({ row: 3, column: 5 })).toBe(-1)
  expect(matches.at(-1)).toBeNull()
})
