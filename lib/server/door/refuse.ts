import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ApiError, errorBody } from '@/lib/wire/errors'
import { discardBody } from './body'
import { hasBody } from './checks'

/**
 * Answers a request with an error and takes the response away from whoever else holds it. A body
 * still under way is read and thrown away for a while: closing at once would send a reset that can
 * destroy the answer before the client has read it.
 */
export function refuse(
  req: IncomingMessage,
  res: ServerResponse,
  error: ApiError,
  requestId: string,
): void {
  if (res.headersSent) {
    req.socket.destroy()
    return
  }
  const body = JSON.stringify(errorBody(error, requestId))
  const isPending = !req.complete && hasBody(req)
  res.writeHead(error.status, {
    ...error.headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'request-id': requestId,
    // Where OpenAI's SDK looks for it.
    'x-request-id': requestId,
    ...(isPending ? { connection: 'close' } : {}),
  })
  if (!isPending) {
    res.end(body)
    return
  }
  const end = res.end.bind(res)
  res.write(body)
  silence(res)
  // Whoever reads the body must not take what came for the whole.
  res.once('finish', () => req.destroy(error))
  discardBody(req, () => end())
}

/** A handler that still holds the response may go on writing; nothing of it leaves. */
function silence(res: ServerResponse): void {
  res.write = () => true
  res.end = () => res
  res.writeHead = () => res
  res.setHeader = () => res
  res.appendHeader = () => res
}
