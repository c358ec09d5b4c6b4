import { expect, test } from 'vitest'
import { passagesOf } from './citations'
import { coverageOf } from './coverage'

const page = (document_index: number, start: number) => ({
  type: 'page_location',
  document_index,
  start_page_number: start,
  end_page_number: start + 1,
})
const text = (words: string, ...citations: object[]) => ({ type: 'text', text: words, citations })
const cover = (...content: { type: string }[]) => coverageOf(content, passagesOf(content))

test('The share is that of the characters that stand in a cited text, white space at their ends aside', () => {
  expect(cover(text('abcde', page(0, 1)), text('\n\nabcde '))).toMatchObject({ share: 0.5 })
  expect(cover(text('abcde', page(0, 1)))).toMatchObject({ share: 1 })
})

test('The stretches follow the text: what is not cited is one, each cited text is its own', () => {
  const { stretches } = cover(
    text('ab', page(0, 1)),
    text('abc', page(0, 2)),
    text('abcd'),
    text(' '),
    text('ab'),
    text('a', page(1, 1)),
  ) ?? { stretches: [] }
  expect(stretches).toEqual([
    { isCited: true, length: 2 },
    { isCited: true, length: 3 },
    { isCited: false, length: 6 },
    { isCited: true, length: 1 },
  ])
})

test('A passage that is cited twice counts once, and so does its document', () => {
  const found = cover(
    text('a', page(0, 1)),
    text('b', page(0, 1), page(0, 4)),
    text('c', page(2, 1)),
  )
  expect(found).toMatchObject({ passages: 3, documents: 2 })
})

test('An answer without citations, or without text, has no coverage', () => {
  expect(cover(text('words'))).toBeNull()
  expect(cover(text(' ', page(0, 1)))).toBeNull()
})
