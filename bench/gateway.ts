import { Agent } from 'undici'
import { type Child, startChild } from '../e2e/harness/child'
import { upstreamEnv } from '../e2e/harness/parley-client'
import { cpuOf, residentMb, watchMemory } from '../e2e/harness/process-figures'
import { DOORS, startParley } from '../e2e/harness/server'
import { playLoad, type Target } from './load'
import { median, printTable } from './table'
import { upload } from './upload'
import { CROWD, SLOW_EVENTS, UPLOAD, WORKLOADS, type Workload } from './workloads'

/** What one round of one target showed; null where it cannot be taken. */
type Figures = Record<string, number | null>
/** Rounds of every target, by its name. */
type Rounds = ReadonlyMap<string, Figures[]>

interface Bed extends Target {
  stop(): Promise<unknown>
}

const DIRECT = 'direct'
const PIPE = 'bare pipe'
const RAW = 'Parley, raw door'

/**
 * Both doors of the gateway beside a bare pipe and no proxy at all: same upstream, same client,
 * rounds of all in turn, so that what else the machine does meets all alike.
 */
export async function benchGateway(rounds: number): Promise<void> {
  const upstream = await startChild(new URL('children/upstream.ts', import.meta.url))
  try {
    const took = new Map<string, Rounds>()
    await withTargets(upstream, async (targets) => {
      for (const [key, workload] of Object.entries(WORKLOADS)) {
        for (const target of targets) await playLoad(target, workload)
        const figures = await inTurn(targets, rounds, (target) => measure(target, workload))
        print(`Gateway, ${workload.name} (${workload.requests} requests)`, figures)
        took.set(key, figures)
      }
      const figures = await inTurn(targets, rounds, measureUpload)
      print(`Gateway, upload of ${UPLOAD / 1e6} MB`, figures)
      took.set('upload', figures)
    })
    const crowd = await benchCrowd(upstream, rounds)
    print(`Gateway, ${CROWD.name}`, crowd)
    took.set('crowd', crowd)
    printAims(took)
  } finally {
    await upstream.stop()
  }
}

/** Memory that a process has taken once it keeps: each round has processes of its own. */
async function benchCrowd(upstream: Child, rounds: number): Promise<Rounds> {
  const all = new Map<string, Figures[]>()
  for (let round = 0; round < rounds; round++) {
    await withTargets(upstream, async (targets) => {
      for (const target of turned(targets, round)) {
        await playLoad(target, WORKLOADS.sixteen)
        const figures = await measureCrowd(target)
        all.set(target.name, [...(all.get(target.name) ?? []), figures])
      }
    })
  }
  return all
}

async function withTargets(
  upstream: Child,
  use: (targets: readonly Target[]) => Promise<void>,
): Promise<void> {
  const beds: Bed[] = [
    { name: DIRECT, url: upstream.url, key: 'none', pid: null, stop: async () => {} },
  ]
  try {
    const pipe = await startChild(new URL('children/pipe.ts', import.meta.url), upstream.url)
    beds.push({ ...pipe, name: PIPE, key: 'none' })
    for (const [name, env] of DOORS) {
      const parley = await startParley({ env: { ...upstreamEnv(upstream.url), ...env } })
      const { url, gatewayKey: key, pid, stop } = parley
      beds.push({ name: `Parley, ${name.replace('the ', '')}`, url, key, pid, stop })
    }
    await use(beds)
  } finally {
    for (const bed of beds) await bed.stop()
  }
}

async function inTurn(
  targets: readonly Target[],
  rounds: number,
  take: (target: Target) => Promise<Figures>,
): Promise<Rounds> {
  const figures = new Map(targets.map(({ name }) => [name, [] as Figures[]]))
  for (let round = 0; round < rounds; round++) {
    for (const target of turned(targets, round)) figures.get(target.name)?.push(await take(target))
  }
  return figures
}

/** Another target begins each round. */
function turned<T>(list: readonly T[], by: number): T[] {
  const at = by % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}

async function measure(target: Target, workload: Workload): Promise<Figures> {
  const before = read(target, cpuOf)
  const { firstByte, wall } = await playLoad(target, workload)
  return {
    'first event, ms': median(firstByte),
    'requests/s': (workload.requests * 1000) / wall,
    'CPU per request, ms': share(read(target, cpuOf), before, workload.requests),
  }
}

async function measureUpload(target: Target): Promise<Figures> {
  const agent = new Agent()
  const before = read(target, cpuOf)
  try {
    const took = await upload(agent, target)
    return {
      'MB/s': UPLOAD / 1000 / took,
      'CPU, ms': share(read(target, cpuOf), before, 1),
    }
  } finally {
    await agent.close()
  }
}

async function measureCrowd(target: Target): Promise<Figures> {
  const cpu = read(target, cpuOf)
  const memory = read(target, residentMb)
  const watch = target.pid === null ? null : watchMemory(target.pid)
  const { wall } = await playLoad(target, CROWD)
  const events = CROWD.requests * SLOW_EVENTS
  return {
    'events/s': (events * 1000) / wall,
    'CPU per event, µs': share(read(target, cpuOf), cpu, events / 1000),
    'memory per stream, kB': share(watch?.stop() ?? null, memory, CROWD.requests / 1000),
  }
}

function read({ pid }: Target, of: (pid: number) => number | null): number | null {
  return pid === null ? null : of(pid)
}

function share(after: number | null, before: number | null, parts: number): number | null {
  return after === null || before === null ? null : (after - before) / parts
}

function print(title: string, rounds: Rounds): void {
  const names = Object.keys([...rounds.values()][0]?.[0] ?? {})
  const rows = [...rounds.keys()].map((target) => ({
    target,
    ...Object.fromEntries(names.map((name) => [name, middle(rounds, target, name).toFixed(2)])),
  }))
  printTable(title, rows)
}

/** The median over the rounds; NaN where there is none. */
function middle(rounds: Rounds | undefined, target: string, figure: string): number {
  const values = (rounds?.get(target) ?? []).map((one) => one[figure] ?? null)
  return median(values.filter((value) => value !== null))
}

/** What the raw door shall reach: its figure against a baseline's of the same rounds. */
function printAims(took: ReadonlyMap<string, Rounds>): void {
  const ratio = (workload: string, figure: string, to: string) => {
    const rounds = took.get(workload)
    return middle(rounds, RAW, figure) / middle(rounds, to, figure)
  }
  const alone = took.get('alone')
  const added = (target: string) =>
    middle(alone, target, 'first event, ms') - middle(alone, DIRECT, 'first event, ms')
  const cpu = 'CPU per request, ms'
  const aims: [what: string, is: number, aim: string, isMet: (is: number) => boolean][] = [
    [
      'added time to first event, times the pipe',
      added(RAW) / added(PIPE),
      '≤ 2.5',
      (x) => x <= 2.5,
    ],
    ['CPU at 16, one piece, times the pipe', ratio('sixteen', cpu, PIPE), '≤ 1.5', (x) => x <= 1.5],
    [
      'CPU at 16, event by event, times the pipe',
      ratio('quick', cpu, PIPE),
      '≤ 1.5',
      (x) => x <= 1.5,
    ],
    [
      'requests/s at 64, of the pipe',
      ratio('sixtyFour', 'requests/s', PIPE),
      '≥ 0.7',
      (x) => x >= 0.7,
    ],
    [
      'events/s of 500 streams, of direct',
      ratio('crowd', 'events/s', DIRECT),
      '≥ 0.85',
      (x) => x >= 0.85,
    ],
    [
      'memory per stream, times the pipe',
      ratio('crowd', 'memory per stream, kB', PIPE),
      '≤ 2',
      (x) => x <= 2,
    ],
    ['upload, of direct', ratio('upload', 'MB/s', DIRECT), '≥ 0.45', (x) => x >= 0.45],
  ]
  const rows = aims.map(([what, is, aim, isMet]) => ({
    'the raw door': what,
    is: is.toFixed(2),
    aim,
    met: isMet(is) ? 'yes' : 'no',
  }))
  printTable('Gateway, aims', rows)
}
