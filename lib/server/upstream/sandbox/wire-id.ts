import 'server-only'
import { randomBytes } from 'node:crypto'

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** A new id as the API writes them, such as `req_01…` or `msg_01…`. */
export function newWireId(
  prefix: 'req' | 'msg' | 'toolu' | 'srvtoolu' | 'file' | 'msgbatch',
): string {
  const letters = Array.from(randomBytes(22), (byte) => BASE58[byte % BASE58.length])
  return `${prefix}_01${letters.join('')}`
}
