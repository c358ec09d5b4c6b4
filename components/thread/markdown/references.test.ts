import { expect, test } from 'vitest'
import { definitionsFor, readReferences } from './references'
import { BlockSplitter } from './split-blocks'

const read = (text: string) => readReferences(new BlockSplitter().split(text))

test('Notes are numbered as the text mentions them, whatever their names and the order of their texts', () => {
  const { notes } = read(
    'A[^b] and[^a], again[^b].\n\n[^a]: First.\n[^b]: Second,\n    in two lines.\n[^c]: Never.',
  )
  expect(notes).toEqual([
    { label: '^b', number: 1, body: 'Second,\nin two lines.' },
    { label: '^a', number: 2, body: 'First.' },
  ])
})

test('A block is given the definitions that it mentions, and no others', () => {
  const references = read(
    '[x] and[^n]\n\n[x]: https://a.example\n[y]: https://b.example\n\n[^n]: Note.',
  )
  expect(definitionsFor('[X] and[^n]', references)).toBe('\n\n[x]: https://a.example\n[^n]: 1')
  expect(definitionsFor('nothing', references)).toBe('')
})
