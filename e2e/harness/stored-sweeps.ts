import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { vi } from 'vitest'
import { newId } from '@/lib/domain/ids'
import { cellsOf, type Sweep } from '@/lib/domain/sweeps/sweep'
import type { Answer } from '@/lib/domain/tools/answer'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import type { Parley } from '@/lib/server/parley'
import { startParley } from '@/lib/server/start-parley'
import { OWNER } from '@/lib/server/store/schema'
import { findSweep, insertSweep } from '@/lib/server/store/sweeps'
import { createTool } from '@/lib/server/store/tools'
import type { Block } from '@/lib/wire/types'
import { type FakeUpstream, startFakeUpstream } from './fake-upstream'
import { newTurn, upstreamEnv } from './parley-client'

interface Swept {
  upstream?: string
  model?: string
  files?: Block[]
  tools?: ChosenTool[]
  /** USD, of a run. */
  most?: number
  cap?: number | null
}

/** A server without the web around it, to let sweeps of one answer go wrong in. */
export class StoredSweeps {
  readonly fake: FakeUpstream
  /** A server of tools. */
  readonly elsewhere: FakeUpstream
  readonly #dir: string
  parley: Parley

  private constructor(parts: {
    dir: string
    fake: FakeUpstream
    elsewhere: FakeUpstream
    parley: Parley
  }) {
    this.#dir = parts.dir
    this.fake = parts.fake
    this.elsewhere = parts.elsewhere
    this.parley = parts.parley
  }

  static async open(): Promise<StoredSweeps> {
    const dir = await mkdtemp(join(tmpdir(), 'parley-sweeps-'))
    const fake = await startFakeUpstream()
    const elsewhere = await startFakeUpstream()
    const mcp = { slow: { url: `${elsewhere.url}/mcp` } }
    await writeFile(join(dir, 'parley.config.json'), JSON.stringify({ tools: { mcp } }))
    return new StoredSweeps({ dir, fake, elsewhere, parley: await begin(dir, fake) })
  }

  async close(): Promise<void> {
    vi.useRealTimers()
    await this.parley.endCalls(AbortSignal.abort())
    await this.parley.close()
    await this.fake.close()
    await this.elsewhere.close()
    await rm(this.#dir, { recursive: true })
  }

  /** Ends this process' part, and starts the next one on the same store. */
  async restart(): Promise<void> {
    await this.parley.endCalls(AbortSignal.abort())
    await this.parley.close()
    this.parley = await begin(this.#dir, this.fake)
  }

  /** A tool of the library that nobody need be asked about. */
  async makeTool(answer: Answer): Promise<ChosenTool> {
    const input_schema = { type: 'object' as const }
    const tool = { id: newId(), definition: { name: 'look', description: 'Looks.', input_schema } }
    await createTool(this.parley.store.db, OWNER, { ...tool, answer, approval: 'never' })
    return tool
  }

  /** A sweep of one more answer, at an upstream, to a question that the sandbox has been asked. */
  async keep(state: Sweep['state'], swept: Swept = {}): Promise<Sweep> {
    const { upstream = 'sandbox', model = 'claude-opus-5-5' } = swept
    const { files = [], tools = [], most = 0, cap = null } = swept
    const plain = newTurn('Which is it?')
    const settings = { ...plain.settings, upstream: 'sandbox', model: 'claude-opus-5-5' }
    const { id = newId(), content = [] } = plain.userMessage ?? {}
    const userMessage = { id, content: [...files, ...content] }
    await this.parley.runs.start(OWNER, { ...plain, settings, userMessage })
    const sent = { withheld: [], maxTokens: null, account: null }
    const { conversationId } = plain
    const variant = {
      ...{ conversationId, choice: {}, settings: { ...settings, upstream, model, tools }, ...sent },
      ...{ questionId: id, estimate: { inputTokens: 10, least: 0, most } },
    }
    const sweep: Sweep = {
      ...{ id: newId(), comparisonId: newId(), kind: 'repeat', repeats: 1, variants: [variant] },
      ...{ state, pausedBy: null, cap, cells: cellsOf(1, 1) },
      ...{ createdAt: 1, endedAt: null },
    }
    await this.parley.store.db.transaction().execute((tx) => insertSweep(tx, OWNER, sweep))
    return sweep
  }

  read(id: string): Promise<Sweep | undefined> {
    return findSweep(this.parley.store.db, OWNER, id)
  }

  /** Lets the store refuse to set this state, as a full disk would, until it is taken back. */
  async refuse(
    table: 'sweeps' | 'sweep_cells',
    state: string,
    name = 'refused',
  ): Promise<() => Promise<void>> {
    const [trigger, when] = [sql.ref(name), sql.lit(state)]
    await sql`CREATE TRIGGER ${trigger} BEFORE UPDATE ON ${sql.table(table)} WHEN NEW.state = ${when}
      BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(this.parley.store.db)
    return async () => {
      await sql`DROP TRIGGER ${trigger}`.execute(this.parley.store.db)
    }
  }
}

function begin(dir: string, fake: FakeUpstream): Promise<Parley> {
  const env = { DATA_DIR: dir, PARLEY_SANDBOX_TPS: '0', LOG_LEVEL: 'silent' }
  return startParley({ ...env, ...upstreamEnv(fake.url) }, dir)
}

/** From here on the clock says a minute more. */
export function letTimePass(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
}
