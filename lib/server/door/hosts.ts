import 'server-only'
import { isIP } from 'node:net'
import type { Config } from '../env'

/** Whether a `host[:port]` names this server, which was reached on `port`. */
export type IsOwnHost = (host: string, port: number) => boolean

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const WILDCARDS = new Set(['0.0.0.0', '::'])
const SHAPE = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/

/**
 * The names this server answers to. A page of another site that has its own name resolve to this
 * machine (DNS rebinding) still sends its own name as Host: only such a list keeps it out.
 * A declared name without a port stands for the server's own port and for the scheme's default.
 */
export function createHosts(config: Pick<Config, 'host' | 'allowedHosts'>): IsOwnHost {
  const bound = isIP(config.host) === 6 ? `[${config.host}]` : config.host
  const own = new Set(WILDCARDS.has(config.host) ? LOOPBACK : [...LOOPBACK, bound])
  const declared = new Set(config.allowedHosts)
  return (given, port) => {
    const host = given.toLowerCase()
    const [, name, suffix = ''] = SHAPE.exec(host) ?? []
    if (name === undefined) return false
    if (declared.has(host)) return true
    const isOwnPort = suffix === `:${port}` || (suffix === '' && port === 80)
    return (own.has(name) && isOwnPort) || (declared.has(name) && (suffix === '' || isOwnPort))
  }
}
