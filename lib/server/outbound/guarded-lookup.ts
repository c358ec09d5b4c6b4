import 'server-only'
import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { type Reach, reachOf } from './addresses'
import { OutboundError } from './outbound-error'

export type Lookup = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * Looks a name up for a connection that is being made, and refuses it when any of its addresses is out
 * of reach: whoever answers so for a name means to lead astray.
 */
export function guardedLookup(
  allowed: ReadonlySet<Reach>,
  lookup: Lookup = systemLookup,
): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, '')
      const outside = addresses.find(({ address }) => !allowed.has(reachOf(address)))
      const [first] = addresses
      if (first === undefined || outside !== undefined) {
        const why = `${hostname} is ${outside?.address ?? 'nowhere'}, which must not be called.`
        return done(new OutboundError(why), '')
      }
      if (options.all === true) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
}
