import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parley } from '@/lib/server/parley'
import { startParley } from '@/lib/server/start-parley'

/** All that a server does, in the process of a test, on data of its own. */
export interface ParleyBed {
  parley: Parley
  close(): Promise<void>
}

/** Opens one, whose sandbox answers at once. `env` is what else it is configured with. */
export async function openParleyBed(env: Record<string, string> = {}): Promise<ParleyBed> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-bed-'))
  const own = { DATA_DIR: dir, PARLEY_SANDBOX_TPS: '0', LOG_LEVEL: 'silent' }
  const parley = await startParley({ ...own, ...env }, dir)
  return {
    parley,
    close: async () => {
      await parley.endCalls(AbortSignal.abort())
      await parley.close()
      await rm(dir, { recursive: true })
    },
  }
}
