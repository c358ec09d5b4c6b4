import { expect, test } from 'vitest'
import type { FileFacts, FileKind } from './facts'
import type { Way } from './source'
import { hasFilesApi, isLargeImage, sizeInRequest, usualWay, wayAt } from './ways'

const MB = 1024 ** 2
const facts = (kind: FileKind): FileFacts => ({
  ...{ kind, mediaType: '', flaw: null, format: null, encoding: null, pages: null },
  ...{ width: null, height: null, rows: null, columns: null, sheets: null },
  ...{ characters: null, tokens: null },
})

test.each<[FileKind, size: number, usual: string | null, withoutFilesApi: string | null]>([
  ['pdf', MB, 'file', 'base64'],
  ['pdf', 40 * MB, 'file', 'text'],
  ['image', 10_000, 'base64', 'base64'],
  ['image', 5 * MB, 'file', 'base64'],
  ['image', 9 * MB, 'file', 'file'],
  ['markdown', 10_000, 'text', 'text'],
  ['table', 5 * MB, 'file', 'text'],
  ['table', 90 * MB, 'file', 'file'],
  ['docx', 5 * MB, 'text', 'text'],
  ['other', 10_000, null, null],
])(
  'A file of the kind %s with %d bytes goes as %s, and as %s where no Files API is known',
  (kind, size, usual, without) => {
    expect(usualWay(facts(kind), size, true)).toBe(usual)
    expect(usualWay(facts(kind), size, false)).toBe(without)
    expect(usualWay({ ...facts(kind), flaw: 'broken' }, size, true)).toBe(null)
  },
)

test.each<[FileKind, size: number, Way, withoutFilesApi: Way]>([
  ['pdf', MB, 'file', 'base64'],
  ['image', 5 * MB, 'file', 'base64'],
  ['markdown', 5 * MB, 'file', 'text'],
  ['image', 9 * MB, 'file', 'file'],
  ['table', 90 * MB, 'file', 'file'],
  ['table', MB, 'container', 'container'],
  ['pdf', MB, 'text', 'text'],
])(
  'A file of the kind %s with %d bytes that is to go as %s goes as %s where no Files API is known, and else as it is to go',
  (kind, size, way, without) => {
    expect(wayAt(facts(kind), size, way, false)).toBe(without)
    expect(wayAt(facts(kind), size, way, true)).toBe(way)
  },
)

test('A file goes as it is to go while nobody has looked into it', () => {
  expect(wayAt(null, MB, 'file', false)).toBe('file')
})

test.each<[Partial<FileFacts>, Way, size: number]>([
  [{ kind: 'pdf' }, 'base64', 1336],
  [{ kind: 'pdf', characters: 70 }, 'text', 70],
  [{ kind: 'text', encoding: 'utf-8' }, 'text', 1001],
  [{ kind: 'text', encoding: 'utf-16le', characters: 500 }, 'text', 500],
  [{ kind: 'pdf' }, 'file', 0],
  [{ kind: 'other' }, 'container', 0],
])('Of a file of 1001 bytes, %j, as %s a request holds %d', (more, way, size) => {
  expect(sizeInRequest({ ...facts('text'), ...more }, 1001, way)).toBe(size)
})

test('The Claude API and the sandbox keep files; of another upstream that is not known', () => {
  expect([null, 'anthropic', 'sandbox', 'company'].map(hasFilesApi)).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('An image is too large for a request from ten million characters of base64 on', () => {
  const image = facts('image')
  const limit = 7.5 * MB
  expect(isLargeImage({ facts: image, sizeBytes: limit })).toBe(false)
  expect(isLargeImage({ facts: image, sizeBytes: limit + 1 })).toBe(true)
  expect(isLargeImage({ facts: facts('pdf'), sizeBytes: limit + 1 })).toBe(false)
  expect(isLargeImage({ facts: { ...image, flaw: 'broken' }, sizeBytes: limit + 1 })).toBe(false)
})
