import { setTimeout as sleep } from 'node:timers/promises'
import { Agent } from 'undici'
import { startChild } from '../harness/child'
import { upstreamEnv } from '../harness/parley-client'
import { cpuOf, residentMb, watchMemory } from '../harness/process-figures'
import { send } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { pacedFrames } from './paced-frames'
import { quantile, type Report } from './report'
import { checkHealth, untilIdle } from './rest'
import { readStream } from './stream-reader'

export interface StreamsOptions {
  streams: number
  /** Of each stream. */
  seconds: number
  seed: number
}

/** Events a second of each stream. */
const RATE = 20
/** Streams that begin in a second. */
const RAMP = 100
const MOST_MB = 600
const HEALTH_EVERY_MS = 250
/** Longer than any liveness probe waits. */
const HEALTH_MS = 10_000
/** One of so many events is looked at for how late it comes. */
const SAMPLE = 10

/**
 * Carries many paced streams at once, upstream in a process of its own, and asks: has each arrived
 * whole and as it was sent, how much memory did that take, and did the server answer meanwhile?
 */
export async function runStreams({ streams, seconds, seed }: StreamsOptions): Promise<Report> {
  const events = RATE * seconds
  const program = new URL('children/paced-upstream.ts', import.meta.url)
  const upstream = await startChild(program, String(events), String(RATE))
  const parley = await startParley({ env: upstreamEnv(upstream.url) })
  // Next reads a route when it is first asked for.
  await send(`${parley.url}/api/health`)
  const agent = new Agent({ connections: streams, pipelining: 1 })
  const memoryBefore = residentMb(parley.pid) ?? 0
  const memory = watchMemory(parley.pid, 250)
  const cpu = cpuOf(parley.pid) ?? 0
  const health = watchHealth(parley)
  const began = performance.now()
  try {
    const load = createLoad(pacedFrames(events))
    const read = await playRamped(streams, () => load.play(agent, parley))
    const wall = (performance.now() - began) / 1000
    const used = (cpuOf(parley.pid) ?? 0) - cpu
    const most = memory.stop() ?? 0
    const answered = await health.stop()
    const problems = read.flatMap(({ problem }) => problem ?? [])
    const isIdle = await untilIdle(parley)
    return {
      scenario: 'streams',
      seed,
      figures: {
        'streams at once, complete': `${streams}, ${streams - problems.length}`,
        'events a second in all (sent, median and most received)': `${streams * RATE}, ${load.rates()}`,
        'events late, ms (median, 99 %, most)': inMs(load.late, [0.5, 0.99, 1]),
        'streams over time, ms (median, most)': inMs(load.over, [0.5, 1]),
        'memory, MB (before, most, per stream)': `${Math.round(memoryBefore)}, ${Math.round(most)}, ${((most - memoryBefore) / streams).toFixed(2)}`,
        'CPU of the server (of one core, µs per event)': `${Math.round(used / wall / 10)} %, ${Math.round((1000 * used) / (streams * events))}`,
        'GET /api/health, ms (median, 99 %, most)': inMs(answered.times, [0.5, 0.99, 1]),
      },
      violations: [
        ...problems.map((problem) => `a stream: ${problem}`),
        ...(most <= MOST_MB ? [] : [`${Math.round(most)} MB of memory`]),
        ...answered.problems,
        ...(isIdle ? [] : ['a run has not ended']),
        ...(await checkHealth(parley)),
      ],
    }
  } finally {
    memory.stop()
    await health.stop()
    await agent.destroy()
    await parley.stop()
    await upstream.stop()
  }
}

function playRamped<T>(streams: number, play: () => Promise<T>): Promise<T[]> {
  const all = Array.from({ length: streams }, async (_, i) => {
    await sleep((i * 1000) / RAMP)
    return play()
  })
  return Promise.all(all)
}

/** Streams of the same frames, and what is seen of their pace. */
function createLoad(frames: readonly string[]) {
  const expected = Buffer.from(frames.join(''))
  let sum = 0
  const ends = frames.map((frame) => {
    sum += Buffer.byteLength(frame)
    return sum
  })
  const late: number[] = []
  const over: number[] = []
  const bySecond = new Map<number, number>()
  return {
    late,
    over,
    play: async (agent: Agent, parley: ParleyServer) => {
      let first = 0
      let seen = 0
      const onBytes = (bytes: number) => {
        const now = performance.now()
        if (seen === 0) first = now
        const second = Math.floor(now / 1000)
        const before = seen
        while (seen < ends.length && (ends[seen] ?? 0) <= bytes) {
          if (++seen % SAMPLE === 0) late.push(now - first - ((seen - 1) * 1000) / RATE)
        }
        bySecond.set(second, (bySecond.get(second) ?? 0) + seen - before)
      }
      const read = await readStream(agent, parley, { expected, leaveAfter: null, onBytes })
      over.push(performance.now() - first - ((frames.length - 1) * 1000) / RATE)
      return read
    },
    /** Of the seconds in which most streams run. */
    rates: () => {
      const counts = [...bySecond.values()]
      return [0.5, 1].map((part) => quantile(counts, part)).join(', ')
    },
  }
}

/** Asks for the server's health again and again. */
function watchHealth({ url }: ParleyServer) {
  const times: number[] = []
  const problems: string[] = []
  let isOver = false
  const ask = async () => {
    while (!isOver) {
      const before = performance.now()
      try {
        const signal = AbortSignal.timeout(HEALTH_MS)
        const { status } = await send(`${url}/api/health`, { signal })
        if (status !== 200) problems.push(`GET /api/health: ${status}`)
        times.push(performance.now() - before)
      } catch (error) {
        problems.push(`GET /api/health: ${error}`)
      }
      await sleep(HEALTH_EVERY_MS)
    }
    return { times, problems }
  }
  const asking = ask()
  return {
    stop: () => {
      isOver = true
      return asking
    },
  }
}

function inMs(values: readonly number[], parts: readonly number[]): string {
  return parts.map((part) => quantile(values, part).toFixed(0)).join(', ')
}
