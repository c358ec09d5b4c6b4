import { expect, it } from 'vitest'
import type { FileKind } from '@/lib/domain/files/facts'
import { factsOf } from '../../files/inspect/plain-facts'
import type { StoredFile } from '../../store/files'
import { chooseFile } from './choose-file'

const file = (id: string, name: string, kind: FileKind, sha256 = id): StoredFile => ({
  ...{ id, name, sha256, facts: factsOf(kind, '') },
  ...{ sizeBytes: 1, source: 'app', hasCopy: true, createdAt: 0, isDeleted: false },
})
const TABLES = { kinds: new Set<FileKind>(['table']), takes: 'tables' }
const FILES = [
  file('a', 'Sales 2026.csv', 'table'),
  file('b', 'notes.pdf', 'pdf'),
  file('c', 'costs.csv', 'table'),
  file('d', 'costs.csv', 'table', 'other'),
]

it.each<[string, readonly StoredFile[], string | undefined, string]>([
  ['by its name', FILES, 'Sales 2026.csv', 'a'],
  ['by its id', FILES, 'c', 'c'],
  ['by its name in other capitals and blanks', FILES, 'sales2026.CSV', 'a'],
  ['where it is the only one that fits', FILES.slice(0, 2), undefined, 'a'],
  [
    'where the same bytes are there twice',
    [...FILES, file('e', 'Sales 2026.csv', 'table', 'a')],
    'Sales 2026.csv',
    'a',
  ],
])('A file is found %s', (_, files, wanted, id) => {
  expect(chooseFile(files, wanted, TABLES).id).toBe(id)
})

it.each<[string, readonly StoredFile[], string | undefined, string]>([
  [
    'none of that name',
    FILES.slice(0, 2),
    'sale.csv',
    'No file "sale.csv" is attached. The files are "Sales 2026.csv" (table, id a), "notes.pdf" (pdf, id b). This tool takes tables.',
  ],
  [
    'several that could be meant',
    FILES,
    'costs.csv',
    'Several files could be meant: say which by file. The files are "costs.csv" (table, id c), "costs.csv" (table, id d).',
  ],
  [
    'one that does not fit',
    FILES.slice(0, 2),
    'notes.pdf',
    'notes.pdf is none of what this tool takes: tables. The files are "Sales 2026.csv" (table, id a), "notes.pdf" (pdf, id b).',
  ],
  [
    'none at all',
    [],
    undefined,
    'No file that fits is attached. No files are attached to this conversation. This tool takes tables.',
  ],
])('A call is told which files there are where it names %s', (_, files, wanted, problem) => {
  expect(() => chooseFile(files, wanted, TABLES)).toThrow(problem)
})
