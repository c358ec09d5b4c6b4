import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FileFacts, FileKind } from '@/lib/domain/files/facts'
import { getFile, putFile, setFacts } from './files'
import { openStore, type Store } from './open'
import { OWNER } from './schema'

let dir: string
let store: Store
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-files-'))
  store = await openStore(dir)
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

const facts = (kind: FileKind): FileFacts => ({
  ...{ kind, mediaType: '', flaw: null, format: null, encoding: null, pages: null },
  ...{ width: null, height: null, rows: null, columns: null, sheets: null },
  ...{ characters: null, tokens: null },
})

test('What one file is found to be says nothing of another of the same bytes, whose name makes it something else', async () => {
  const bytes = { sizeBytes: 8, sha256: 'ab'.repeat(32), hasCopy: true }
  const table = { id: 'file_1', name: 'table.csv', source: 'app' as const }
  const same = { id: 'file_2', name: 'data', source: 'gateway' as const }
  await putFile(store.db, OWNER, { ...bytes, ...table, facts: facts('table') })
  await putFile(store.db, OWNER, { ...bytes, ...same, facts: null })
  await setFacts(store.db, OWNER, 'file_2', facts('text'))
  expect((await getFile(store.db, OWNER, 'file_1')).facts?.kind).toBe('table')
  expect((await getFile(store.db, OWNER, 'file_2')).facts?.kind).toBe('text')
})

test('Other bytes, or another name, that come by an id that is taken get an id of their own', async () => {
  const first = { id: 'file_1', name: 'a.csv', source: 'app' as const, facts: facts('table') }
  const bytes = { sizeBytes: 8, sha256: 'ab'.repeat(32), hasCopy: true }
  expect(await putFile(store.db, OWNER, { ...bytes, ...first })).toBe('file_1')
  expect(await putFile(store.db, OWNER, { ...bytes, ...first })).toBe('file_1')
  const others = { ...bytes, sha256: 'cd'.repeat(32) }
  const second = await putFile(store.db, OWNER, { ...others, ...first })
  const third = await putFile(store.db, OWNER, { ...bytes, ...first, name: 'b.csv' })
  expect(new Set(['file_1', second, third]).size).toBe(3)
  expect((await getFile(store.db, OWNER, 'file_1')).sha256).toBe(bytes.sha256)
})
