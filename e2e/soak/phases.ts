import { type ClientRequest, request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunStatus } from '@/lib/domain/run'
import type { ParleyServer } from '../harness/server'
import { storedEnds } from '../harness/stored-runs'
import { between, createRandom } from '../harness/upstream/random'
import {
  type HearingUpstream,
  MARK_HEADER,
  PHASE_HEADER,
  startHearingUpstream,
} from './hearing-upstream'
import { onGateway } from './on-gateway'
import { quantile, type Report } from './report'
import { checkHealth, readRest, untilIdle } from './rest'

export interface PhasesOptions {
  /** In each phase. */
  aborts: number
  seed: number
}

/** Where a call is when its client leaves. */
interface Phase {
  name: string
  /** In which upstream stays. */
  stays: 'silence' | 'head' | 'stream' | 'hang' | 'busy'
  /** How many bytes of the answer the client has had; null where it waits for none. */
  reads: number | null
  /** How many bytes of the request it has said are to come and never come. */
  owes: number
  /** How its run ends: one that upstream has refused already has failed. */
  ends: RunStatus
}

const PHASES: readonly Phase[] = [
  { name: 'before the head', stays: 'silence', reads: null, owes: 0, ends: 'stopped' },
  { name: 'after the head', stays: 'head', reads: 0, owes: 0, ends: 'stopped' },
  { name: 'in mid-stream', stays: 'stream', reads: 1, owes: 0, ends: 'stopped' },
  { name: 'while upstream hangs', stays: 'hang', reads: 300, owes: 0, ends: 'stopped' },
  { name: 'during the upload', stays: 'silence', reads: null, owes: 1_000_000, ends: 'stopped' },
]
const RETRY: Phase = {
  name: 'while a retry waits',
  stays: 'busy',
  reads: null,
  owes: 0,
  ends: 'stopped',
}

/** Clients at once. */
const WIDTH = 10
/** Later than that is never. */
const PATIENCE_MS = 5000

/**
 * Lets clients leave in every phase of a call, and asks each time: has upstream seen its connection
 * close, and how soon? Where no connection is open, in the wait for a retry: is the call over, and
 * upstream never asked again?
 */
export async function runPhases({ aborts, seed }: PhasesOptions): Promise<Report> {
  const random = createRandom(seed)
  const upstream = await startHearingUpstream()
  const violations: string[] = []
  const figures: Report['figures'] = {}
  return onGateway(upstream, async (parley) => {
    const bed = { upstream, parley, random }
    for (const phase of [...PHASES, RETRY]) {
      const play = phase === RETRY ? leaveWaits : leaveOne
      const times: number[] = []
      for (let at = 0; at < aborts; at += WIDTH) {
        const marks = marksOf(phase, at, Math.min(aborts, at + WIDTH))
        const seen = await Promise.all(await play(bed, phase, marks))
        times.push(...seen.filter((ms) => ms !== null))
      }
      if (times.length < aborts) {
        violations.push(`${phase.name}: ${times.length} of ${aborts} were seen`)
      }
      const [median, most] = [0.5, 1].map((part) => quantile(times, part).toFixed(1))
      figures[`${phase.name}: seen, ms (median, most)`] =
        `${times.length} of ${aborts}, ${median}, ${most}`
    }
    violations.push(...(await checkCalls(bed, aborts)), ...(await checkHealth(parley)))
    return { scenario: 'phases', seed, figures, violations }
  })
}

interface Bed {
  upstream: HearingUpstream
  parley: ParleyServer
  random: () => number
}

function marksOf({ name }: Phase, from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => `${name.replaceAll(' ', '-')}-${from + i}`)
}

type Seen = Promise<(number | null)[]>

/** Each leaves by itself; the time until upstream has seen it, or null. */
async function leaveOne(
  { parley, upstream, random }: Bed,
  phase: Phase,
  marks: readonly string[],
): Seen {
  return Promise.all(
    marks.map(async (mark) => {
      const client = ask(parley, phase, mark)
      const call = upstream.call(mark)
      await call.arrived
      await heardSoFar(client, phase.reads)
      await sleep(between(random, 0, 30))
      const left = performance.now()
      client.destroy()
      const closed = await Promise.race([call.closed, sleep(PATIENCE_MS, null, { ref: false })])
      return closed === null ? null : closed - left
    }),
  )
}

/** All leave together while each waits; the time until the server has no open call any more. */
async function leaveWaits(
  { parley, upstream, random }: Bed,
  phase: Phase,
  marks: readonly string[],
): Seen {
  const clients = marks.map((mark) => ask(parley, phase, mark))
  await Promise.all(marks.map((mark) => upstream.call(mark).closed))
  await sleep(between(random, 50, 300))
  const { openCalls } = await readRest(parley)
  const left = performance.now()
  for (const client of clients) client.destroy()
  const isOver = await untilIdle(parley, PATIENCE_MS)
  const ms = performance.now() - left
  return marks.map(() => (isOver && openCalls === marks.length ? ms : null))
}

/** Every call was asked once and is over, its run ended: nothing is left that could ask again. */
async function checkCalls({ parley, upstream }: Bed, aborts: number): Promise<string[]> {
  await untilIdle(parley)
  const runs = new Map(storedEnds(parley.dataDir).map(({ model, status }) => [model, status]))
  return [...PHASES, RETRY].flatMap((phase) =>
    marksOf(phase, 0, aborts).flatMap((mark) => {
      const { times } = upstream.call(mark)
      const status = runs.get(mark)
      return [
        ...(times === 1 ? [] : [`${mark}: upstream was asked ${times} times`]),
        ...(status === phase.ends ? [] : [`${mark}: its run is ${status}`]),
      ]
    }),
  )
}

function ask({ url, gatewayKey }: ParleyServer, phase: Phase, mark: string): ClientRequest {
  const messages = [{ role: 'user', content: 'x'.repeat(phase.owes) }]
  const body = Buffer.from(JSON.stringify({ model: mark, max_tokens: 9, stream: true, messages }))
  const client = httpRequest(`${url}/v1/messages`, {
    method: 'POST',
    agent: false,
    headers: {
      'x-api-key': gatewayKey,
      'content-type': 'application/json',
      'content-length': body.length + phase.owes,
      [PHASE_HEADER]: phase.stays,
      [MARK_HEADER]: mark,
      ...(phase.stays === 'busy' ? { 'x-parley-retry': 'true' } : {}),
    },
  })
  // Leaving is one.
  client.on('error', () => {})
  if (phase.owes === 0) client.end(body)
  else client.write(body)
  return client
}

/** Resolves when so many bytes of the answer have come; 0 is its head. */
function heardSoFar(client: ClientRequest, bytes: number | null): Promise<void> {
  if (bytes === null) return Promise.resolve()
  return new Promise((resolve) => {
    let heard = 0
    client.once('response', (response) => {
      response.on('error', () => {})
      if (bytes === 0) return resolve()
      response.on('data', (chunk: Buffer) => {
        heard += chunk.length
        if (heard >= bytes) resolve()
      })
    })
  })
}
