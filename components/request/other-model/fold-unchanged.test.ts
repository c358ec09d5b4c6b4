import { diffLines } from 'diff'
import { expect, it } from 'vitest'
import { foldUnchanged } from './fold-unchanged'

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `line ${from + i}\n`).join('')

it('Three lines around a change stay, the rest of what is shared is folded and counted', () => {
  const pieces = foldUnchanged(
    diffLines(`${lines(0, 20)}old\n${lines(20, 30)}`, `${lines(0, 20)}new\n${lines(20, 30)}`),
  )
  expect(pieces.map(({ kind, count, lines }) => [kind, count, lines?.[0] ?? null])).toEqual([
    ['same', 17, null],
    ['same', 3, 'line 17'],
    ['removed', 1, 'old'],
    ['added', 1, 'new'],
    ['same', 3, 'line 20'],
    ['same', 7, null],
  ])
})

it('A short text that both share is not folded', () => {
  const pieces = foldUnchanged(diffLines('a\nb\nc\n', 'a\nb\nd\n'))
  expect(pieces.every(({ lines }) => lines !== null)).toBe(true)
})
