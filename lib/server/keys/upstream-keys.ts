import 'server-only'
import type { SavedKey, Settings } from '@/lib/domain/settings'
import type { NewKey, PatchKey } from '@/lib/domain/upstream-keys'
import { ApiError } from '@/lib/wire/errors'
import type { UpstreamConfig } from '../config-file'
import type { Parley } from '../parley'
import { readSettings } from '../settings'
import { OWNER } from '../store/schema'
import { originOf } from '../upstream/table'
import type { StoredKey } from './keyring'
import { testKey } from './test-key'

/** Stores a key, then tests it: a refused one is kept and marked. */
export async function addKey(
  parley: Parley,
  name: string,
  key: NewKey,
  signal: AbortSignal,
): Promise<SavedKey> {
  const id = await parley.keyring.add(homeOf(keyedConfig(parley, name)), key)
  return { id, settings: await testAndTell(parley, findKey(parley, name, id), signal) }
}

/** Changes a key. What makes another credential of it is tested at once. Throws 404 and 409. */
export async function changeKey(
  parley: Parley,
  name: string,
  id: string,
  patch: PatchKey,
  signal: AbortSignal,
): Promise<SavedKey> {
  const home = homeOf(keyedConfig(parley, name))
  const before = findKey(parley, name, id)
  const isOfThisHost = before.secret !== null && before.origin === home.origin
  if (patch.key === undefined && patch.isActive && !isOfThisHost) {
    throw new ApiError(
      409,
      `This key cannot be sent to ${home.origin}: enter it again for this host.`,
    )
  }
  await parley.keyring.change(home, id, patch)
  const after = findKey(parley, name, id)
  const isOther = patch.key !== undefined || after.workspaceId !== before.workspaceId
  if (isOther && after.secret !== null && after.origin === home.origin) {
    return { id, settings: await testAndTell(parley, after, signal) }
  }
  return { id, settings: await tell(parley, name) }
}

/** Deletes a key for good. Throws 404. */
export async function removeKey(parley: Parley, name: string, id: string): Promise<Settings> {
  findKey(parley, name, id)
  await parley.keyring.remove(id)
  return tell(parley, name)
}

/** Tests a stored key. Throws 404, and 409 for one that may not be sent. */
export async function testStoredKey(
  parley: Parley,
  name: string,
  id: string,
  signal: AbortSignal,
): Promise<Settings> {
  const { origin } = homeOf(keyedConfig(parley, name))
  const key = findKey(parley, name, id)
  if (key.secret === null || key.origin !== origin) {
    throw new ApiError(409, `This key cannot be sent to ${origin}: enter it again for this host.`)
  }
  return testAndTell(parley, key, signal)
}

/** Tests an upstream with the key of its environment variable, or without where it needs none. */
export async function testUpstream(
  parley: Parley,
  name: string,
  signal: AbortSignal,
): Promise<Settings> {
  const config = parley.upstreams.config(name)
  if (config === null || (config.auth !== 'none' && config.key === null)) {
    throw new ApiError(409, `There is nothing to test: the environment gives no key for ${name}.`)
  }
  const credential = config.key === null ? null : { secret: config.key, workspaceId: null }
  const test = await testKey(parley.upstreams.getWith(name, credential), config.key, signal)
  parley.keyring.keepUpstreamTest(name, test)
  return tell(parley, name)
}

/** Tells the owner's tabs before the test too: the key counts from the moment it is stored. */
async function testAndTell(parley: Parley, key: StoredKey, signal: AbortSignal): Promise<Settings> {
  const { secret, workspaceId, upstream } = key
  parley.runs.live.settingsChanged(OWNER, upstream)
  if (secret !== null) {
    const built = parley.upstreams.getWith(upstream, { secret, workspaceId })
    await parley.keyring.keepTest(key, await testKey(built, secret, signal))
  }
  return tell(parley, upstream)
}

function tell(parley: Parley, upstream: string): Promise<Settings> {
  parley.runs.live.settingsChanged(OWNER, upstream)
  return readSettings(parley)
}

function keyedConfig({ upstreams }: Parley, name: string): UpstreamConfig {
  const config = upstreams.config(name)
  if (config === null || config.auth === 'none') {
    throw new ApiError(400, `The upstream ${name} needs no key.`)
  }
  return config
}

function homeOf({ name, baseUrl }: UpstreamConfig) {
  return { name, origin: originOf(baseUrl) }
}

function findKey({ keyring }: Parley, name: string, id: string): StoredKey {
  const key = keyring.find(name, id)
  if (key === null) throw new ApiError(404, 'There is no such key. It may have been deleted.')
  return key
}
