import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../env'
import { Keyring } from '../keys/keyring'
import { openMasterKey } from '../keys/master-key'
import { openStore } from '../store/open'
import { createUpstreams } from './table'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-upstreams-'))
})
afterEach(() => rm(dir, { recursive: true }))

/** The mark of the environment's key, as a start would have it. */
async function markOf(key: string, host: string): Promise<string | null> {
  const env = { DATA_DIR: dir, ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: `https://${host}` }
  const store = await openStore(dir)
  const keyring = await Keyring.open(store.db, openMasterKey(dir), () => {})
  const upstreams = createUpstreams(readConfig(env, dir), keyring, {})
  const { keyMark } = upstreams.get('anthropic')
  await upstreams.close()
  await store.close()
  return keyMark
}

test('A key has one mark at every start, and with another key or host it is another, which tells no secret', async () => {
  const mark = await markOf('sk-ant-one', 'one.example')
  expect(mark).toMatch(/^[0-9a-f]{16}$/)
  expect(await markOf('sk-ant-one', 'one.example')).toBe(mark)
  expect(await markOf('sk-ant-two', 'one.example')).not.toBe(mark)
  expect(await markOf('sk-ant-one', 'two.example')).not.toBe(mark)
})
