import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LiveEvent } from '@/lib/domain/live'
import { encodeSse } from '@/lib/wire/sse'

/** One live connection as the server sees it. */
export interface LiveConnection {
  /** The `runs` that it asked for, `ID:CURSOR` each. */
  asked: string[]
  send(...events: LiveEvent[]): void
  /** Ends it as a broken network does: what is on its way may be lost. */
  drop(): void
  /** Ends it as a server that closes does, after all that was sent. */
  end(): void
  /** Resolves when the other side has closed it. */
  closed: Promise<void>
}

export interface Answer {
  status: number
  body?: unknown
}
type Route = (call: { method: string; path: string; body: unknown }) => Answer | Promise<Answer>

/** A server that speaks the screens' API as a test scripts it, over real sockets. */
export interface ApiServer {
  url: string
  /** The next live connection, opened already or soon. */
  nextLive(): Promise<LiveConnection>
  /** How many live connections are open now, and the most that ever were. */
  openLive(): { now: number; most: number }
  /** Calls so far, such as `GET /api/conversations`. */
  calls: string[]
  close(): Promise<void>
}

/** Starts one. `route` answers everything but `/api/live`. */
export async function startApiServer(
  route: Route = () => ({ status: 404, body: {} }),
): Promise<ApiServer> {
  const live = createLiveDoor()
  const calls: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path.startsWith('/api/live')) return live.open(path, response)
    calls.push(`${request.method} ${path}`)
    void answer(route, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    nextLive: live.next,
    openLive: live.count,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function createLiveDoor() {
  const opened: LiveConnection[] = []
  const waiting: ((connection: LiveConnection) => void)[] = []
  let now = 0
  let most = 0
  return {
    count: () => ({ now, most }),
    next: () =>
      new Promise<LiveConnection>((resolve) => {
        const connection = opened.shift()
        if (connection === undefined) waiting.push(resolve)
        else resolve(connection)
      }),
    open: (path: string, response: ServerResponse) => {
      now++
      most = Math.max(most, now)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.flushHeaders()
      const connection: LiveConnection = {
        asked: (new URL(path, 'http://x').searchParams.get('runs') ?? '')
          .split(',')
          .filter(Boolean),
        send: (...events) => {
          for (const event of events) response.write(encodeSse(event.type, event))
        },
        drop: () => response.destroy(),
        end: () => response.end(),
        closed: new Promise((resolve) =>
          response.on('close', () => {
            now--
            resolve()
          }),
        ),
      }
      const waiter = waiting.shift()
      if (waiter === undefined) opened.push(connection)
      else waiter(connection)
    },
  }
}

async function answer(route: Route, request: IncomingMessage, response: ServerResponse) {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const text = Buffer.concat(parts).toString()
  const { status, body } = await route({
    method: request.method ?? '',
    path: request.url ?? '/',
    body: text === '' ? undefined : JSON.parse(text),
  })
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(body === undefined ? '' : JSON.stringify(body))
}

/** Lets the tab's own relative addresses reach a server, as they do in a page of it. */
export function serveFrom(server: ApiServer): () => void {
  const original = globalThis.fetch
  globalThis.fetch = (input, init) =>
    original(typeof input === 'string' ? new URL(input, server.url) : input, init)
  return () => {
    globalThis.fetch = original
  }
}
