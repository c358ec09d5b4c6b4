import { expect, it } from 'vitest'
import type { FileFlaw, FileKind } from './facts'
import { wrongEnding } from './wrong-ending'

it.each<[string, FileKind, FileFlaw | null, string | null]>([
  ['text.pdf', 'text', null, 'pdf'],
  ['png.txt', 'image', null, 'txt'],
  ['Report.PNG', 'pdf', 'encrypted', 'png'],
  ['table.xlsx', 'table', null, 'xlsx'],
  ['report.PDF', 'pdf', 'broken', null],
  ['notes.txt', 'code', null, null],
  ['data.csv', 'text', null, null],
  ['photo.jpeg', 'image', null, null],
  ['notes.v2', 'text', null, null],
  ['pdf', 'text', null, null],
  ['a.constructor', 'text', null, null],
  // It is said of these what they are, or that they are nothing.
  ['photo.png', 'other', null, null],
  ['report.pdf', 'text', 'empty', null],
])(
  'The name %s of a file of the kind %s (%s) ends in what it is not: %s',
  (name, kind, flaw, ending) => {
    const unknown = { format: null, encoding: null, pages: null, width: null, height: null }
    const uncounted = { rows: null, columns: null, sheets: null, characters: null, tokens: null }
    const facts = { ...unknown, ...uncounted, mediaType: '', kind, flaw }
    expect(wrongEnding(name, facts)).toBe(ending)
  },
)
