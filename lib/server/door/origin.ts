import 'server-only'
import type { IncomingHttpHeaders } from 'node:http'
import type { IsOwnHost } from './hosts'
import type { Zone } from './zones'

const READING = new Set(['GET', 'HEAD'])
const FOREIGN_SITES = new Set(['cross-site', 'same-site'])
const OWN_SITES = new Set(['same-origin', 'none'])

interface Asked {
  method: string
  headers: IncomingHttpHeaders
  zone: Zone
  port: number
}

/** Whether a request may do what it asks, as far as the site it comes from is concerned. */
export type MayAct = (asked: Asked) => boolean

/** Whether an Origin is one under which this server, reached on `port`, shows its pages. */
export type IsOwnOrigin = (origin: string, port: number) => boolean

/** Keeps other sites' pages from acting in, or reading from, the visitor's browser. */
export function createMayAct(
  isOwnOrigin: IsOwnOrigin,
  hasKey: (headers: IncomingHttpHeaders) => boolean,
): MayAct {
  return ({ method, headers, zone, port }) => {
    const site = String(headers['sec-fetch-site'] ?? '')
    if (READING.has(method)) return zone.kind === 'gateway' || !isForeignRead(headers, zone, site)
    if (headers.origin !== undefined) return isOwnOrigin(headers.origin, port)
    // No browser leaves Origin out of a cross-origin POST; the SDKs send none.
    return zone.kind === 'gateway' || OWN_SITES.has(site) || hasKey(headers)
  }
}

/** Builds the check of an Origin (RFC 6454 §7) against the server's own names. */
export function createIsOwnOrigin(isOwnHost: IsOwnHost): IsOwnOrigin {
  return (origin, port) => {
    if (!URL.canParse(origin)) return false
    const url = new URL(origin)
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
    return isWeb && url.origin === origin && isOwnHost(url.host, port)
  }
}

/** A link from another site may open a page, but no other site may fetch or embed anything. */
function isForeignRead(headers: IncomingHttpHeaders, zone: Zone, site: string): boolean {
  if (!FOREIGN_SITES.has(site)) return false
  return zone.kind === 'api' || headers['sec-fetch-mode'] !== 'navigate'
}
