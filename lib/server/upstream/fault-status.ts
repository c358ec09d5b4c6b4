import 'server-only'
import type { UpstreamFault } from './sink'

/** The HTTP status that tells a client of a fault before the first byte (claude-api.md item 56). */
export const STATUS_OF_FAULT: Readonly<Record<UpstreamFault, number>> = {
  unreachable: 502,
  connect_timeout: 504,
  cut: 502,
  silent: 504,
  aborted: 499,
  stopping: 503,
}
