import 'server-only'
import type { ModelInfo } from '@/lib/domain/models'
import type { UpstreamView } from '@/lib/domain/settings'
import { ApiError } from '@/lib/wire/errors'
import type { UpstreamAuth } from '../config-file'
import type { Config } from '../env'
import type { Secret } from '../secret'
import { createHttpTransport, createPool, DEFAULT_LIMITS } from './http'
import { createSandbox } from './sandbox/sandbox'
import type { HeaderList, Upstream } from './sink'

/** The upstreams of this installation, by name, and which of them is the default. */
export interface Upstreams {
  /** Throws 404 for a name that is not configured. */
  get(name: string): Upstream
  views(): UpstreamView[]
  /** The upstream of `/v1` and of new conversations. */
  readonly defaultName: string
  /** False while the rule decides. */
  readonly isDefaultChosen: boolean
  /** Null returns to the rule: the Claude API once it has a key, else the sandbox. */
  setDefault(name: string | null): void
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
  env: Record<string, string | undefined>,
): Upstreams {
  const pool = createPool(DEFAULT_LIMITS, env)
  const http = (one: {
    name: string
    label: string
    baseUrl: string
    auth: UpstreamAuth
    key: Secret | null
    keyVariable: string | null
    models: ModelInfo[] | null
  }): Upstream => ({
    name: one.name,
    label: one.label,
    isSandbox: false,
    baseUrl: one.baseUrl,
    isReady: one.key !== null || one.auth === 'none',
    keyVariable: one.keyVariable,
    models: one.models,
    transport: createHttpTransport({
      baseUrl: one.baseUrl,
      credential: () => (one.key === null ? [] : CREDENTIAL[one.auth](one.key.reveal())),
      pool,
      limits: DEFAULT_LIMITS,
    }),
  })
  const sandbox: Upstream = {
    name: 'sandbox',
    label: 'Sandbox',
    isSandbox: true,
    baseUrl: null,
    isReady: true,
    keyVariable: null,
    models: null,
    transport: createSandbox({ tps: config.sandboxTps }).transport,
  }
  const claude = http({
    name: 'anthropic',
    label: 'Claude API',
    auth: 'x-api-key',
    keyVariable: 'ANTHROPIC_API_KEY',
    models: null,
    ...config.anthropic,
  })
  const all = [sandbox, claude, ...config.upstreams.map(http)]
  const table = new Map(all.map((upstream) => [upstream.name, upstream]))
  let chosen: string | null = null
  return {
    get: (name) => find(table, name),
    views: () => all.map(toView),
    get defaultName() {
      return chosen ?? (claude.isReady ? 'anthropic' : 'sandbox')
    },
    get isDefaultChosen() {
      return chosen !== null
    },
    setDefault: (name) => {
      chosen = name !== null && table.has(name) ? name : null
    },
    close: () => pool.destroy(),
  }
}

function find(table: ReadonlyMap<string, Upstream>, name: string): Upstream {
  const upstream = table.get(name)
  if (upstream !== undefined) return upstream
  const names = [...table.keys()].join(', ')
  throw new ApiError(
    404,
    `There is no upstream named ${JSON.stringify(name)}. Configured: ${names}.`,
  )
}

function toView(upstream: Upstream): UpstreamView {
  const { name, label, isSandbox, baseUrl, isReady, keyVariable } = upstream
  return { name, label, isSandbox, baseUrl, isReady, keyVariable: isReady ? null : keyVariable }
}
