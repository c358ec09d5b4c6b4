import 'server-only'
import type { SavedKey, Settings } from '@/lib/domain/settings'
import type { NewKey, PatchKey } from '@/lib/domain/upstream-keys'
import { ApiError } from '@/lib/wire/errors'
import type { UpstreamConfig } from '../config-file'
import type { Parley } from '../parley'
import { readSettings } from '../settings'
import { OWNER } from '../store/schema'
import { originOf } from '../upstream/origin'
import type { Home, StoredKey } from './keyring'
import { testKey } from './test-key'

/**
 * Stores a key, then tests it. A refused one is kept and marked, but comes into use only when
 * somebody chooses it: by itself it would move the default to an upstream that answers nothing.
 */
export async function addKey(
  parley: Parley,
  name: string,
  key: NewKey,
  signal: AbortSignal,
): Promise<SavedKey> {
  const home = homeOf(keyedConfig(parley, name))
  const id = await parley.keyring.add(home, key)
  return { id, settings: await tryEntered(parley, home, id, signal) }
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
  const isOther = after.workspaceId !== before.workspaceId
  const hasMoved = patch.isActive || patch.key !== undefined || isOther
  // From here on calls go out with it, so other models may be there.
  if (hasMoved && after.isActive) parley.runs.live.settingsChanged(OWNER, name)
  if (patch.key !== undefined) return { id, settings: await tryEntered(parley, home, id, signal) }
  if (isOther && after.secret !== null && after.origin === home.origin) {
    return { id, settings: await testAndTell(parley, after, signal) }
  }
  return { id, settings: await tell(parley, null) }
}

/** Deletes a key for good. Throws 404. */
export async function removeKey(parley: Parley, name: string, id: string): Promise<Settings> {
  const { isActive } = findKey(parley, name, id)
  await parley.keyring.remove(id)
  return tell(parley, isActive ? name : null)
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
  return tell(parley, null)
}

/** Tests a key that was just entered; one that is not refused comes into use where none is. */
async function tryEntered(
  parley: Parley,
  home: Home,
  id: string,
  signal: AbortSignal,
): Promise<Settings> {
  const settings = await testAndTell(parley, findKey(parley, home.name, id), signal)
  const tested = parley.keyring.find(home.name, id)
  if (tested === null || tested.isActive || tested.test?.outcome === 'refused') return settings
  await parley.keyring.takeUp(home, id)
  return tell(parley, home.name)
}

/** Tells the owner's tabs before the test too: it may take long. */
async function testAndTell(parley: Parley, key: StoredKey, signal: AbortSignal): Promise<Settings> {
  const { secret, workspaceId, upstream } = key
  parley.runs.live.settingsChanged(OWNER, null)
  if (secret !== null) {
    const built = parley.upstreams.getWith(upstream, { secret, workspaceId })
    await parley.keyring.keepTest(key, await testKey(built, secret, signal))
  }
  return tell(parley, null)
}

/** `upstream` is the one whose key in use has changed, if any: its models may be others. */
function tell(parley: Parley, upstream: string | null): Promise<Settings> {
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

function homeOf({ name, baseUrl }: UpstreamConfig): Home {
  return { name, origin: originOf(baseUrl) }
}

function findKey({ keyring }: Parley, name: string, id: string): StoredKey {
  const key = keyring.find(name, id)
  if (key === null) throw new ApiError(404, 'There is no such key. It may have been deleted.')
  return key
}
