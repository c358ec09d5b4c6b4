import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StartRun } from '@/lib/domain/conversation'
import type { Run } from '@/lib/domain/run'
import { readConfig } from '@/lib/server/env'
import { Keyring } from '@/lib/server/keys/keyring'
import { openMasterKey } from '@/lib/server/keys/master-key'
import { createLog } from '@/lib/server/log'
import { recoverRuns } from '@/lib/server/runs/recover'
import { Runs } from '@/lib/server/runs/runs'
import { openStore } from '@/lib/server/store/open'
import { OWNER } from '@/lib/server/store/schema'
import { createUpstreams, type Upstreams } from '@/lib/server/upstream/table'
import { type FakeUpstream, startFakeUpstream } from './fake-upstream'
import { newTurn, upstreamEnv } from './parley-client'

/** Runs over a real database file and real sockets, without the web server around them. */
export interface RunsBed {
  fake: FakeUpstream
  runs: Runs
  upstreams: Upstreams
  dataDir: string
  db: Awaited<ReturnType<typeof openStore>>['db']
  /** Starts a run; what is not given is fresh. */
  start(text: string, over?: Partial<StartRun>): Promise<StartRun>
  /** Resolves with the run when its end is stored. */
  ended(id: string): Promise<Run>
  close(): Promise<void>
}

/** Opens a bed whose Claude API is a scripted fake. `baseUrl` puts another address in its place. */
export async function openRunsBed(baseUrl?: string): Promise<RunsBed> {
  const fake = await startFakeUpstream()
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bed-'))
  const env = {
    DATA_DIR: dataDir,
    ...upstreamEnv(baseUrl ?? fake.url),
    PARLEY_SANDBOX_TPS: '0',
  }
  const config = readConfig(env, dataDir)
  const store = await openStore(dataDir)
  await recoverRuns(store.db)
  const keyring = await Keyring.open(store.db, openMasterKey(dataDir), () => {})
  const upstreams = createUpstreams(config, keyring, {})
  const runs = new Runs(store.db, upstreams, createLog('silent'))
  return {
    fake,
    runs,
    upstreams,
    dataDir,
    db: store.db,
    start: async (text, over) => {
      const input = { ...newTurn(text), ...over }
      await runs.start(OWNER, input)
      return input
    },
    ended: (id) => endOf(runs, id),
    close: async () => {
      await runs.close()
      await upstreams.close()
      await store.close()
      await fake.close()
      await rm(dataDir, { recursive: true })
    },
  }
}

/** Watches a run until what the live connection has said of it satisfies the test. */
export async function watch(
  runs: Runs,
  id: string,
  isThere: (text: string) => boolean,
): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of runs.live.connect(OWNER, new Map([[id, 0]]))) {
    text += decoder.decode(bytes, { stream: true })
    if (isThere(text)) return
  }
}

async function endOf(runs: Runs, id: string): Promise<Run> {
  await watch(runs, id, (text) => text.includes('"endedAt":1'))
  return runs.get(OWNER, id)
}
