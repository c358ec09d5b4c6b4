import { expect, test } from 'vitest'
import { estimateFileTokens } from './estimate'
import { type FileFacts, fileFactsSchema } from './facts'

const facts = (known: Partial<FileFacts>): FileFacts => ({
  ...{ kind: 'text', mediaType: 'text/plain', flaw: null, format: null, encoding: null },
  ...{ pages: null, width: null, height: null, rows: null, columns: null, sheets: null },
  ...{ characters: null, tokens: null },
  ...known,
})

test('A text takes what was counted by its scripts; where that was not counted, a token for four characters', () => {
  expect(estimateFileTokens(facts({ characters: 1000, tokens: 1000 }), 'text')).toBe(1000)
  expect(estimateFileTokens(facts({ characters: 1000 }), 'text')).toBe(250)
  expect(estimateFileTokens(facts({}), 'text')).toBe(null)
})

test('Facts that were kept before tokens were counted are facts still', () => {
  const { tokens: _tokens, ...old } = facts({ characters: 8 })
  expect(fileFactsSchema.parse(old)).toEqual(facts({ characters: 8 }))
})

test('A PDF takes its text and an image of each page; as text its text alone, in a container nothing', () => {
  const pdf = facts({ kind: 'pdf', pages: 2, characters: 400, tokens: 300 })
  expect(estimateFileTokens(pdf, 'file')).toBe(3_300)
  expect(estimateFileTokens(pdf, 'text')).toBe(300)
  expect(estimateFileTokens(pdf, 'container')).toBe(0)
})
