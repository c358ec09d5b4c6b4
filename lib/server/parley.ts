import 'server-only'
import packageJson from '../../package.json' with { type: 'json' }
import { createDoor, type Door } from './door/door'
import { type Config, readConfig } from './env'
import { type GatewayKey, openGatewayKey } from './gateway-key'
import { createLog, type Log } from './log'
import { createSessions, type Sessions } from './sign-in'
import { openStore, type Store } from './store/open'

/** The one object that holds state; every copy of every module takes it from `globalThis`. */
export interface Parley {
  version: string
  config: Config
  log: Log
  door: Door
  gatewayKey: GatewayKey
  store: Store
  sessions: Sessions
  /** By `performance.now()`. */
  startedAt: number
  /** Stops accepting, ends live streams, closes the store. */
  close(): Promise<void>
  /** What the start text says. */
  describe(): { upstreamLine: string; dataDir: string }
}

const KEY = Symbol.for('parley')

/** Builds the one Parley object. Called once, by instrumentation.ts. */
export async function startParley(
  env: Record<string, string | undefined>,
  cwd: string,
): Promise<Parley> {
  const config = readConfig(env, cwd)
  const store = await openStore(config.dataDir)
  const gatewayKey = openGatewayKey(config)
  const log = createLog(config.logLevel, [gatewayKey.value])
  const built: Parley = {
    version: packageJson.version,
    config,
    log,
    door: createDoor({ config, gatewayKey: gatewayKey.value }),
    gatewayKey,
    store,
    sessions: createSessions({ db: store.db, password: config.password }),
    startedAt: performance.now(),
    close: () => store.close(),
    describe: () => ({
      upstreamLine: config.anthropic.key
        ? `the Claude API (${config.anthropic.baseUrl})`
        : 'the built-in sandbox (set ANTHROPIC_API_KEY to use the Claude API)',
      dataDir: config.dataDir,
    }),
  }
  Reflect.set(globalThis, KEY, built)
  return built
}

/** The one Parley object. */
export function parley(): Parley {
  const built: unknown = Reflect.get(globalThis, KEY)
  if (!isParley(built)) throw new Error('Parley has not started')
  return built
}

function isParley(value: unknown): value is Parley {
  return typeof value === 'object' && value !== null && 'store' in value && 'door' in value
}
