import 'server-only'
import type { Keeping } from '@/lib/domain/keeping'
import type { Door } from './door/door'
import type { Config } from './env'
import type { Copies } from './files/copies'
import type { FileFetcher } from './files/fetch-in'
import type { FileLibrary } from './files/library'
import type { FileInserter } from './files/put-in'
import type { FileSender } from './files/send-up'
import type { KeptSoon } from './gateway/kept-soon'
import type { OpenCalls } from './gateway/open-calls'
import type { GatewayKey } from './gateway-key'
import type { CallRate } from './gateway-keys/call-rate'
import type { GatewayKeys } from './gateway-keys/gateway-keys'
import type { Keyring } from './keys/keyring'
import type { Limits } from './limits/limits'
import type { Log } from './log'
import type { Metrics } from './metrics/metrics'
import type { Runs } from './runs/runs'
import type { Sessions } from './sign-in'
import type { Store } from './store/open'
import type { Sweeps } from './sweeps/sweeps'
import type { ToolLoop } from './tools/loop'
import type { ToolRunner } from './tools/runner'
import type { Upstreams } from './upstream/table'

/**
 * The one object that holds state; every copy of every module takes it from `globalThis`. This file
 * imports types alone: a route that asks for it must not carry the whole server in its bundle.
 */
export interface Parley {
  version: string
  config: Config
  log: Log
  door: Door
  /** The first key, which can be revealed. */
  gatewayKey: GatewayKey
  gatewayKeys: GatewayKeys
  /** Of the upstreams, as entered in Settings. */
  keyring: Keyring
  store: Store
  sessions: Sessions
  upstreams: Upstreams
  runs: Runs
  loop: ToolLoop
  /** Of the comparisons. */
  sweeps: Sweeps
  /** Of the upstreams, as their answers told. */
  limits: Limits
  metrics: Metrics
  /** Of uploaded files. */
  copies: Copies
  files: FileLibrary
  fileFetcher: FileFetcher
  /** To the upstreams. */
  fileSender: FileSender
  fileInserter: FileInserter
  /** What answers the calls of tools. */
  tools: ToolRunner
  /** Of the gateway. */
  calls: OpenCalls
  keptSoon: KeptSoon
  /** How many refused calls are kept. */
  refusals: CallRate
  /** Takes what is to be kept from now on; what is over a bound goes. */
  keep(keeping: Keeping): Promise<void>
  /** By `performance.now()`. */
  startedAt: number
  /** Takes nothing new, ends what is under way and stores it; `hurry` cuts the gateway's grace short. */
  endCalls(hurry: AbortSignal): Promise<void>
  /** Closes the upstreams, the tools and the store. */
  close(): Promise<void>
  /** What a start says, once it listens on `port`. */
  describe(port: number): string
}

export const KEY = Symbol.for('parley')

/** The one Parley object. */
export function parley(): Parley {
  const built: unknown = Reflect.get(globalThis, KEY)
  if (!isParley(built)) throw new Error('Parley has not started')
  return built
}

function isParley(value: unknown): value is Parley {
  return typeof value === 'object' && value !== null && 'store' in value && 'door' in value
}
