import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Secret } from './secret'
import { createSessions, SESSION_DAYS } from './sign-in'
import { openStore, type Store } from './store/open'

const DAY = 86_400_000
let dir: string
let store: Store
let now: number

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'parley-sessions-'))
  store = await openStore(dir)
  now = Date.UTC(2026, 10, 22)
})

afterEach(async () => {
  await store.close()
  rmSync(dir, { recursive: true, force: true })
})

const open = (password: string | null = 'right password') =>
  createSessions({
    db: store.db,
    password: password === null ? null : new Secret(password),
    now: () => now,
  })

test('The right password gives a token of 256 bits that is valid; the store holds only its hash', async () => {
  const sessions = open()
  const token = await sessions.signIn('right password', '::1')
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(await sessions.isValid(token)).toBe(true)
  const rows = await store.db.selectFrom('sessions').selectAll().execute()
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(token)
})

test.each([undefined, '', 'x', 'A'.repeat(43), "' OR 1=1 --"])(
  '%j is no session',
  async (token) => {
    const sessions = open()
    await sessions.signIn('right password', '::1')
    expect(await sessions.isValid(token)).toBe(false)
  },
)

test('Without a password everyone past the door is the owner, and nothing can be signed in to', async () => {
  const sessions = open(null)
  expect(sessions.isNeeded).toBe(false)
  expect(await sessions.isValid(undefined)).toBe(true)
  await expect(sessions.signIn('', '::1')).rejects.toMatchObject({ status: 400 })
})

test('A session outlives the process, ends by itself after its days, and by signing out at once', async () => {
  const token = await open().signIn('right password', '::1')
  const other = await open().signIn('right password', '::1')
  const again = open()
  await again.signOut(other)
  expect([await again.isValid(token), await again.isValid(other)]).toEqual([true, false])
  now += SESSION_DAYS * DAY - 1
  expect(await again.isValid(token)).toBe(true)
  now += 1
  expect(await again.isValid(token)).toBe(false)
})

test('A changed password ends every session; the old one again revives none by another token', async () => {
  const token = await open().signIn('right password', '::1')
  expect(await open('new password').isValid(token)).toBe(false)
  expect(await open().isValid(token)).toBe(true)
})

test('Sessions that have run out are cleared away', async () => {
  const sessions = open()
  await sessions.signIn('right password', '::1')
  now += SESSION_DAYS * DAY
  await sessions.signIn('right password', '::1')
  expect(await store.db.selectFrom('sessions').selectAll().execute()).toHaveLength(1)
})

test('Ten failures in a minute shut an address out, the right password too, and no other address', async () => {
  const sessions = open()
  for (let i = 0; i < 10; i++) {
    await expect(sessions.signIn('wrong', '10.0.0.1')).rejects.toMatchObject({ status: 401 })
    now += 1_000
  }
  await expect(sessions.signIn('right password', '10.0.0.1')).rejects.toMatchObject({
    status: 429,
    headers: { 'retry-after': '50' },
  })
  await sessions.signIn('right password', '10.0.0.2')
  now += 50_000
  await sessions.signIn('right password', '10.0.0.1')
})
