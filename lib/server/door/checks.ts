import 'server-only'
import type { IncomingMessage } from 'node:http'
import { ApiError } from '@/lib/wire/errors'
import { countHeader } from './clean-headers'
import type { IsOwnHost } from './hosts'
import type { IsOwnOrigin, MayAct } from './origin'
import type { Zone } from './zones'

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** One rule of the door: null, or why the request may not go on. */
export type Check = (req: IncomingMessage, zone: Zone, path: string) => ApiError | null

/** The rules in the order in which they are asked; none reads the body. */
export function createChecks(own: {
  isOwnHost: IsOwnHost
  mayAct: MayAct
  dev: boolean
}): readonly Check[] {
  return [
    (req) => checkHost(req, own.isOwnHost),
    checkMethod,
    checkFraming,
    checkUpgrade,
    own.dev ? () => null : checkInternals,
    (req, zone) => checkOrigin(req, zone, own.mayAct),
    checkOptions,
    checkReading,
    checkType,
    checkLength,
  ]
}

/** One Host field (RFC 9112 §3.2), with a name of this server. */
export function checkHost(req: IncomingMessage, isOwnHost: IsOwnHost): ApiError | null {
  const { host } = req.headers
  if (!host || countHeader(req, 'host') !== 1) {
    return new ApiError(400, 'A request needs one Host header field.')
  }
  if (isOwnHost(host, req.socket.localPort ?? 0)) return null
  return new ApiError(
    421,
    'Parley does not answer to this host name. If it is yours, add it to PARLEY_ALLOWED_HOSTS.',
  )
}

/** True when an upgrade comes from a page of this server, which a browser states by Origin. */
export function isOwnUpgrade(
  req: IncomingMessage,
  isOwnHost: IsOwnHost,
  isOwnOrigin: IsOwnOrigin,
): boolean {
  const { origin } = req.headers
  if (origin === undefined || checkHost(req, isOwnHost) !== null) return false
  return isOwnOrigin(origin, req.socket.localPort ?? 0)
}

function checkMethod(req: IncomingMessage): ApiError | null {
  if (METHODS.has(req.method ?? '')) return null
  return new ApiError(405, `The method ${req.method} is not supported.`)
}

/** Two lengths in one message are how requests get smuggled (RFC 9112 §6.3). */
function checkFraming(req: IncomingMessage): ApiError | null {
  const hasBoth =
    req.headers['transfer-encoding'] !== undefined && req.headers['content-length'] !== undefined
  return hasBoth ? new ApiError(400, 'A request has a length or is chunked, never both.') : null
}

/** An offer of h2c may be ignored (RFC 9110 §7.8); a WebSocket handshake has no answer here. */
function checkUpgrade(req: IncomingMessage): ApiError | null {
  const isWebSocket = /websocket/i.test(req.headers.upgrade ?? '')
  return isWebSocket ? new ApiError(400, 'Parley has no WebSockets.') : null
}

/** Of Next's own paths only the built files are for browsers. */
function checkInternals(_req: IncomingMessage, zone: Zone, path: string): ApiError | null {
  if (zone.kind === 'asset' || !/^\/_(_?)next/.test(path)) return null
  return new ApiError(404, 'Not found')
}

function checkOrigin(req: IncomingMessage, zone: Zone, mayAct: MayAct): ApiError | null {
  const { method = '', headers, socket } = req
  if (mayAct({ method, headers, zone, port: socket.localPort ?? 0 })) return null
  return new ApiError(403, 'Parley does not take this request from another site.')
}

/** Next would answer it for everybody; at the gateway the guard does. */
function checkOptions(req: IncomingMessage, zone: Zone): ApiError | null {
  if (req.method !== 'OPTIONS' || zone.kind === 'gateway') return null
  return new ApiError(405, 'This path does not take OPTIONS.')
}

/** Next takes whatever else comes to a page for one of its actions; Parley has none. */
function checkReading(req: IncomingMessage, zone: Zone): ApiError | null {
  const isRead = req.method === 'GET' || req.method === 'HEAD'
  if (isRead || zone.kind === 'gateway' || zone.kind === 'api') return null
  return new ApiError(405, `This path takes GET and HEAD, not ${req.method}.`)
}

/** A form or a script tag of another site can send text/plain, but neither JSON nor plain bytes. */
function checkType(req: IncomingMessage, zone: Zone): ApiError | null {
  if (zone.kind !== 'api' || !hasBody(req)) return null
  const type = req.headers['content-type'] ?? ''
  if (/^application\/json\s*(;|$)/i.test(type)) return null
  if (zone.takesFiles === true && type.toLowerCase() === 'application/octet-stream') return null
  return new ApiError(415, 'The body must be JSON, with content-type: application/json.')
}

function checkLength(req: IncomingMessage, zone: Zone): ApiError | null {
  const length = Number(req.headers['content-length'] ?? 0)
  return length > zone.bodyLimit ? tooLarge(zone) : null
}

/** The answer to a body that is over the limit of its path. */
export function tooLarge(zone: Zone): ApiError {
  return new ApiError(413, `Request body exceeds the maximum of ${zone.bodyLimit} bytes.`)
}

/** True when a request says that a body comes (RFC 9112 §6.3). */
export function hasBody(req: IncomingMessage): boolean {
  const length = Number(req.headers['content-length'] ?? 0)
  return length > 0 || req.headers['transfer-encoding'] !== undefined
}
