import { expect } from 'vitest'
import type { ChatSettings, StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { judge } from '@/lib/domain/judge'
import { type Axes, planGrid } from '@/lib/domain/sweeps/plan'
import type { Cell, ChangeSweep, ShownSweep, StartSweep } from '@/lib/domain/sweeps/sweep'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import { type FakeUpstream, readBody } from './fake-upstream'
import { HttpBed, startParts } from './http-bed'
import { rules } from './loop-bed'
import { newTurn } from './parley-client'
import { encodeEvents, textEvents } from './upstream/answers'
import { failure, type HeaderList, type Script, stream } from './upstream/script'

/** A comparison whose columns have been asked something. */
export interface Asked {
  comparisonId: string
  columns: StartRun[]
}

/** USD: more than the sweeps of these tests can cost. */
const AMPLE = 1000

/** A bed to let sweep. */
export class SweepBed extends HttpBed {
  static override async open(): Promise<SweepBed> {
    return new SweepBed(await startParts())
  }

  /** A tool of the library, as it is chosen; without a result it waits for one by hand. */
  async makeTool(name: string, result: string | null): Promise<ChosenTool> {
    const definition = { name, description: 'Looks.', input_schema: { type: 'object' as const } }
    const id = newId()
    const answer = result === null ? { by: 'hand' } : rules(result)
    const tool = { id, definition, answer, approval: 'never' }
    expect((await this.call('/api/tools', 'POST', tool)).ok).toBe(true)
    return { id, definition }
  }

  /** Makes a comparison with a column of each of these settings, and asks something in each. */
  async ask(...all: ChatSettings[]): Promise<Asked> {
    const comparisonId = newId()
    const columns = all.map((settings) => ({ ...newTurn('Which is it?'), settings }))
    const [first] = all
    const made = await this.call('/api/comparisons', 'POST', {
      ...{ id: comparisonId, title: 'Which', settings: first },
      columns: columns.map(({ conversationId: id, settings }) => ({ id, settings })),
    })
    expect(made.status).toBe(201)
    for (const turn of columns) await this.client.start(turn)
    await this.client.ended(columns.map(({ id }) => id))
    return { comparisonId, columns }
  }

  /** A sweep over axes of the first column's question, as the screen would start it. */
  grid(
    { columns: [column] }: Asked,
    axes: Partial<Axes>,
    more: Partial<Pick<StartSweep, 'repeats' | 'cap'>>,
  ): StartSweep {
    if (column === undefined) throw new Error('There is no column.')
    const all = { models: [], efforts: [], temperatures: [], systems: [], ...axes }
    const { planned } = planGrid(column.settings, all, () => undefined)
    return {
      ...{ id: newId(), kind: 'grid', from: column.conversationId, repeats: 1, cap: AMPLE },
      variants: planned.map(({ choice, settings, judgement }) => ({
        ...{ conversationId: newId(), choice, settings, ...judgement, account: null },
      })),
      ...more,
    }
  }

  /** More answers in the columns themselves. */
  repeats({ columns }: Asked, repeats: number): StartSweep {
    return {
      ...{ id: newId(), kind: 'repeat', repeats, cap: AMPLE },
      variants: columns.map(({ conversationId, settings }) => ({
        ...{ conversationId, choice: {}, settings, ...judge(settings, undefined), account: null },
      })),
    }
  }

  start({ comparisonId }: Asked, sweep: StartSweep): Promise<Response> {
    return this.call(`/api/comparisons/${comparisonId}/sweeps`, 'POST', sweep)
  }

  act({ comparisonId }: Asked, { id }: StartSweep, change: ChangeSweep): Promise<Response> {
    return this.call(`/api/comparisons/${comparisonId}/sweeps/${id}`, 'PATCH', change)
  }

  async read({ comparisonId }: Asked, { id }: StartSweep): Promise<ShownSweep> {
    const response = await this.call(`/api/comparisons/${comparisonId}/sweeps/${id}`)
    expect(response.status).toBe(200)
    return response.json()
  }

  /** The sweep once something holds of it. */
  async until(
    asked: Asked,
    start: StartSweep,
    holds: (sweep: ShownSweep) => boolean,
  ): Promise<ShownSweep> {
    let now = await this.read(asked, start)
    await expect
      .poll(
        async () => {
          now = await this.read(asked, start)
          return holds(now)
        },
        { interval: 30, timeout: 50_000 },
      )
      .toBe(true)
    return now
  }
}

/** The cells in one state. */
export function cellsIn({ cells }: ShownSweep, state: Cell['state']): Cell[] {
  return cells.filter((cell) => cell.state === state)
}

/** Answers of so many tokens, by what the upstream counts. */
export function counted(model: string, output: number, more: Omit<Script, 'frames'> = {}): Script {
  const events = textEvents(3, model).map((event) =>
    event.type === 'message_delta' ? { ...event, usage: { output_tokens: output } } : event,
  )
  return stream(encodeEvents(events), more)
}

/** An upstream that takes so many requests in each window and turns away the rest, and what it saw. */
export function limited(upstream: FakeUpstream, limit: number, windowMs: number) {
  const seen = { turnedAway: 0, most: 0, live: 0 }
  let window = 0
  let taken = 0
  upstream.setDefault((request) => {
    const now = Date.now()
    const current = Math.floor(now / windowMs)
    if (current !== window) taken = 0
    window = current
    const isOver = taken >= limit
    if (!isOver) taken += 1
    const reset = new Date((current + 1) * windowMs).toISOString()
    const headers: HeaderList = [
      ['anthropic-ratelimit-requests-limit', String(limit)],
      ['anthropic-ratelimit-requests-remaining', String(limit - taken)],
      ['anthropic-ratelimit-requests-reset', reset],
    ]
    if (isOver) {
      seen.turnedAway += 1
      return failure(429, 'rate_limit_error', [['retry-after', '1'], ...headers])
    }
    seen.live += 1
    seen.most = Math.max(seen.most, seen.live)
    void request.closed.then(() => {
      seen.live -= 1
    })
    return counted(readBody(request)?.model ?? '', 3, { headers, rate: 100 })
  })
  return seen
}
