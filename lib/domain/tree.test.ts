import { describe, expect, it } from 'vitest'
import {
  headWithout,
  latestLeaf,
  placesOf,
  siblingsOf,
  subtreeOf,
  type TreeNode,
  withoutDeleted,
} from './tree'

/** q1 ─ a1 ─ q2 ─ a2, a3; a1 ─ q3; q4 begins anew. */
const TREE: TreeNode[] = [
  ['q1', null],
  ['a1', 'q1'],
  ['q2', 'a1'],
  ['a2', 'q2'],
  ['q3', 'a1'],
  ['a3', 'q2'],
  ['q4', null],
].map(([id, parentId]) => ({ id: id ?? '', parentId: parentId ?? null }))

const turn = (id: string): TreeNode => TREE.find((node) => node.id === id) ?? { id, parentId: null }
const ids = (nodes: Iterable<TreeNode>) => [...nodes].map(({ id }) => id)

describe('the tree of a conversation', () => {
  it.each([
    ['q1', ['q1', 'q4']],
    ['a1', ['a1']],
    ['q3', ['q2', 'q3']],
    ['a3', ['a2', 'a3']],
  ])('The siblings of %s stand in order of creation', (id, siblings) => {
    expect(ids(siblingsOf(TREE, turn(id)))).toEqual(siblings)
  })

  it('Knows for each turn which of how many it is', () => {
    const places = placesOf(TREE)
    expect(places.get('a3')).toEqual({ place: 2, places: 2 })
    expect(places.get('a1')).toEqual({ place: 1, places: 1 })
    expect(places.get('q4')).toEqual({ place: 2, places: 2 })
  })

  it.each([
    ['q1', 'a3'],
    ['q2', 'a3'],
    ['q3', 'q3'],
    ['a2', 'a2'],
    ['q4', 'q4'],
  ])('The latest end under %s is %s', (id, leaf) => {
    expect(latestLeaf(TREE, id)).toBe(leaf)
  })

  it('A subtree holds a turn and all under it, and nothing for a turn that is not there', () => {
    expect([...subtreeOf(TREE, 'q2')]).toEqual(['q2', 'a2', 'a3'])
    expect(subtreeOf(TREE, 'gone').size).toBe(0)
  })

  it('Loses with a deleted turn all that hangs under it', () => {
    expect(ids(withoutDeleted(TREE, ({ id }) => id === 'q2'))).toEqual(['q1', 'a1', 'q3', 'q4'])
    expect(withoutDeleted(TREE, () => false)).toEqual(TREE)
  })

  it('Its head leaves a deleted turn upwards, and the first turn for another beginning', () => {
    expect(headWithout(TREE, turn('q2'))).toBe('a1')
    expect(headWithout([turn('q4')], turn('q1'))).toBe('q4')
    expect(headWithout([], turn('q1'))).toBeNull()
  })
})
