import 'server-only'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { ApiError } from '@/lib/wire/errors'
import type { Config } from '../env'
import type { GatewayKeys } from '../gateway-keys/gateway-keys'
import { ADDRESS_HEADER, REQUEST_ID_HEADER, SCHEME_HEADER } from '../private-headers'
import { newRequestId } from '../request-id'
import { watchBody } from './body'
import { createChecks, hasBody, isOwnUpgrade, tooLarge } from './checks'
import { stripHeaders } from './clean-headers'
import { createHosts } from './hosts'
import { createIsOwnOrigin, createMayAct } from './origin'
import { refuse } from './refuse'
import { secureResponse } from './security-headers'
import { readPath, type Zone, zoneOf } from './zones'

/** The front door: sees every request before anything else does. */
export interface Door {
  /** The zone of a request that may go on; null when the door has answered it. */
  admit(req: IncomingMessage, res: ServerResponse): Zone | null
  /** The same for an upgrade (hot reload in development); closes the socket when it says no. */
  admitUpgrade(req: IncomingMessage, socket: Duplex): boolean
}

/** Builds the front door. */
export function createDoor(options: {
  config: Pick<Config, 'host' | 'allowedHosts'>
  gatewayKeys: Pick<GatewayKeys, 'find'>
  dev?: boolean
}): Door {
  const { config, gatewayKeys, dev = process.env.NODE_ENV === 'development' } = options
  const isOwnHost = createHosts(config)
  const isOwnOrigin = createIsOwnOrigin(isOwnHost)
  const hasKey = (headers: IncomingHttpHeaders) =>
    gatewayKeys.find(headers['x-api-key']?.toString(), headers.authorization) !== null
  const checks = createChecks({ isOwnHost, mayAct: createMayAct(isOwnOrigin, hasKey), dev })
  return {
    admit(req, res) {
      const requestId = newRequestId()
      const path = readPath(req.url ?? '')
      const zone = zoneOf(path ?? '')
      const scheme = schemeOf(req)
      stripHeaders(req)
      secureResponse(req, res, zone, dev)
      const problem =
        path === null
          ? new ApiError(400, 'The request target is not valid.')
          : firstOf(checks, (check) => check(req, zone, path))
      if (problem !== null) {
        refuse(req, res, problem, requestId)
        return null
      }
      limitBody(req, res, zone, requestId)
      if (NAMED.has(zone.kind)) nameMethod(req, res, requestId)
      req.headers[REQUEST_ID_HEADER] = requestId
      req.headers[SCHEME_HEADER] = scheme
      req.headers[ADDRESS_HEADER] = req.socket.remoteAddress ?? ''
      return zone
    },
    admitUpgrade(req, socket) {
      if (dev && isOwnUpgrade(req, isOwnHost, isOwnOrigin)) return true
      socket.destroy()
      return false
    },
  }
}

/**
 * By what the client reached this server. What stands in front may say so, and so may anybody: it
 * decides nothing but how an address is written that goes back to the same client.
 */
function schemeOf({ headers }: IncomingMessage): 'http' | 'https' {
  return headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
}

function firstOf<T, R>(list: readonly T[], ask: (item: T) => R | null): R | null {
  for (const item of list) {
    const answer = ask(item)
    if (answer !== null) return answer
  }
  return null
}

/** The zones of route handlers of Next's. */
const NAMED: ReadonlySet<Zone['kind']> = new Set(['api', 'preview', 'document'])

/** Next answers a method that a route lacks itself, with an empty 405. */
function nameMethod(req: IncomingMessage, res: ServerResponse, requestId: string): void {
  const { end } = res
  res.end = (...args: unknown[]) => {
    res.end = end
    if (res.statusCode !== 405 || res.headersSent) return Reflect.apply(end, res, args)
    refuse(req, res, new ApiError(405, `This path does not take ${req.method}.`), requestId)
    return res
  }
}

function limitBody(req: IncomingMessage, res: ServerResponse, zone: Zone, requestId: string): void {
  if (!hasBody(req)) return
  watchBody(req, zone.bodyLimit, (fault) => {
    const slow = new ApiError(408, 'The request body came too slowly.')
    refuse(req, res, fault === 'too_large' ? tooLarge(zone) : slow, requestId)
  })
}
