import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listQuerySchema } from '@/lib/domain/conversation-list'
import { newId } from '@/lib/domain/ids'
import { foldText } from '@/lib/domain/search-text'
import { listConversations } from './conversation-list'
import { patchConversation } from './conversations'
import { openStore, type Store } from './open'
import { OWNER } from './schema'

let dir: string
let store: Store
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-store-'))
  store = await openStore(dir)
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

async function add(title: string, updated_at: number, owner_id = OWNER): Promise<string> {
  const id = newId()
  const none = {
    head_id: null,
    settings: null,
    deleted_at: null,
    pinned_at: null,
    comparison_id: null,
  }
  const row = {
    id,
    owner_id,
    title,
    title_key: foldText(title),
    created_at: 0,
    updated_at,
    kind: 'chat',
  }
  await store.db
    .insertInto('conversations')
    .values({ ...row, ...none })
    .execute()
  return id
}

async function list(query: Record<string, unknown> = {}) {
  const page = await listConversations(store.db, OWNER, listQuerySchema.parse(query))
  return { titles: page.conversations.map(({ title }) => title), next: page.nextCursor }
}

test('Page by page every conversation comes once, the last changed first, equal times included', async () => {
  for (let i = 0; i < 25; i++) await add(`c${i}`, Math.floor(i / 5))
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await list({ limit: 4, ...(cursor === null ? {} : { cursor }) })
    seen.push(...page.titles)
    cursor = page.next
  } while (cursor !== null)
  expect(new Set(seen).size).toBe(25)
  expect(seen.slice(0, 5).sort()).toEqual(['c20', 'c21', 'c22', 'c23', 'c24'])
})

test('A page goes on where the last one ended, whatever has moved to the top since', async () => {
  const ids = [await add('a', 1), await add('b', 2), await add('c', 3), await add('d', 4)]
  const first = await list({ limit: 2 })
  await store.db
    .updateTable('conversations')
    .set({ updated_at: 9 })
    .where('id', '=', ids[0] ?? '')
    .execute()
  expect(first.titles).toEqual(['d', 'c'])
  expect((await list({ limit: 2, cursor: first.next })).titles).toEqual(['b'])
})

test('What is pinned stands before everything on the first page, the last pinned first', async () => {
  const [a, b] = [await add('a', 1), await add('b', 2)]
  await add('c', 3)
  await patchConversation(store.db, OWNER, b, { pinned: true })
  await store.db.updateTable('conversations').set({ pinned_at: 5 }).where('id', '=', b).execute()
  await patchConversation(store.db, OWNER, a, { pinned: true })
  expect(await list({ limit: 1 })).toEqual({ titles: ['a', 'b', 'c'], next: null })
  await patchConversation(store.db, OWNER, a, { pinned: false })
  expect((await list()).titles).toEqual(['b', 'c', 'a'])
})

test('A search finds words anywhere in a title: two Chinese characters, any case, any width', async () => {
  for (const title of ['用户反馈分类', 'Über RETRY storms', '100%_sure', 'ＡＰＩ limits'])
    await add(title, 1)
  for (const [q, found] of [
    ['反馈', '用户反馈分类'],
    ['über', 'Über RETRY storms'],
    ['storm RETRY', 'Über RETRY storms'],
    ['%_', '100%_sure'],
    ['api', 'ＡＰＩ limits'],
  ])
    expect([q, (await list({ q })).titles]).toEqual([q, [found]])
  expect((await list({ q: 'retry calm' })).titles).toEqual([])
})

test('A renamed conversation is found by its new name alone', async () => {
  const id = await add('Old name', 1)
  await patchConversation(store.db, OWNER, id, { title: 'Neuer Titel' })
  expect((await list({ q: 'old' })).titles).toEqual([])
  expect((await list({ q: 'neuer' })).titles).toEqual(['Neuer Titel'])
})

test('Deleted conversations and those of others are in no list, no search and behind no id', async () => {
  const mine = await add('mine', 1)
  const gone = await add('gone', 2)
  const theirs = await add('theirs', 3, 'somebody else')
  await patchConversation(store.db, OWNER, gone, { deleted: true })
  expect((await list()).titles).toEqual(['mine'])
  expect((await list({ q: 'e' })).titles).toEqual(['mine'])
  expect((await list({ ids: [mine, gone, theirs].join(',') })).titles).toEqual(['mine'])
})

test('A page of the list is read from an index, without sorting', async () => {
  const plan = await sql<{ detail: string }>`
    EXPLAIN QUERY PLAN SELECT id, title FROM conversations
    WHERE owner_id = ${OWNER} AND deleted_at IS NULL AND comparison_id IS NULL AND pinned_at IS NULL AND title_key LIKE '%a%'
    ORDER BY updated_at DESC, id DESC LIMIT 100`.execute(store.db)
  const details = plan.rows.map(({ detail }) => detail).join('; ')
  expect(details).toContain('USING INDEX conversations_listed')
  expect(details).not.toContain('TEMP B-TREE')
})
