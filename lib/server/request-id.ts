import 'server-only'
import { randomBytes } from 'node:crypto'

/** The header in which the door hands a request its id; the door strips incoming ones. */
export const REQUEST_ID_HEADER = 'x-parley-request-id'

/** The header in which the door hands on the peer's address. */
export const ADDRESS_HEADER = 'x-parley-address'

/** A new request id of the wire's shape (`req_…`). */
export function newRequestId(): string {
  return `req_${randomBytes(12).toString('hex')}`
}
