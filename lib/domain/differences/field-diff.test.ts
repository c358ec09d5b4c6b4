import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '@/lib/wire/__fixtures__/seed'
import { isSameNumber } from '@/lib/wire/json-numbers'
import { ExactNumber, isObject, parseExact, type ReadJson } from '../code/exact-json'
import { diffFields, type FieldChange } from './field-diff'
import { writePath } from './field-path'

const diff = (before: unknown, after: unknown) =>
  diffFields(parseExact(JSON.stringify(before)), parseExact(JSON.stringify(after)))
const differing = (changes: readonly FieldChange[]) =>
  changes
    .filter(({ kind }) => kind !== 'same')
    .map(({ path, kind, before, after }) => [writePath(path), kind, before, after])

/** A field per value without parts, by its path. */
function leavesOf(value: ReadJson, path = ''): [string, ReadJson][] {
  const parts = Array.isArray(value) || isObject(value) ? Object.entries(value) : []
  if (parts.length === 0) return [[path, value]]
  return parts.flatMap(([name, part]) => leavesOf(part, `${path}/${name}`))
}

/** The leaves of one side, as the rows have them. */
const leavesIn = (changes: readonly FieldChange[], side: 'before' | 'after') =>
  changes.flatMap((change) => {
    const value = change[side]
    if (value === undefined) return []
    return leavesOf(value, change.path.map((step) => `/${String(step)}`).join(''))
  })
const sorted = (leaves: readonly [string, ReadJson][]) =>
  leaves.toSorted(([a], [b]) => (a < b ? -1 : 1))

/** Values like answers: few names, so that two of them have some in common; `id` is none of them. */
const { value: values } = fc.letrec<{ value: ReadJson }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<ReadJson>(null, true, false, 0, 1, 1.5, '', 'a', '中文', '👍🏽'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', '键', 'x y'), tie('value'), {
      maxKeys: 4,
    }),
  ),
}))

describe('The difference of two structured answers', () => {
  it('Has each field of each side once, with its value, in 200 random pairs', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const changes = diffFields(before, after)
        expect(sorted(leavesIn(changes, 'before'))).toEqual(sorted(leavesOf(before)))
        expect(sorted(leavesIn(changes, 'after'))).toEqual(sorted(leavesOf(after)))
        for (const { kind, before: was, after: is } of changes) {
          expect(kind === 'added').toBe(was === undefined)
          expect(kind === 'removed').toBe(is === undefined)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('Has added and removed exchanged when the sides are', () => {
    const turned = { added: 'removed', removed: 'added' } as const
    const rows = (changes: readonly FieldChange[]) =>
      changes.map(({ path, ...field }) => JSON.stringify([writePath(path), field])).sort()
    fc.assert(
      fc.property(values, values, (before, after) => {
        const back = diffFields(after, before).map(({ path, kind, ...sides }) => ({
          path,
          kind: kind === 'added' || kind === 'removed' ? turned[kind] : kind,
          before: sides.after,
          after: sides.before,
        }))
        expect(rows(back)).toEqual(rows(diffFields(before, after)))
      }),
      { numRuns: 200 },
    )
  })

  it('Of equal values is none', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(differing(diffFields(value, structuredClone(value)))).toEqual([])
      }),
    )
  })

  it.each([
    [
      'a changed field',
      { queue: 'a', urgency: 5 },
      { queue: 'b', urgency: 5 },
      [['queue', 'changed', 'a', 'b']],
    ],
    [
      'a field deep down',
      { a: { b: [1, { c: 2 }] } },
      { a: { b: [1, { c: 3 }] } },
      [['a.b[1].c', 'changed', 2, 3]],
    ],
    [
      'an added part as one',
      { a: 1 },
      { a: 1, b: { c: [1] } },
      [['b', 'added', undefined, { c: [1] }]],
    ],
    ['a removed item', [1, 2], [1], [['[1]', 'removed', 2, undefined]]],
    ['another kind of value', { a: 1 }, { a: '1' }, [['a', 'changed', 1, '1']]],
    ['what was emptied as one', { a: [1, 2] }, { a: [] }, [['a', 'changed', [1, 2], []]]],
    ['null where something stood', { a: 1 }, { a: null }, [['a', 'changed', 1, null]]],
    ['a whole that is another', 'x', ['x'], [['', 'changed', 'x', ['x']]]],
    ['odd names', { 'x y': { 键: 1 } }, { 'x y': { 键: 2 } }, [['["x y"].键', 'changed', 1, 2]]],
    ['no order of names', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ])('Shows %s', (_, before, after, wanted) => {
    expect(differing(diff(before, after))).toEqual(wanted)
  })

  it('Matches the items of a list by their ids, else by their names, else by their places', () => {
    const [a, b, c] = [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
      { id: 'c', n: 3 },
    ]
    expect(differing(diff({ items: [a, b] }, { items: [{ ...b, n: 9 }, c] }))).toEqual([
      ['items[id=a]', 'removed', a, undefined],
      ['items[id=b].n', 'changed', 2, 9],
      ['items[id=c]', 'added', undefined, c],
    ])
    const [x, y] = [
      { name: 'x', n: 1 },
      { name: 'y', n: 2 },
    ]
    expect(differing(diff([x, y], [y]))).toEqual([['[name=x]', 'removed', x, undefined]])
    // Two of one name: by their places.
    expect(differing(diff([x, x], [x, y]))).toEqual([
      ['[1].name', 'changed', 'x', 'y'],
      ['[1].n', 'changed', 1, 2],
    ])
  })

  it('Says that items stand in another order, and does not call them changed', () => {
    const [a, b, c] = [{ id: 1 }, { id: 2 }, { id: 3 }]
    expect(differing(diff([a, b, c], [c, a]))).toEqual([
      ['', 'moved', [1, 3], [3, 1]],
      ['[id=2]', 'removed', b, undefined],
    ])
  })

  it('Takes numbers by their values, to the last digit', () => {
    const read = (before: string, after: string) =>
      differing(diffFields(parseExact(before), parseExact(after)))
    expect(read('{"a":1,"b":100}', '{"a":1.0,"b":1e2}')).toEqual([])
    expect(read('[12345678901234567890]', '[12345678901234567890.0]')).toEqual([])
    expect(read('[12345678901234567890]', '[12345678901234567891]')).toEqual([
      [
        '[0]',
        'changed',
        new ExactNumber('12345678901234567890'),
        new ExactNumber('12345678901234567891'),
      ],
    ])
    expect(isSameNumber('1e400', '10e399')).toBe(true)
    expect(isSameNumber('1e400', '-1e400')).toBe(false)
  })
})
