import { expect, test } from 'vitest'
import { newId } from '../ids'
import { keysOf, localSourceOf } from './source'

const block = (fileId: string) => ({
  type: 'document',
  source: { type: 'parley_file', fileId, way: 'text' },
})

test('A block of a box has a key that it keeps when others go, also where two stand for one file', () => {
  const [a, b] = [newId(), newId()]
  const blocks = [block(a), block(b), block(a)]
  expect(keysOf(blocks)).toEqual([`${a} 1`, `${b} 1`, `${a} 2`])
  expect(keysOf(blocks.slice(0, 2))).toEqual([`${a} 1`, `${b} 1`])
})

test('However often a box of many files is gone through, each source is checked once', () => {
  let reads = 0
  const blocks = Array.from({ length: 300 }, () => {
    const { source, type } = block(newId())
    const { fileId } = source
    const counted = { ...source }
    const get = () => {
      reads++
      return fileId
    }
    Object.defineProperty(counted, 'fileId', { enumerable: true, get })
    return { type, source: counted }
  })
  blocks.map(localSourceOf)
  const first = reads
  for (const _ of blocks) keysOf(blocks)
  expect(reads).toBe(first)
  expect(first).toBeLessThanOrEqual(4 * blocks.length)
})

test('What only looks like a file of ours is none', () => {
  expect(localSourceOf({ source: { type: 'parley_file', fileId: '../x', way: 'text' } })).toBeNull()
  expect(localSourceOf({ source: { type: 'base64', data: '' } })).toBeNull()
})
