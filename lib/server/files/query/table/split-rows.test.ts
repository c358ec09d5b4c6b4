import fc from 'fast-check'
import { expect, it } from 'vitest'
import '@/lib/wire/__fixtures__/seed'
import { splitRows } from './split-rows'

const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '城', '😀') })
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
/** Where a text is cut, as shares of it. */
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 })

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function piecesOf(text: string, shares: readonly number[]): string[] {
  const places = [0, ...shares.map((share) => Math.round(share * text.length)), text.length].sort(
    (a, b) => a - b,
  )
  return places.slice(1).map((place, at) => text.slice(places[at], place))
}

it('The rows of a table are the same however its text is cut into pieces', () => {
  fc.assert(
    fc.property(table, cuts, fc.constantFrom('\n', '\r\n', '\r'), (rows, shares, end) => {
      const text = rows.map((row) => row.map(quoted).join(',') + end).join('')
      const kept = rows.filter((row) => row.length > 1 || row[0] !== '')
      expect([...splitRows(piecesOf(text, shares), ',')]).toEqual(kept)
    }),
    { numRuns: 500 },
  )
})

it.each<[string, string, string[][]]>([
  ['a quote amid a cell is a sign like others', 'a"b,c\n', [['a"b', 'c']]],
  ['what follows a closed quote belongs to the cell', '"a"b,c\n', [['ab', 'c']]],
  ['a quote that is never closed takes the rest', 'x,"a\nb', [['x', 'a\nb']]],
  [
    'the last row needs no end',
    'a,b\nc,',
    [
      ['a', 'b'],
      ['c', ''],
    ],
  ],
  ['an empty text has no rows', '', []],
])('Of a table that is written carelessly, %s', (_, text, rows) => {
  expect([...splitRows([text], ',')]).toEqual(rows)
})
