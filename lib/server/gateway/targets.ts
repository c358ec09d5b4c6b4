import 'server-only'
import type { Fallback } from '@/lib/domain/gateway-keys'
import type { GatewayKeys } from '../gateway-keys/gateway-keys'
import { header } from '../upstream/headers'
import type { Upstreams } from '../upstream/table'
import type { Asked } from './asked'
import type { Target } from './attempts'
import type { GatewayCall } from './call'
import { modelOf, withModel } from './models-in'
import { FALLBACK_HEADER } from './policy'

/** As much of a call as decides where it may be asked. */
export interface TargetsCall extends Pick<GatewayCall, 'upstream' | 'holder'> {
  parley: {
    upstreams: Pick<Upstreams, 'names' | 'get'>
    gatewayKeys: Pick<GatewayKeys, 'checkUpstream' | 'checkModel'>
  }
  asked: Pick<Asked, 'headers'>
}

/** The text of a call that names another model than it did. */
export type Renamed = (model: string) => string

/**
 * The call's own place, then those that it may fall back to, less those that cannot be asked now.
 * Throws 403 for one that the key forbids, and 404 for one that the call names and nobody knows: a
 * key's may have left the configuration.
 */
export function targetsOf(
  { parley, upstream, holder, asked }: TargetsCall,
  fallback: readonly Fallback[],
  body: Buffer,
  text: string,
  renamed: Renamed = (name) => withModel(text, name),
): Target[] {
  const model = modelOf(text)
  const isNamed = header(asked.headers, FALLBACK_HEADER) !== null
  const isKnown = ({ upstream: name }: Fallback) =>
    isNamed || name === null || parley.upstreams.names.includes(name)
  const others = fallback.filter(isKnown).map((place): Target => {
    const other = place.upstream === null ? upstream : parley.upstreams.get(place.upstream)
    parley.gatewayKeys.checkUpstream(holder, other.name)
    if (place.model === null) return { upstream: other, model, body, isRewritten: false }
    parley.gatewayKeys.checkModel(holder, place.model)
    const rewritten = Buffer.from(renamed(place.model))
    return { upstream: other, model: place.model, body: rewritten, isRewritten: true }
  })
  return [
    { upstream, model, body, isRewritten: false },
    ...others.filter((one) => one.upstream.isReady),
  ]
}
