import 'server-only'
import type { HeaderList } from '../upstream/sink'

/** A request at the gateway, as either of its doors hands it over. */
export interface Asked {
  method: string
  /** Path and query as the client wrote them. */
  target: string
  headers: HeaderList
  /** Read once; null where there is none. */
  body: AsyncIterable<Uint8Array> | null
  /** Aborts when the client leaves before its answer is over. */
  signal: AbortSignal
  requestId: string
  /** Under which the client reached this server, such as `http://127.0.0.1:3000`. */
  origin: string
}
