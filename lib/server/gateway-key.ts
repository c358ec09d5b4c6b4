import 'server-only'
import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './env'
import { Secret } from './secret'

/** The key that opens `/v1`, and the file it lies in; null when PARLEY_API_KEY gives it. */
export interface GatewayKey {
  value: Secret
  file: string | null
}

const SHAPE = /^parley-[A-Za-z0-9_-]{43}$/

/** Takes the gateway key from the configuration, else from the data directory, where it is made once. */
export function openGatewayKey(config: Pick<Config, 'gatewayKey' | 'dataDir'>): GatewayKey {
  if (config.gatewayKey !== null) return { value: config.gatewayKey, file: null }
  const file = join(config.dataDir, 'gateway-key')
  const value = readKey(file) ?? createKey(file)
  return { value: new Secret(value), file }
}

function readKey(file: string): string | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  return SHAPE.test(text) ? text : refuse(file)
}

function refuse(file: string): never {
  throw Object.assign(
    new Error(
      `${file} does not hold a gateway key. Delete it, and the next start makes a new one.`,
    ),
    { code: 'startup_error' },
  )
}

/** A rename puts the whole file there or nothing; the data lock keeps a second writer away. */
function createKey(file: string): string {
  const key = `parley-${randomBytes(32).toString('base64url')}`
  const draft = `${file}.new`
  writeFileSync(draft, `${key}\n`, { mode: 0o600 })
  renameSync(draft, file)
  return key
}
