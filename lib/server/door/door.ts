import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Config } from '../env'
import type { Secret } from '../secret'

/** The front door: sees every request before anything else does. */
export interface Door {
  /** True when the request may go on; false when the door has answered it. */
  admit(req: IncomingMessage, res: ServerResponse): boolean
  /** The same for an upgrade (hot reload in development); closes the socket when it says no. */
  admitUpgrade(req: IncomingMessage, socket: Duplex): boolean
}

/** Builds the front door. */
export function createDoor(_options: { config: Config; gatewayKey: Secret }): Door {
  return { admit: () => true, admitUpgrade: () => true }
}
