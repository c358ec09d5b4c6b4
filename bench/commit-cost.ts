import { newId } from '@/lib/domain/ids'
import { newRun } from '@/lib/domain/new-run'
import type { Run } from '@/lib/domain/run'
import type { Recorder } from '@/lib/server/runs/recorder'
import { OWNER } from '@/lib/server/store/schema'
import { openRunsBed } from '../e2e/harness/runs-bed'
import { encodeEvents, textEvents } from '../e2e/harness/upstream/answers'
import { median, printTable } from './table'

const LIVE_RUNS = [1, 50, 200]
/** Commits measured per round, and the deltas that each run receives between two of them. */
const TICKS = 20
const DELTAS = 10

/** What one commit of the journal costs while so many runs stream: one transaction, one fsync. */
export async function benchCommit(rounds: number): Promise<void> {
  const wall = new Map(LIVE_RUNS.map((count) => [count, [] as number[]]))
  const cpu = new Map(LIVE_RUNS.map((count) => [count, [] as number[]]))
  for (let round = -1; round < rounds; round++) {
    for (const count of LIVE_RUNS) {
      const one = await measure(count)
      if (round < 0) continue
      wall.get(count)?.push(one.wall)
      cpu.get(count)?.push(one.cpu)
    }
  }
  const rows = LIVE_RUNS.map((count) => {
    const perCommit = median(cpu.get(count) ?? [])
    return {
      'live runs': String(count),
      'commit, ms': median(wall.get(count) ?? []).toFixed(2),
      'CPU per commit, ms': perCommit.toFixed(2),
      'CPU per run and commit, ms': (perCommit / count).toFixed(3),
    }
  })
  printTable(`Journal, one commit with ${DELTAS} new deltas of every live run`, rows)
}

/** Medians over the ticks of a fresh store. */
async function measure(count: number): Promise<{ wall: number; cpu: number }> {
  const bed = await openRunsBed()
  const recorders = Array.from({ length: count }, () => {
    const request = { headers: [], body: '{}' }
    const recorder = bed.runs.observe(OWNER, gatewayRun(), request, new AbortController(), () => {})
    recorder.head(200, [['content-type', 'text/event-stream']])
    return recorder
  })
  const frames = encodeEvents(textEvents(DELTAS * (TICKS + 1))).map((frame) => Buffer.from(frame))
  const wall: number[] = []
  const cpu: number[] = []
  for (let tick = 0; tick <= TICKS; tick++) {
    feed(recorders, frames.slice(tick * DELTAS, (tick + 1) * DELTAS))
    const before = performance.now()
    const used = process.cpuUsage()
    await bed.runs.journal.flush()
    // The first commit inserts the runs: not what is asked.
    if (tick === 0) continue
    const { user, system } = process.cpuUsage(used)
    wall.push(performance.now() - before)
    cpu.push((user + system) / 1000)
  }
  for (const recorder of recorders) recorder.end()
  await bed.close()
  return { wall: median(wall), cpu: median(cpu) }
}

function feed(recorders: readonly Recorder[], frames: readonly Buffer[]): void {
  for (const recorder of recorders) for (const frame of frames) recorder.write(frame)
}

function gatewayRun(): Run {
  return newRun({
    id: newId(),
    source: 'gateway',
    upstream: 'anthropic',
    isSandbox: false,
    model: 'fake-model',
    apiVersion: '2023-06-01',
  })
}
