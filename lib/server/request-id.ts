import 'server-only'
import { randomUUID } from 'node:crypto'

/** A new request id of the wire's shape (`req_…`). Node draws a UUID's random bits ahead. */
export function newRequestId(): string {
  return `req_${randomUUID().replaceAll('-', '').slice(8)}`
}
