import 'server-only'
import {
  allowsModel,
  type CreatedGatewayKey,
  type GatewayKeyList,
  type GatewayKeyView,
  type KeyTerms,
  type NewGatewayKey,
  type PatchGatewayKey,
} from '@/lib/domain/gateway-keys'
import { ApiError } from '@/lib/wire/errors'
import type { Parley } from '../parley'
import { OWNER } from '../store/schema'
import { withPatch } from './terms'

/** Makes a key and shows it, this once. */
export async function createKey(parley: Parley, key: NewGatewayKey): Promise<CreatedGatewayKey> {
  checkTerms(parley, key, [])
  checkExpiry(key.expiresAt)
  const created = await parley.gatewayKeys.create(key)
  return { ...created, list: tell(parley) }
}

/** Changes a key, or revokes it for good. Throws 404, and 409 for one that is revoked. */
export async function changeKey(
  parley: Parley,
  id: string,
  patch: PatchGatewayKey,
): Promise<GatewayKeyList> {
  const before = findKey(parley, id)
  if (before.state === 'revoked') {
    throw new ApiError(409, 'This key has been revoked. It can only be deleted.')
  }
  checkTerms(parley, withPatch(before, patch), before.upstreams ?? [])
  if (patch.expiresAt !== undefined) checkExpiry(patch.expiresAt)
  await parley.gatewayKeys.change(id, patch)
  return tell(parley)
}

/**
 * Deletes a revoked key: its runs keep what they are, and lose its name. One that still opens the
 * gateway is revoked first, so that nobody locks a program out by clearing up. Throws 404 and 409.
 */
export async function removeKey(parley: Parley, id: string): Promise<GatewayKeyList> {
  if (findKey(parley, id).state !== 'revoked') {
    throw new ApiError(409, 'Revoke this key first.')
  }
  await parley.gatewayKeys.remove(id)
  return tell(parley)
}

/** A fallback must keep to what the key allows; `known` upstreams may have left the configuration. */
function checkTerms(
  { upstreams }: Parley,
  terms: Pick<KeyTerms, 'upstreams' | 'models' | 'fallback'>,
  known: readonly string[],
): void {
  for (const name of terms.upstreams ?? []) {
    if (!known.includes(name) && !upstreams.names.includes(name)) {
      throw new ApiError(400, `upstreams: there is no upstream ${name}.`)
    }
  }
  terms.fallback.forEach(({ upstream, model }, index) => {
    const allowed = terms.upstreams ?? upstreams.names
    if (upstream !== null && !allowed.includes(upstream)) {
      throw new ApiError(400, `fallback.${index}.upstream: this key may not use ${upstream}.`)
    }
    if (model !== null && !allowsModel(terms.models, model)) {
      throw new ApiError(400, `fallback.${index}.model: this key does not allow ${model}.`)
    }
  })
}

function checkExpiry(at: number | null): void {
  if (at !== null && at <= Date.now()) {
    throw new ApiError(400, 'expiresAt: must lie in the future.')
  }
}

function tell({ gatewayKeys, runs }: Parley): GatewayKeyList {
  runs.live.settingsChanged(OWNER, null)
  return gatewayKeys.list()
}

function findKey({ gatewayKeys }: Parley, id: string): GatewayKeyView {
  const key = gatewayKeys.get(id)
  if (key === null) throw new ApiError(404, 'There is no such key. It may have been deleted.')
  return key
}
