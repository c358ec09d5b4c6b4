import 'server-only'
import type { KeyHolder } from '../gateway-keys/holder'
import type { Parley } from '../parley'
import type { Sink, Upstream } from '../upstream/sink'
import type { Asked } from './asked'

/** One call at the gateway that may go on: its key is known and its route is there. */
export interface GatewayCall {
  parley: Parley
  holder: KeyHolder
  upstream: Upstream
  asked: Asked
  /** Path and query as they go upstream. */
  path: string
  /** Under which the client reaches the same upstream, such as `http://127.0.0.1:3000/u/NAME`. */
  base: string
  /** Where the answer goes. */
  out: Sink
  /** Of all copies of the call: whether it is being recorded. */
  run: { hasBegun: boolean }
}
