import { expect, test } from 'vitest'
import type { FileFacts } from './facts'
import { sourceOfFile } from './preview'

const facts: FileFacts = {
  ...{ kind: 'text', mediaType: 'text/plain', flaw: null, format: null, encoding: 'utf-8' },
  ...{ pages: null, width: null, height: null, rows: null, columns: null, sheets: null },
  ...{ characters: 5, tokens: 1 },
}
const file = { id: 'id', facts, hasCopy: true, sizeBytes: 5 }

test('A file is shown where its bytes are here, and else said not to be', () => {
  expect(sourceOfFile(file)).toEqual({ kind: 'file', fileId: 'id', facts, sizeBytes: 5 })
  expect(sourceOfFile({ ...file, hasCopy: false })).toEqual({ kind: 'none', reason: 'no_copy' })
})

test('Of an empty file it is known that there is nothing to see, without asking for it', () => {
  const empty = { ...file, facts: { ...facts, flaw: 'empty' as const }, sizeBytes: 0 }
  expect(sourceOfFile(empty)).toEqual({ kind: 'none', reason: 'empty' })
})
