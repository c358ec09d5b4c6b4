import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { HeaderList, Sink, Transport, UpstreamError } from '../../sink'
import { ConnectionReset } from '../faults/connection-reset'

/** How a call ended, as its socket saw it. */
export type CallEnd = 'ended' | UpstreamError['fault']

/** Longer than clients keep an idle connection: a call must not meet its closing. */
const KEEP_ALIVE_MS = 65_000
/** So long may a client go on sending what nobody wants any more. */
const READ_OUT_MS = 5000

/** An HTTP server in front of a transport; what it answers goes straight to the sockets. */
export function createHttpServer(transport: Transport, onEnd: (end: CallEnd) => void): Server {
  // An upload, or an answer that is slow on purpose, may take longer than Node's own limits.
  const limits = { requestTimeout: 0, keepAliveTimeout: KEEP_ALIVE_MS }
  return createServer(limits, (request, response) => {
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    response.on('finish', () => readOut(request))
    void transport(
      {
        method: request.method ?? 'GET',
        path: request.url ?? '/',
        headers: headersOf(request),
        body: request.iterator({ destroyOnReturn: false }),
        signal: gone.signal,
        silenceFrom: 'headers',
      },
      socketSink(response, onEnd),
    )
  })
}

/**
 * Reads what is left of a request that was answered before its end: the client's next call would wait
 * behind it. Closing at once would take the answer from a client that sends first and reads then.
 */
function readOut(request: IncomingMessage): void {
  if (request.complete) return
  request.resume()
  const timer = setTimeout(() => request.socket.destroy(), READ_OUT_MS).unref()
  request.once('close', () => clearTimeout(timer))
}

function headersOf(request: IncomingMessage): HeaderList {
  const pairs: HeaderList = []
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    pairs.push([request.rawHeaders[at]?.toLowerCase() ?? '', request.rawHeaders[at + 1] ?? ''])
  }
  return pairs
}

function socketSink(response: ServerResponse, onEnd: (end: CallEnd) => void): Sink {
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
      if (error instanceof ConnectionReset) reset(response)
      else if (error.fault === 'cut') response.socket?.end()
      else response.destroy()
      onEnd(error.fault)
    },
  }
}

/** A reader that finds bytes and a reset together takes the reset for a proper end. */
const RESET_AFTER_MS = 50

/** Tears a connection down once what was written before has been read. */
function reset({ socket }: ServerResponse): void {
  setTimeout(() => socket?.resetAndDestroy(), RESET_AFTER_MS)
}
