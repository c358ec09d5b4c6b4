import { once } from 'node:events'
import { WebSocket } from 'undici'
import type { ParleyServer } from './server'

/** Lets a server be looked into, as its starter may: on a free port of this machine. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' }

/**
 * Makes a server that was started {@link INSPECTED} give back the memory that nothing uses: what it
 * holds then is what it keeps, not what has not been cleared away yet.
 */
export async function collectGarbage({ stderr }: ParleyServer): Promise<void> {
  const url = /Debugger listening on (ws:\S+)/.exec(stderr())?.[1] ?? ''
  const socket = new WebSocket(url)
  await once(socket, 'open')
  socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }))
  await once(socket, 'message')
  socket.close()
  await once(socket, 'close')
}
