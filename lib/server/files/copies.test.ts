import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FileSource } from '@/lib/domain/files/file'
import { DEFAULT_KEEPING } from '@/lib/domain/keeping'
import { addFileUses, putFile, setFileDeleted } from '../store/files'
import { openStore, type Store } from '../store/open'
import { OWNER } from '../store/schema'
import { Copies } from './copies'

const DAY_MS = 24 * 3_600_000

let dir: string
let store: Store
let copies: Copies
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-copies-'))
  store = await openStore(dir)
  copies = open()
})
afterEach(async () => {
  vi.useRealTimers()
  await copies.close()
  await store.close()
  await rm(dir, { recursive: true })
})

function open(): Copies {
  const keeping = { ...DEFAULT_KEEPING, copiesMaxMb: 10 }
  return new Copies(store.db, join(dir, 'files'), keeping, (error) => {
    throw error
  })
}

async function* oneChunk(text: string) {
  yield Buffer.from(text)
}

/** Takes in a file, as old as its number and as large as its note says; `before` comes before that. */
async function upload(
  at: number,
  text: string,
  megabytes: number,
  before = async () => {},
  source: FileSource = 'gateway',
) {
  const id = `file_${at}`
  const { sha256, ...staged } = await copies.blobs.stage(oneChunk(text), () => {})
  await copies.keep({ ...staged, sha256 }, async (hasCopy) => {
    await before()
    const sizeBytes = megabytes * 1e6
    await putFile(store.db, OWNER, {
      ...{ id, name: id, sha256, sizeBytes, source, hasCopy, facts: null },
    })
    await store.db.updateTable('files').set({ created_at: at }).where('id', '=', id).execute()
  })
}

/** What is noted of each file's copy, and what can be read of it. */
async function noted() {
  const rows = await store.db.selectFrom('files').selectAll().orderBy('id').execute()
  return Promise.all(
    rows.map(async ({ id, sha256, has_copy }) => {
      const bytes = await copies.blobs.read(sha256).catch(() => null)
      return [id, has_copy === 1, bytes?.toString() ?? null]
    }),
  )
}

/** Gives a job every chance to overtake what waits for it. */
async function giveChance(job: Promise<unknown>): Promise<void> {
  await Promise.race([job, sleep(100)])
}

test('A copy that is trimmed while its very bytes come again is there when a note says so', async () => {
  await upload(1, 'the same', 11)
  const { remove } = copies.blobs
  let again: Promise<void> | null = null
  copies.blobs.remove = async (sha256) => {
    again ??= upload(2, 'the same', 11)
    await giveChance(again)
    await remove(sha256)
  }
  await copies.trim()
  await again
  expect(await noted()).toEqual([
    ['file_1', true, 'the same'],
    ['file_2', true, 'the same'],
  ])
})

test('What a program sends is here where a person has the same bytes, though its copies are not wanted', async () => {
  await copies.configure({ ...DEFAULT_KEEPING, copies: false })
  const staged = await copies.blobs.stage(oneChunk('the same'), () => {})
  const { sha256, sizeBytes } = staged
  const own = { id: 'file_1', name: 'own', sha256, sizeBytes, source: 'app' as const }
  await copies.keepOwn(staged, () =>
    putFile(store.db, OWNER, { ...own, hasCopy: true, facts: null }),
  )
  await upload(2, 'the same', 6)
  await upload(3, 'another', 6)
  expect(await noted()).toEqual([
    ['file_1', true, 'the same'],
    ['file_2', true, 'the same'],
    ['file_3', false, null],
  ])
})

test('A person’s file is refused where that person’s own fill the bound, unless its bytes are here', async () => {
  await upload(1, 'of a program', 2)
  await upload(2, 'own', 11, async () => {}, 'app')
  expect(await copies.measure()).toEqual({ ownCopies: 11e6, programCopies: 2e6 })
  const bring = async (text: string) => {
    const staged = await copies.blobs.stage(oneChunk(text), () => {})
    return copies.keepOwn({ ...staged, sizeBytes: 1e6 }, async () => text)
  }
  expect(await bring('own')).toBe('own')
  expect(await bring('of a program')).toBe('of a program')
  await expect(bring('new')).rejects.toMatchObject({
    status: 413,
    type: 'copies_full',
    details: { sizeBytes: 1e6, most: 10e6, own: 11e6 },
  })
})

test('A copy whose bytes have come again, though that is not noted yet, is not the oldest', async () => {
  await upload(1, 'the same', 6)
  await upload(2, 'another', 6)
  let trimmed = Promise.resolve()
  await upload(3, 'the same', 6, () => {
    trimmed = copies.trim()
    return giveChance(trimmed)
  })
  await trimmed
  expect(await noted()).toEqual([
    ['file_1', true, 'the same'],
    ['file_2', false, null],
    ['file_3', true, 'the same'],
  ])
})

test('A copy that a turn has stays where the bound is reached, whoever brought it; what only a run had goes', async () => {
  const use = { conversation_id: null, message_id: null, run_id: null }
  await upload(1, 'of a turn', 6)
  await upload(2, 'of a run', 6)
  await addFileUses(store.db, OWNER, ['file_1'], { ...use, conversation_id: 'c', message_id: 'm' })
  await addFileUses(store.db, OWNER, ['file_2'], { ...use, run_id: 'r' })
  await upload(3, 'newer', 6)
  await copies.trim()
  expect(await noted()).toEqual([
    ['file_1', true, 'of a turn'],
    ['file_2', false, null],
    ['file_3', false, null],
  ])
})

test('A deletion that can still be taken back keeps its copy, though no copies of programs are wanted', async () => {
  await upload(1, 'deleted by a person', 6, async () => {}, 'app')
  await setFileDeleted(store.db, OWNER, 'file_1', true)
  await copies.configure({ ...DEFAULT_KEEPING, copies: false })
  expect(await noted()).toEqual([['file_1', true, 'deleted by a person']])
  const dayAgo = Date.now() - 25 * 3_600_000
  await store.db.updateTable('files').set({ deleted_at: dayAgo }).execute()
  await copies.trim()
  expect(await noted()).toEqual([['file_1', false, null]])
})

test('What was deleted goes when that can no longer be taken back, though nobody uploads or starts anything', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const idle = open()
  await upload(1, 'deleted by a person', 6, async () => {}, 'app')
  const dayAgo = Date.now() - 25 * 3_600_000
  await store.db.updateTable('files').set({ deleted_at: dayAgo }).execute()
  vi.advanceTimersByTime(3_600_000)
  await idle.close()
  expect(await noted()).toEqual([['file_1', false, null]])
})

test('A copy that somebody took away is told as none, at a start and when it is asked for', async () => {
  await upload(1, 'one', 1)
  await upload(2, 'two', 1)
  const [one = '', two = ''] = await shasOf()
  await copies.blobs.remove(one)
  expect(await copies.has(one)).toBe(false)
  await copies.blobs.remove(two)
  const again = open()
  expect(await again.start()).toMatchObject({ lost: 1 })
  await again.close()
  expect(await noted()).toEqual([
    ['file_1', false, null],
    ['file_2', false, null],
  ])
})

test('What an older database does not know stays a month from then on, and is a copy again with the newer one', async () => {
  await upload(1, 'old', 1)
  const [sha256 = ''] = await shasOf()
  const monthsAgo = new Date(Date.now() - 60 * DAY_MS)
  await utimes(copies.blobs.path(sha256), monthsAgo, monthsAgo)
  const rows = await store.db.selectFrom('files').selectAll().execute()
  await store.db.deleteFrom('files').execute()
  expect(await copies.start()).toEqual({ lost: 0, removed: 0, left: 1 })

  await store.db.insertInto('files').values(rows).execute()
  expect(await copies.start()).toEqual({ lost: 0, removed: 0, left: 0 })
  expect(await noted()).toEqual([['file_1', true, 'old']])

  await store.db.deleteFrom('files').execute()
  await copies.start()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 29 * DAY_MS })
  expect(await copies.start()).toEqual({ lost: 0, removed: 0, left: 1 })
  vi.setSystemTime(Date.now() + 2 * DAY_MS)
  expect(await copies.start()).toEqual({ lost: 0, removed: 1, left: 0 })
  await store.db.insertInto('files').values(rows).execute()
  expect(await copies.start()).toEqual({ lost: 1, removed: 0, left: 0 })
})

test('Bytes that cannot be noted leave no copy, unless another file has them', async () => {
  const fail = async () => {
    throw new Error('The disk is full.')
  }
  await expect(upload(1, 'unnoted', 1, fail)).rejects.toThrow('The disk is full.')
  await upload(2, 'noted', 1)
  await expect(upload(3, 'noted', 1, fail)).rejects.toThrow('The disk is full.')
  expect(await readdir(join(dir, 'files', 'blobs'))).toEqual(await shasOf())
})

async function shasOf(): Promise<string[]> {
  const rows = await store.db.selectFrom('files').select('sha256').orderBy('id').execute()
  return rows.map(({ sha256 }) => sha256)
}
