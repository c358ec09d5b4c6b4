import { diffArrays } from 'diff'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import '@/lib/wire/__fixtures__/seed'
import { type Step, shortestEdit } from './shortest-edit'

/** Few values, so that much is in common. */
const lists = fc.array(fc.nat(5), { maxLength: 40 })
const edit = (a: readonly number[], b: readonly number[], most = a.length + b.length) =>
  shortestEdit(Int32Array.from(a), Int32Array.from(b), most)
const changesIn = (steps: readonly Step[]) =>
  steps.reduce((count, { removed, added }) => count + removed + added, 0)

test('The steps lead from the one list to the other', () => {
  fc.assert(
    fc.property(lists, lists, (a, b) => {
      let [x, y] = [0, 0]
      for (const { removed, added, same } of edit(a, b) ?? []) {
        x += removed
        y += added
        expect(a.slice(x, x + same)).toEqual(b.slice(y, y + same))
        x += same
        y += same
      }
      expect([x, y]).toEqual([a.length, b.length])
    }),
    { numRuns: 300 },
  )
})

test('There are no fewer changes than another implementation finds, and no more', () => {
  fc.assert(
    fc.property(lists, lists, (a, b) => {
      const least = diffArrays(a, b)
        .filter(({ added, removed }) => added || removed)
        .reduce((sum, { count }) => sum + count, 0)
      expect(changesIn(edit(a, b) ?? [])).toBe(least)
      expect(edit(a, b, least)).not.toBeNull()
      if (least > 0) expect(edit(a, b, least - 1)).toBeNull()
    }),
    { numRuns: 300 },
  )
})
