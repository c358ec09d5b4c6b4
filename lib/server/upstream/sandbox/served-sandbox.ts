import 'server-only'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Anthropic from '@anthropic-ai/sdk'
import OldAnthropic from 'anthropic-sdk-0'
import type { HeaderList, Sink, UpstreamError } from '../sink'
import { createSandbox } from './sandbox'

/** For tests: a sandbox behind a real socket, with clients of both SDK majors pointed at it. */
export async function serveSandbox(options: { tps?: number; now?: () => number } = {}) {
  const { transport } = createSandbox({ tps: 0, ...options })
  /** Each call's end as its sink saw it. */
  const ends: ('ended' | UpstreamError['fault'])[] = []
  const server = createServer((request, response) => {
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    transport(
      {
        method: request.method ?? 'GET',
        path: request.url ?? '/',
        headers: headersOf(request),
        body: request,
        signal: gone.signal,
        silenceFrom: 'headers',
      },
      socketSink(response, (end) => ends.push(end)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo
  const baseURL = `http://127.0.0.1:${port}`
  const settings = { baseURL, apiKey: 'any', maxRetries: 0 }
  return {
    baseURL,
    ends,
    current: new Anthropic(settings),
    classic: new OldAnthropic(settings),
    post: (body: unknown, headers: Record<string, string> = {}, path = '/v1/messages') =>
      fetch(baseURL + path, {
        method: 'POST',
        headers: { 'anthropic-version': '2023-06-01', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (path: string) =>
      fetch(baseURL + path, { headers: { 'anthropic-version': '2023-06-01' } }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export type ServedSandbox = Awaited<ReturnType<typeof serveSandbox>>

function headersOf(request: IncomingMessage): HeaderList {
  return Object.entries(request.headers).map(([name, value]) => [name, String(value)])
}

function socketSink(
  response: ServerResponse,
  onEnd: (end: 'ended' | UpstreamError['fault']) => void,
): Sink {
  return {
    head: (status, headers) => {
      response.writeHead(status, headers.flat())
      response.flushHeaders()
    },
    write: (chunk) => {
      if (response.write(chunk)) return
      return new Promise((resolve) => response.once('drain', resolve))
    },
    end: () => {
      response.end()
      onEnd('ended')
    },
    fail: (error) => {
      // A cut comes after what was written before it.
      if (error.fault === 'cut') response.socket?.end()
      else response.destroy()
      onEnd(error.fault)
    },
  }
}
