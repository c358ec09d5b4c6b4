import 'server-only'
import type { Run } from '@/lib/domain/run'
import type { Upstream } from '../upstream/sink'

/** Who hears of all runs of this process. */
export interface RunsEars {
  /** The upstream, its answers listened to. */
  around(upstream: Upstream, model: () => string): Upstream
  /** A run has ended; `cost` is what it came to, where that is known. */
  onEnd(run: Run, cost: number | null): void
  /** Its end is on the disk, and its owner's tabs have been told. */
  onStored(owner: string, run: Run): void
  /** What arrived could not be stored. */
  onStoreFailure(): void
}

export const NOBODY: RunsEars = {
  around: (upstream) => upstream,
  onEnd: () => {},
  onStored: () => {},
  onStoreFailure: () => {},
}
