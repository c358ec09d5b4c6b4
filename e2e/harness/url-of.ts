import type { AddressInfo } from 'node:net'

/** Where a server on this machine listens. */
export function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('This server has no port.')
  return `http://127.0.0.1:${address.port}`
}
