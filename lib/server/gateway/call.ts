import 'server-only'
import type { Parley } from '../parley'
import type { Upstream } from '../upstream/sink'

/** One call at the gateway, past the guard. */
export interface GatewayCall {
  parley: Parley
  upstream: Upstream
  request: Request
  /** Path and query as they go upstream. */
  path: string
  requestId: string
}
