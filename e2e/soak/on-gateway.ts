import { upstreamEnv } from '../harness/parley-client'
import { type ParleyServer, startParley } from '../harness/server'

/** Plays a scenario on a server before this upstream, and ends both, whatever came of it. */
export async function onGateway<T>(
  upstream: { url: string; close(): Promise<void> },
  play: (parley: ParleyServer) => Promise<T>,
): Promise<T> {
  try {
    const parley = await startParley({ env: upstreamEnv(upstream.url) })
    try {
      return await play(parley)
    } finally {
      await parley.stop()
    }
  } finally {
    await upstream.close()
  }
}
