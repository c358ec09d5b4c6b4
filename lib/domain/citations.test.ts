import { describe, expect, test } from 'vitest'
import type { Block } from '@/lib/wire/types'
import { CITATION_MARK, drawnBlocks, passagesOf, readMark } from './citations'

const page = (n: number) => ({ type: 'page_location', start_page_number: n })
const text = (said: string, ...pages: number[]): Block => ({
  type: 'text',
  text: said,
  citations: pages.map(page),
})
const plain = (said: string): Block => ({ type: 'text', text: said })
const call: Block = { type: 'server_tool_use' }
/** Marks as ‹number›; how far they reach has a test of its own. */
const shown = (content: Block[]) =>
  drawnBlocks(content, passagesOf(content)).map(({ index, lastIndex, block }) => [
    index,
    lastIndex,
    typeof block.text === 'string'
      ? block.text.replace(CITATION_MARK, (_, said) => `‹${readMark(said).number}›`)
      : block.type,
  ])

test('Texts that citations have cut apart are one text again, and others keep their places', () => {
  const content = [
    plain('No. '),
    call,
    plain('It is '),
    text('red', 7),
    plain(' and '),
    text('big.', 9),
  ]
  expect(shown(content)).toEqual([
    [0, 0, 'No. '],
    [1, 1, 'server_tool_use'],
    [2, 5, 'It is red‹1› and big.‹2›'],
  ])
})

test('Nothing is joined where nothing is cited', () => {
  const content = [plain('a'), plain('b')]
  expect(drawnBlocks(content, []).map(({ block }) => block)).toEqual(content)
})

test('A passage that is cited again keeps its number', () => {
  const content = [text('a', 1, 2), text('b', 2), text('c', 1, 1)]
  expect(shown(content)).toEqual([[0, 2, 'a‹1›‹2›b‹2›c‹1›']])
  expect(passagesOf(content)).toEqual([page(1), page(2)])
})

describe('A mark stands where Markdown draws it', () => {
  test.each([
    ['End.\n\n', 'End.‹1›\n\n'],
    ['```\ncode\n```\n', '```\ncode\n```\n\n‹1›\n\n'],
    ['$$\nx\n$$', '$$\nx\n$$\n\n‹1›\n'],
    ['| a |\n|---|\n| b |\n', '| a |\n|---|\n| b ‹1› |\n'],
    ['', '‹1›'],
  ])('%j', (said, expected) => {
    expect(shown([text(said, 1)])).toEqual([[0, 0, expected]])
  })
})

test.each([
  ['It *is* [red](https://example.com/a), 50 %.', 9],
  ['红色的。', 3],
  ['```python\nx = 1\n```\n', 2],
  ['👍 é 𝒳', 2],
  ['', 0],
])('A mark of %j tells how many letters and digits are drawn of what it backs', (said, letters) => {
  const [drawn] = drawnBlocks([text(said, 1)], [page(1)])
  const [mark] = [...String(drawn?.block.text).matchAll(CITATION_MARK)]
  expect(readMark(mark?.[1] ?? '')).toEqual({ number: 1, letters })
})

test('What is no list of citations, and what is none, is passed over', () => {
  const odd: Block[] = [
    { type: 'text', text: 'a', citations: 'all' },
    { type: 'text', text: 'b', citations: [null, 'x', page(3)] },
    { type: 'text', citations: [page(3)] },
  ]
  expect(shown(odd)).toEqual([[0, 2, 'ab‹1›‹1›']])
})
