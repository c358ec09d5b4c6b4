import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Run } from '@/lib/domain/run'
import type { Block } from '@/lib/wire/types'
import { startFakeUpstream } from '../harness/fake-upstream'
import {
  createParleyClient,
  newTurn,
  type ParleyClient,
  upstreamEnv,
} from '../harness/parley-client'
import { startParley } from '../harness/server'
import { createRandom } from '../harness/upstream/random'
import { stream } from '../harness/upstream/script'
import { inspectAtRest } from './inspect-store'
import { prefixContent, RECORDED_FRAMES } from './recorded-stream'
import type { Report } from './report'

export interface CutsOptions {
  /** Points in the stream; each is cut by FIN and by RST. */
  cuts: number
  seed: number
}

type How = 'fin' | 'rst'

interface Cut {
  atByte: number
  how: How
}

/** Runs in flight at once. */
const WIDTH = 20

/**
 * Cuts one recorded stream at many bytes, both ways, and asks what is stored of each: exactly the
 * events that had come whole, and never `complete`.
 */
export async function runCuts({ cuts, seed }: CutsOptions): Promise<Report> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-cuts-'))
  const upstream = await startFakeUpstream()
  const parley = await startParley({ dataDir, env: upstreamEnv(upstream.url) })
  const client = createParleyClient(parley.url)
  const violations: string[] = []
  const statuses = new Map<string, number>()
  const points = choosePoints(cuts, createRandom(seed))
  try {
    const all = points.flatMap((atByte): Cut[] => [
      { atByte, how: 'fin' },
      { atByte, how: 'rst' },
    ])
    for (let at = 0; at < all.length; at += WIDTH) {
      const batch = all.slice(at, at + WIDTH)
      upstream.setDefault((request) => {
        const mark = /cut-(\d+)-(fin|rst)/.exec(request.body.toString('utf8'))
        const how: How = mark?.[2] === 'rst' ? 'rst' : 'fin'
        return stream(RECORDED_FRAMES, { cut: { atByte: Number(mark?.[1]), how } })
      })
      for (const [cut, run] of await playBatch(client, batch)) {
        statuses.set(run.status, (statuses.get(run.status) ?? 0) + 1)
        violations.push(...check(cut, run))
      }
      upstream.reset()
    }
    const code = await parley.stop()
    if (code !== 0) violations.push(`SIGTERM ended the server with code ${code}`)
    violations.push(...(await inspectAtRest(dataDir)))
  } finally {
    await parley.kill()
    await upstream.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  const figures = {
    'points, each by FIN and by RST': points.length,
    'bytes of the stream': streamLength(),
    'runs by status': JSON.stringify(Object.fromEntries(statuses)),
  }
  return { scenario: 'cuts', seed, figures, violations }
}

/** Different bytes of the stream, never its very end. */
function choosePoints(count: number, random: () => number): number[] {
  const all = Array.from({ length: streamLength() }, (_, at) => ({ at, key: random() }))
  const chosen = all.sort((a, b) => a.key - b.key).slice(0, count)
  return chosen.map(({ at }) => at)
}

function streamLength(): number {
  return Buffer.byteLength(RECORDED_FRAMES.join(''))
}

async function playBatch(client: ParleyClient, batch: readonly Cut[]): Promise<[Cut, Run][]> {
  const turns = batch.map(({ atByte, how }) => newTurn(`cut-${atByte}-${how}`))
  await Promise.all(turns.map((turn) => client.start(turn)))
  const runs = await client.ended(turns.map(({ id }) => id))
  return turns.flatMap((turn, i): [Cut, Run][] => {
    const cut = batch[i]
    const run = runs.get(turn.id)
    return cut === undefined || run === undefined ? [] : [[cut, run]]
  })
}

function check(cut: Cut, run: Run): string[] {
  const name = `cut at ${cut.atByte} by ${cut.how}`
  const stored: Block[] = run.message?.content ?? []
  const expected = prefixContent(cut.atByte)
  return [
    ...(run.status === 'interrupted' ? [] : [`${name}: its status is ${run.status}`]),
    ...(isDeepStrictEqual(stored, expected)
      ? []
      : [`${name}: stored ${JSON.stringify(stored)}, expected ${JSON.stringify(expected)}`]),
  ]
}
