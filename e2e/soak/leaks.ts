import { setTimeout as sleep } from 'node:timers/promises'
import { Agent } from 'undici'
import { startChild } from '../harness/child'
import { collectGarbage, INSPECTED } from '../harness/collect-garbage'
import { upstreamEnv } from '../harness/parley-client'
import { openHandles, residentMb } from '../harness/process-figures'
import { type ParleyServer, startParley } from '../harness/server'
import { between, createRandom } from '../harness/upstream/random'
import { pacedFrames } from './paced-frames'
import type { Report } from './report'
import { checkHealth, checkRest, readMetrics, readRest, untilIdle } from './rest'
import { type ReadStream, readStream } from './stream-reader'

export interface LeaksOptions {
  streams: number
  seed: number
}

/** Of each stream: a tenth of a second. */
const EVENTS = 40
const RATE = 400
const STREAM_MS = (1000 * EVENTS) / RATE
const ABORTED = 0.3
/** Streams at once. */
const WIDTH = 48
/** How often memory is looked at, and which part of these is warm-up. */
const SAMPLES = 20
const WARM_UP = 0.25
/** How long the allocator has to give memory back before it is looked at. */
const SETTLE_MS = 500
/** Growth by so many streams, MB. */
const PER = 1000
const MOST_MB = 1

interface Sample {
  streams: number
  memory: number
  heap: number
  handles: number
}

/**
 * Carries stream after stream, three in ten of them left at a random moment, and asks of the server
 * at rest, again and again: does its memory grow, and the number of its open handles?
 */
export async function runLeaks({ streams, seed }: LeaksOptions): Promise<Report> {
  const random = createRandom(seed)
  const program = new URL('children/paced-upstream.ts', import.meta.url)
  const upstream = await startChild(program, String(EVENTS), String(RATE))
  const parley = await startParley({ env: { ...INSPECTED, ...upstreamEnv(upstream.url) } })
  const agent = new Agent({ connections: WIDTH, pipelining: 1 })
  const expected = Buffer.from(pacedFrames(EVENTS).join(''))
  const leaveAfter = () => (random() < ABORTED ? between(random, 0, STREAM_MS) : null)
  const samples: Sample[] = []
  const violations: string[] = []
  let aborted = 0
  const step = Math.ceil(streams / SAMPLES)
  try {
    const play = () => readStream(agent, parley, { expected, leaveAfter: leaveAfter() })
    await collectGarbage(parley)
    const before = await readRest(parley)
    for (let done = 0; done < streams; done += step) {
      const read = await playMany(Math.min(step, streams - done), play)
      aborted += read.filter(({ isAborted }) => isAborted).length
      violations.push(...read.flatMap(({ problem }) => problem ?? []))
      if (!(await untilIdle(parley))) violations.push(`runs have not ended after ${done} streams`)
      await collectGarbage(parley)
      await sleep(SETTLE_MS)
      samples.push(await takeSample(parley, done + step))
    }
    const slope = slopeOf(samples, ({ memory }) => memory)
    if (slope > MOST_MB)
      violations.push(`memory grows by ${slope.toFixed(2)} MB per ${PER} streams`)
    violations.push(...(await checkHealth(parley)))
    await agent.destroy()
    await upstream.stop()
    violations.push(...(await checkRest(parley, before)))
    return { scenario: 'leaks', seed, figures: figuresOf(streams, aborted, samples), violations }
  } finally {
    await agent.destroy()
    await parley.stop()
    await upstream.stop()
  }
}

async function playMany(count: number, play: () => Promise<ReadStream>): Promise<ReadStream[]> {
  const read: ReadStream[] = []
  let left = count
  const work = async () => {
    while (left-- > 0) read.push(await play())
  }
  await Promise.all(Array.from({ length: WIDTH }, work))
  return read
}

async function takeSample(parley: ParleyServer, streams: number): Promise<Sample> {
  const metrics = await readMetrics(parley)
  return {
    streams,
    memory: residentMb(parley.pid) ?? 0,
    heap: metrics('nodejs_heap_size_used_bytes') / 1_048_576,
    handles: openHandles(parley.pid) ?? 0,
  }
}

/** MB per so many streams after the warm-up, by least squares. */
function slopeOf(all: readonly Sample[], figure: (sample: Sample) => number): number {
  const samples = all.slice(Math.floor(all.length * WARM_UP))
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const x = mean(samples.map(({ streams }) => streams))
  const y = mean(samples.map(figure))
  const covariance = mean(samples.map((one) => (one.streams - x) * (figure(one) - y)))
  const variance = mean(samples.map(({ streams }) => (streams - x) ** 2))
  return variance === 0 ? 0 : (PER * covariance) / variance
}

function figuresOf(
  streams: number,
  aborted: number,
  samples: readonly Sample[],
): Report['figures'] {
  const memory = samples.map((sample) => Math.round(sample.memory))
  const handles = samples.map((sample) => sample.handles)
  return {
    'streams, of which aborted': `${streams}, ${aborted}`,
    'memory at rest, MB': memory.join(' '),
    [`growth after the warm-up, MB per ${PER} streams (resident, heap in use)`]: [
      slopeOf(samples, (sample) => sample.memory),
      slopeOf(samples, (sample) => sample.heap),
    ]
      .map((slope) => slope.toFixed(2))
      .join(', '),
    'handles at rest (least, most)': `${Math.min(...handles)}, ${Math.max(...handles)}`,
  }
}
