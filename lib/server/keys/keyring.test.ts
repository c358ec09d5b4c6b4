import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Secret } from '../secret'
import { openStore, type Store } from '../store/open'
import { Keyring } from './keyring'
import { openMasterKey } from './master-key'

const HOME = { name: 'anthropic', origin: 'https://api.anthropic.com' }
const KEY = 'sk-ant-canary-of-the-keyring-1'
const OTHER = 'sk-ant-canary-of-the-keyring-2'

let dir: string
let store: Store
let keyring: Keyring
let told: Secret[]

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'parley-keys-'))
  store = await openStore(dir)
  await reopen()
})
afterEach(async () => {
  await store.close()
  rmSync(dir, { recursive: true })
})

/** As the next start finds it. */
async function reopen(): Promise<void> {
  told = []
  keyring = await Keyring.open(store.db, openMasterKey(dir), (secret) => told.push(secret))
}

/** Stores a key that its upstream has not refused. */
async function add(key = KEY, home = HOME, workspaceId: string | null = null): Promise<string> {
  const id = await keyring.add(home, { name: 'Work', key, workspaceId })
  await keyring.takeUp(home, id)
  return id
}
const used = (origin = HOME.origin, upstream = HOME.name) =>
  keyring.inUse(upstream, origin)?.secret.reveal()

test('A key is used from the moment it is taken up, and by the next start', async () => {
  expect(used()).toBeUndefined()
  const id = await add(KEY, HOME, 'wrkspc_1')
  expect(used()).toBe(KEY)
  await reopen()
  expect(used()).toBe(KEY)
  expect(keyring.inUse(HOME.name, HOME.origin)).toMatchObject({ id, workspaceId: 'wrkspc_1' })
  expect(told.map((secret) => secret.reveal())).toEqual([KEY])
})

test('No file of the data directory holds a key, and the one that opens it is for its owner alone', async () => {
  expect(existsSync(join(dir, 'encryption-key'))).toBe(false)
  await add()
  const id = await add(OTHER)
  await keyring.change(HOME, id, { key: `${OTHER}-again` })
  const file = join(dir, 'encryption-key')
  expect([statSync(file).mode & 0o777, statSync(file).size]).toEqual([0o600, 32])
  for (const name of readdirSync(dir)) {
    expect([name, readFileSync(join(dir, name), 'latin1').includes('canary')]).toEqual([
      name,
      false,
    ])
  }
})

test('One key of a host is active: the first, until another one is chosen', async () => {
  const first = await add()
  const second = await add(OTHER)
  const active = () => keyring.of(HOME.name).filter(({ isActive }) => isActive)
  expect(active().map(({ id }) => id)).toEqual([first])
  await keyring.change(HOME, second, { isActive: true })
  expect(active().map(({ id }) => id)).toEqual([second])
  expect(used()).toBe(OTHER)
  // Nobody is billed by a key that nobody chose.
  await keyring.remove(second)
  expect(used()).toBeUndefined()
  expect(keyring.of(HOME.name).map(({ id }) => id)).toEqual([first])
})

test('A key goes to the scheme, host and port that it was entered for, and to no other', async () => {
  const id = await add()
  for (const origin of ['http://api.anthropic.com', 'https://api.anthropic.com:8443']) {
    expect(used(origin)).toBeUndefined()
  }
  expect(used(HOME.origin, 'company')).toBeUndefined()
  // The new host has a key of its own; the old one is as it was.
  const moved = { name: HOME.name, origin: 'https://proxy.example' }
  await add(OTHER, moved)
  expect([used(moved.origin), used()]).toEqual([OTHER, KEY])
  // Entered again it belongs to the new host, beside the one that is active there.
  await keyring.change(moved, id, { key: KEY })
  expect([used(moved.origin), used()]).toEqual([OTHER, undefined])
})

test('A row that was moved to another upstream or host is unreadable, not used', async () => {
  await add()
  const move = async (columns: { upstream?: string; origin?: string }) => {
    await store.db.updateTable('upstream_keys').set(columns).execute()
    await reopen()
  }
  await move({ origin: 'https://evil.example' })
  expect(used('https://evil.example')).toBeUndefined()
  expect(keyring.of(HOME.name)[0]).toMatchObject({ secret: null, name: 'Work' })
  await move({ origin: HOME.origin, upstream: 'company' })
  expect(used(HOME.origin, 'company')).toBeUndefined()
  await move({ upstream: HOME.name })
  expect(used()).toBe(KEY)
})

test('Without the file that opens them keys are unreadable: they can be deleted and entered again', async () => {
  const lost = await add()
  rmSync(join(dir, 'encryption-key'))
  await reopen()
  expect(keyring.find(HOME.name, lost)).toMatchObject({ secret: null, isActive: true })
  expect(used()).toBeUndefined()
  const fresh = await add(OTHER)
  expect(keyring.inUse(HOME.name, HOME.origin)).toMatchObject({ id: fresh })
  await keyring.change(HOME, lost, { key: KEY })
  expect(keyring.find(HOME.name, lost)?.secret?.reveal()).toBe(KEY)
  await keyring.remove(lost)
  await reopen()
  expect(used()).toBe(OTHER)
})

test('What was found out of a key is kept, but not for the key that has taken its place', async () => {
  const id = await add()
  const found = {
    at: 1,
    ms: 2,
    outcome: 'works' as const,
    status: 200,
    organizationId: 'org',
    workspaceId: 'wrkspc_1',
    message: null,
  }
  const tested = keyring.find(HOME.name, id)
  if (tested === null) throw new Error('It was just stored.')
  await keyring.keepTest(tested, found)
  await reopen()
  expect(keyring.find(HOME.name, id)?.test).toEqual(found)
  await keyring.change(HOME, id, { name: 'Private' })
  expect(keyring.find(HOME.name, id)).toMatchObject({ name: 'Private', test: found })
  await keyring.change(HOME, id, { key: OTHER })
  expect(keyring.find(HOME.name, id)?.test).toBeNull()
  await keyring.keepTest(tested, found)
  expect(keyring.find(HOME.name, id)?.test).toBeNull()
})

test.each([
  ['others may read', 0o640, Buffer.alloc(32), /mode 0640.*chmod 600/],
  ['others may execute', 0o601, Buffer.alloc(32), /mode 0601/],
  ['is empty', 0o600, Buffer.alloc(0), /must have 32 bytes and has 0/],
  ['is too long', 0o600, Buffer.alloc(33), /must have 32 bytes and has 33/],
])('A start refuses an encryption key that %s', (_, mode, bytes, reason) => {
  const file = join(dir, 'encryption-key')
  writeFileSync(file, bytes)
  chmodSync(file, mode)
  expect(() => openMasterKey(dir)).toThrow(reason)
})
