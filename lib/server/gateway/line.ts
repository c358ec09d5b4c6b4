import 'server-only'
import { UpstreamError } from '../upstream/sink'
import type { GatewayCall } from './call'

/** What the client of a call hears that Parley's own end cuts short. */
const STOPPED = 'this server was stopped before the answer was complete. Ask again when it is back.'

/** What ends a call before its time: its client, Parley's own end, or whoever stops its run. */
export interface Line {
  abort: AbortController
  /** What to say instead of "aborted": not null once Parley ended the call itself. */
  readonly stopped: UpstreamError | null
}

/** Has a call among the open ones for as long as `work` takes. Throws 503 while Parley stops. */
export async function onLine(
  call: GatewayCall,
  work: (line: Line) => Promise<void>,
): Promise<void> {
  const line = openLine(call)
  try {
    await work(line)
  } finally {
    line.close()
  }
}

function openLine({ parley, asked }: GatewayCall): Line & { close(): void } {
  const abort = new AbortController()
  const stop = () => abort.abort()
  let stopped: UpstreamError | null = null
  const over = parley.calls.open(() => {
    stopped = new UpstreamError('stopping', STOPPED)
    stop()
  })
  if (asked.signal.aborted) stop()
  asked.signal.addEventListener('abort', stop)
  return {
    abort,
    get stopped() {
      return stopped
    },
    close: () => {
      asked.signal.removeEventListener('abort', stop)
      over()
    },
  }
}
