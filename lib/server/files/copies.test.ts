import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FileSource } from '@/lib/domain/files/file'
import { DEFAULT_KEEPING } from '@/lib/domain/keeping'
import { addFileUses, putFile, setFileDeleted } from '../store/files'
import { openStore, type Store } from '../store/open'
import { OWNER } from '../store/schema'
import { Copies } from './copies'

let dir: string
let store: Store
let copies: Copies
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-copies-'))
  store = await openStore(dir)
  copies = new Copies(store.db, join(dir, 'files'), { ...DEFAULT_KEEPING, copiesMaxMb: 10 })
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

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
    ['file_1', false, 'the same'],
    ['file_2', true, 'the same'],
  ])
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
