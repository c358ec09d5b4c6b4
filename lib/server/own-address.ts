import 'server-only'
import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

/**
 * Whether a URL leads back to the server that is configured so. As its own upstream it would call
 * itself until the descriptors run out.
 */
export function leadsHere(
  baseUrl: string,
  own: { host: string; port: number; allowedHosts: readonly string[] },
): boolean {
  const { protocol, host, hostname, port: given } = new URL(baseUrl)
  const port = Number(given || (protocol === 'https:' ? 443 : 80))
  const isOwnPort = port === own.port
  // A declared name without a port stands for the scheme's default too, where a proxy listens.
  const names = [host, `${hostname}:${port}`, ...(isOwnPort ? [hostname] : [])]
  if (names.some((name) => own.allowedHosts.includes(name))) return true
  return isOwnPort && (hostname === own.host || isOwnAddress(hostname))
}

/** Loopback, a wildcard (which connects to loopback) or an address of this machine. */
function isOwnAddress(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '')
  const version = isIP(address)
  if (version === 0) return hostname === 'localhost' || hostname.endsWith('.localhost')
  const own = new BlockList()
  own.addSubnet('127.0.0.0', 8)
  own.addAddress('0.0.0.0')
  for (const wildcard of ['::', '::1']) own.addAddress(wildcard, 'ipv6')
  for (const found of Object.values(networkInterfaces()).flatMap((list) => list ?? [])) {
    own.addAddress(found.address, found.family === 'IPv6' ? 'ipv6' : 'ipv4')
  }
  return own.check(address, version === 6 ? 'ipv6' : 'ipv4')
}
