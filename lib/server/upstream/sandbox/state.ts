import 'server-only'
import { createLimits, type Limits } from './limits'
import { createWorkerPool, type WorkerPool } from './worker/pool'

export interface SandboxOptions {
  /** Tokens per second; 0 = unpaced. */
  tps: number
  /** Where files and batches are kept; made when the first one comes. */
  dir: string
  /** The clock of limits, caches and expiry, in milliseconds since 1970. */
  now?: () => number
}

/** What outlives a single call. */
export interface SandboxState {
  tps: number
  dir: string
  now: () => number
  limits: Limits
  worker: WorkerPool
}

/** A sandbox that nobody has called yet. */
export function createState({ tps, dir, now = Date.now }: SandboxOptions): SandboxState {
  return { tps, dir, now, limits: createLimits(now), worker: createWorkerPool() }
}
