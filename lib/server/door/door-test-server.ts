import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { FIRST_HOLDER } from '../gateway-keys/holder'
import { readPresented } from '../present-key'
import { createDoor } from './door'

/** The gateway key of the server under test. */
export const KEY = `parley-${'k'.repeat(43)}`

/** A request that got past the door. */
interface Admitted {
  url: string
  headers: IncomingMessage['headers']
  raw: string[]
}

interface Answer {
  status: number
  text: string
}

/** A server with nothing behind its door but an answer of `private`. */
export interface DoorServer {
  port: number
  admitted: Admitted[]
  /** How reading each admitted body ended. */
  bodies: string[]
  /** Sends bytes as they are and reads until the server closes. */
  raw(request: string): Promise<string>
  /** Sends a request with the given header lines; the Host is right unless given. */
  ask(
    target: string,
    lines?: readonly string[],
    how?: { method?: string; body?: string; host?: string },
  ): Promise<Answer>
  close(): void
}

/** Starts a real HTTP server around the door. */
export async function startDoorServer(): Promise<DoorServer> {
  const door = createDoor({
    config: { host: '127.0.0.1', allowedHosts: ['parley.example.com', 'box:8080'] },
    gatewayKeys: {
      find: (...headers) => (readPresented(...headers).includes(KEY) ? FIRST_HOLDER : null),
    },
    dev: false,
  })
  const admitted: Admitted[] = []
  const bodies: string[] = []
  const server = createServer((req, res) => {
    if (door.admit(req, res) === null) return
    admitted.push({ url: req.url ?? '', headers: { ...req.headers }, raw: [...req.rawHeaders] })
    text(req).then(
      (body) => {
        bodies.push(`whole ${body.length}`)
        res.setHeader('content-type', 'text/html')
        res.end('private')
      },
      () => bodies.push('aborted'),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const raw = (request: string) => {
    const socket = connect(port, '127.0.0.1')
    socket.write(request)
    return text(socket)
  }
  return {
    port,
    admitted,
    bodies,
    raw,
    async ask(target, lines = [], { method = 'GET', body = '', host = `127.0.0.1:${port}` } = {}) {
      const length = body === '' ? [] : [`content-length: ${body.length}`]
      const head = [`${method} ${target} HTTP/1.1`, `host: ${host}`, 'connection: close']
      const answer = await raw([...head, ...length, ...lines, '', body].join('\r\n'))
      return { status: Number(answer.slice(9, 12)), text: answer }
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
