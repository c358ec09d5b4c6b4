import 'server-only'
import { join } from 'node:path'
import { LIMITS_BY_TIER } from '@/lib/domain/limit-tiers'
import { DEFAULT_SANDBOX_SETTINGS, type SandboxSettings } from '@/lib/domain/sandbox-settings'
import { type Batches, createBatches } from './batches/batches'
import { createPromptCache, type PromptCache } from './cache/prompt-cache'
import { type Chances, createChances } from './faults/chances'
import { createFiles, type Files, type FilesOptions } from './files/files'
import { createLimits, type Limits } from './limits/limits'
import { createLooker, type Looker } from './media/looker'
import { createWorkerPool, type WorkerPool } from './worker/pool'

export interface SandboxOptions {
  /** Tokens per second; 0 = unpaced. */
  tps: number
  /** Where files and batches are kept; made when the first one comes. */
  dir: string
  /** The clock of limits, caches and expiry, in milliseconds since 1970. */
  now?: () => number
  /** Refuses calls without a key; what the key says does not matter. */
  needsKey?: boolean
  /** What chance faults draw from: numbers from 0 to 1. */
  random?: () => number
  /** Smaller limits of the Files API, for tests. */
  files?: FilesOptions
}

/** What outlives a single call. */
export interface SandboxState {
  tps: number
  now: () => number
  needsKey: boolean
  /** Changed by `Sandbox.configure`. */
  settings: SandboxSettings
  chances: Chances
  limits: Limits
  promptCache: PromptCache
  files: Files
  batches: Batches
  worker: WorkerPool
  looker: Looker
}

/** A sandbox that nobody has called yet. */
export function createState({
  tps,
  dir,
  now = Date.now,
  needsKey = false,
  random = Math.random,
  files,
}: SandboxOptions): SandboxState {
  const worker = createWorkerPool()
  const state: SandboxState = {
    tps,
    now,
    needsKey,
    settings: DEFAULT_SANDBOX_SETTINGS,
    chances: createChances(random),
    limits: createLimits(now, () => LIMITS_BY_TIER[state.settings.tier]),
    promptCache: createPromptCache(now),
    files: createFiles(dir, now, files),
    batches: createBatches(join(dir, 'batches'), now, tps),
    worker,
    looker: createLooker(worker),
  }
  return state
}
