import 'server-only'
import type { UpstreamView } from '@/lib/domain/settings'
import type { KeyInUse } from '@/lib/domain/upstream-keys'
import type { UpstreamConfig } from '../config-file'
import { hintOf, toKeyView } from '../keys/key-views'
import type { Keyring } from '../keys/keyring'
import { originOf } from './origin'
import type { Upstreams } from './table'

/** The upstreams as the screens see them: never a key. */
export function viewUpstreams(upstreams: Upstreams, keyring: Keyring): UpstreamView[] {
  return upstreams.names.map((name) => {
    const { label, isSandbox, baseUrl, isReady, keyVariable } = upstreams.get(name)
    const config = upstreams.config(name)
    const origin = baseUrl === null ? '' : originOf(baseUrl)
    return {
      name,
      label,
      isSandbox,
      baseUrl,
      isReady,
      keyVariable,
      auth: config?.auth ?? 'none',
      keyInUse: config === null ? null : keyInUse(config, keyring),
      keys: keyring.of(name).map((key) => toKeyView(key, origin)),
      test: keyring.testOf(name),
    }
  })
}

/** Where the key of an upstream's calls comes from; null where it has none. */
export function keyInUse(config: UpstreamConfig, keyring: Keyring): KeyInUse | null {
  const { name, key, keyVariable, baseUrl } = config
  if (key !== null && keyVariable !== null) {
    return { from: 'environment', variable: keyVariable, hint: hintOf(key) }
  }
  const stored = keyring.inUse(name, originOf(baseUrl))
  if (stored === null) return null
  return { from: 'settings', id: stored.id, name: stored.name, workspaceId: stored.workspaceId }
}
