import 'server-only'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { SandboxSettings } from '@/lib/domain/sandbox-settings'
import { ApiError } from '@/lib/wire/errors'
import type { UpstreamAuth, UpstreamConfig } from '../config-file'
import type { Config } from '../env'
import type { Keyring } from '../keys/keyring'
import type { Secret } from '../secret'
import { createHttpTransport, createPool, DEFAULT_LIMITS } from './http'
import { originOf } from './origin'
import { createSandbox, type Sandbox } from './sandbox/sandbox'
import type { HeaderList, Upstream } from './sink'

/** A key and what goes with it. */
export interface Credential {
  secret: Secret
  workspaceId: string | null
  /** Of a stored one. */
  id?: string
}

/** The upstreams of this installation, by name, and which of them is the default. */
export interface Upstreams {
  /** In the order of the screens: the sandbox, the Claude API, those of the configuration. */
  readonly names: readonly string[]
  /** The upstream with the key that it has now. Throws 404 for a name that is not configured. */
  get(name: string): Upstream
  /** The same with a key of the caller's, for a test. */
  getWith(name: string, credential: Credential | null): Upstream
  /** What the configuration says of it; null for the sandbox. Throws 404. */
  config(name: string): UpstreamConfig | null
  /** The upstream of `/v1` and of new conversations. */
  readonly defaultName: string
  /** False while the rule decides. */
  readonly isDefaultChosen: boolean
  /** Null returns to the rule: the Claude API once it has a key, else the sandbox. */
  setDefault(name: string | null): void
  /** Takes effect with the sandbox's next call. */
  configureSandbox(settings: SandboxSettings): void
  /** By the sandbox's rules; what they say holds at other upstreams too. */
  judge: Sandbox['judge']
  close(): Promise<void>
}

/** How each style of credential travels. */
const CREDENTIAL: Readonly<Record<UpstreamAuth, (key: string) => HeaderList>> = {
  'x-api-key': (key) => [['x-api-key', key]],
  bearer: (key) => [['authorization', `Bearer ${key}`]],
  none: () => [],
}

/** Builds the table from the configuration; the sandbox is always in it. */
export function createUpstreams(
  config: Config,
  keyring: Keyring,
  env: Record<string, string | undefined>,
): Upstreams {
  const pool = createPool(DEFAULT_LIMITS, env)
  const inside = createSandbox({ tps: config.sandboxTps, dir: join(config.dataDir, 'sandbox') })
  const sandbox: Upstream = {
    name: 'sandbox',
    label: 'Sandbox',
    isSandbox: true,
    baseUrl: null,
    isReady: true,
    keyVariable: null,
    keyId: null,
    keyMark: null,
    workspaceId: null,
    models: null,
    passes: [],
    transport: inside.transport,
  }
  const claude: UpstreamConfig = {
    name: 'anthropic',
    label: 'Claude API',
    auth: 'x-api-key',
    keyVariable: 'ANTHROPIC_API_KEY',
    models: null,
    ...config.anthropic,
  }
  const configs = new Map([claude, ...config.upstreams].map((one) => [one.name, one]))
  const names = [sandbox.name, ...configs.keys()]
  const find = (name: string): UpstreamConfig | null => {
    const found = configs.get(name)
    if (found === undefined && name !== sandbox.name) throw noUpstream(name, names)
    return found ?? null
  }
  const build = (one: UpstreamConfig, credential: Credential | null): Upstream => ({
    name: one.name,
    label: one.label,
    isSandbox: false,
    baseUrl: one.baseUrl,
    isReady: credential !== null || one.auth === 'none',
    keyVariable: one.keyVariable,
    keyId: credential === null ? null : (credential.id ?? 'environment'),
    keyMark: markOf(one.baseUrl, credential?.secret.reveal() ?? ''),
    workspaceId: credential?.workspaceId ?? null,
    models: one.models,
    passes: one.passes,
    transport: createHttpTransport({
      baseUrl: one.baseUrl,
      credential: credential === null ? [] : CREDENTIAL[one.auth](credential.secret.reveal()),
      pool,
      limits: DEFAULT_LIMITS,
    }),
  })
  const isReady = (one: UpstreamConfig) =>
    one.auth === 'none' || credentialOf(one, keyring) !== null
  let chosen: string | null = null
  return {
    names,
    get: (name) => {
      const one = find(name)
      return one === null ? sandbox : build(one, credentialOf(one, keyring))
    },
    getWith: (name, credential) => {
      const one = find(name)
      return one === null ? sandbox : build(one, credential)
    },
    config: find,
    get defaultName() {
      return chosen ?? (isReady(claude) ? claude.name : sandbox.name)
    },
    get isDefaultChosen() {
      return chosen !== null
    },
    setDefault: (name) => {
      chosen = name !== null && names.includes(name) ? name : null
    },
    configureSandbox: inside.configure,
    judge: inside.judge,
    close: async () => {
      await inside.close()
      await pool.destroy()
    },
  }
}

/** Nobody can tell the secret by it. */
function markOf(baseUrl: string, secret: string): string {
  return createHash('sha256').update(`${baseUrl} ${secret}`).digest('hex').slice(0, 16)
}

/** The key of a call: the environment's, else the stored one that is active for this very host. */
function credentialOf({ name, baseUrl, key, auth }: UpstreamConfig, keyring: Keyring) {
  if (auth === 'none') return null
  if (key !== null) return { secret: key, workspaceId: null }
  return keyring.inUse(name, originOf(baseUrl))
}

function noUpstream(name: string, names: readonly string[]): ApiError {
  return new ApiError(
    404,
    `There is no upstream named ${JSON.stringify(name)}. Configured: ${names.join(', ')}.`,
  )
}
