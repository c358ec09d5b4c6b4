import { startChild } from '../e2e/harness/child'
import { upstreamEnv } from '../e2e/harness/parley-client'
import { cpuOf } from '../e2e/harness/process-figures'
import { startParley } from '../e2e/harness/server'
import { playLoad, type Target } from './load'
import { median, printTable } from './table'
import { WORKLOADS, type Workload } from './workloads'

/** One round's figures of one target. */
interface Figures {
  firstByte: number
  perSecond: number
  /** CPU ms per request; null for the upstream itself and where it cannot be read. */
  cpu: number | null
}

/**
 * The gateway beside a bare pipe and no proxy at all: same upstream, same client, rounds of all three
 * in turn, so that what else the machine does meets all alike.
 */
export async function benchGateway(rounds: number): Promise<void> {
  const upstream = await startChild(new URL('children/upstream.ts', import.meta.url))
  const pipe = await startChild(new URL('children/pipe.ts', import.meta.url), upstream.url)
  const parley = await startParley({ env: upstreamEnv(upstream.url) })
  const targets: Target[] = [
    { name: 'direct', url: upstream.url, key: 'none', pid: null },
    { name: 'bare pipe', url: pipe.url, key: 'none', pid: pipe.pid },
    { name: 'Parley', url: parley.url, key: parley.gatewayKey, pid: parley.pid },
  ]
  try {
    for (const workload of Object.values(WORKLOADS)) {
      for (const target of targets) await playLoad(target, workload)
      const figures = new Map(targets.map(({ name }) => [name, [] as Figures[]]))
      for (let round = 0; round < rounds; round++) {
        for (const target of turned(targets, round)) {
          figures.get(target.name)?.push(await measure(target, workload))
        }
      }
      print(workload, figures)
    }
  } finally {
    await parley.stop()
    await pipe.stop()
    await upstream.stop()
  }
}

/** Another target begins each round. */
function turned<T>(list: readonly T[], by: number): T[] {
  const at = by % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}

async function measure(target: Target, workload: Workload): Promise<Figures> {
  const before = target.pid === null ? null : cpuOf(target.pid)
  const { firstByte, wall } = await playLoad(target, workload)
  const after = target.pid === null ? null : cpuOf(target.pid)
  return {
    firstByte: median(firstByte),
    perSecond: (workload.requests * 1000) / wall,
    cpu: before === null || after === null ? null : (after - before) / workload.requests,
  }
}

function print(workload: Workload, figures: ReadonlyMap<string, readonly Figures[]>): void {
  const of = (name: string, read: (one: Figures) => number | null): number => {
    const values = (figures.get(name) ?? []).map(read).filter((value) => value !== null)
    return median(values)
  }
  const direct = of('direct', ({ firstByte }) => firstByte)
  const rows = [...figures.keys()].map((name) => {
    const firstByte = of(name, (one) => one.firstByte)
    return {
      target: name,
      'first event, ms': firstByte.toFixed(2),
      'added, ms': (firstByte - direct).toFixed(2),
      'requests/s': of(name, ({ perSecond }) => perSecond).toFixed(0),
      'CPU per request, ms': of(name, ({ cpu }) => cpu).toFixed(2),
      'CPU, times the pipe': (
        of(name, ({ cpu }) => cpu) / of('bare pipe', ({ cpu }) => cpu)
      ).toFixed(2),
    }
  })
  const { name, requests, width } = workload
  printTable(`Gateway, ${name} (${requests} requests, ${width} at once)`, rows)
}
