import 'server-only'
import { randomBytes } from 'node:crypto'

/** A new request id of the wire's shape (`req_…`). */
export function newRequestId(): string {
  return `req_${randomBytes(12).toString('hex')}`
}
