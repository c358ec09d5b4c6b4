import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@/lib/domain/ids'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { createParleyClient, newTurn, upstreamEnv } from '../harness/parley-client'
import { type ParleyServer, startParley } from '../harness/server'
import { between, createRandom } from '../harness/upstream/random'
import { inspectAtRest, inspectCrashed } from './inspect-store'
import { checkRun, type KilledRun, type Loss } from './kill-checks'
import { quantile, type Report } from './report'

export interface KillsOptions {
  kills: number
  /** Live streams at each kill. */
  streams: number
  seed: number
}

/** Frames per second of each stream, and more of them than any round waits for. */
const RATE = 40
const TOKENS = 4000
/** Answers that are complete before the kill, in each round. */
const FINISHED = 3
/** When the kill comes, ms, in turn: late enough to tell a lost second, early, and into the commits of the turns. */
const MOMENTS = [
  { from: 1200, to: 2500, isStreaming: true },
  { from: 50, to: 1200, isStreaming: true },
  { from: 1200, to: 2500, isStreaming: true },
  { from: 0, to: 120, isStreaming: false },
] as const

/**
 * Kills the server with -9 in mid-stream, again and again on one data directory, and asks after each
 * start: is every acknowledged user turn there, is at most a second of text lost, has every run
 * ended, is what had ended unchanged, and is the file sound.
 */
export async function runKills({ kills, streams, seed }: KillsOptions): Promise<Report> {
  const random = createRandom(seed)
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-kills-'))
  const upstream = await startFakeUpstream()
  const violations: string[] = []
  const killed: KilledRun[] = []
  const losses: Loss[] = []
  const startTimes: number[] = []
  const start = async () => {
    const before = performance.now()
    const parley = await startParley({ dataDir, env: upstreamEnv(upstream.url) })
    startTimes.push(performance.now() - before)
    return parley
  }
  try {
    let parley = await start()
    for (let round = 1; round <= kills; round++) {
      const moment = MOMENTS[(round - 1) % MOMENTS.length] ?? MOMENTS[0]
      const runs = await playRound(parley, upstream, streams, moment, random)
      violations.push(...(await inspectCrashed(dataDir)).map((text) => `kill ${round}: ${text}`))
      parley = await start()
      const checked = await checkAll(parley, runs)
      losses.push(...checked.losses)
      violations.push(...checked.violations.map((text) => `kill ${round}: ${text}`))
      killed.push(...runs)
      upstream.reset()
    }
    // Everything once more: no later kill may have touched what an earlier one left.
    const last = await checkAll(parley, killed)
    violations.push(...last.violations.map((text) => `at the end: ${text}`))
    const code = await parley.stop()
    if (code !== 0) violations.push(`SIGTERM ended the server with code ${code}`)
    violations.push(...(await inspectAtRest(dataDir)))
  } finally {
    await upstream.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return {
    scenario: 'kills',
    seed,
    figures: figuresOf(kills, killed, losses, startTimes),
    violations,
  }
}

/** Starts streams, lets some answers end, and kills the server at a random moment. */
async function playRound(
  parley: ParleyServer,
  upstream: FakeUpstream,
  streams: number,
  moment: (typeof MOMENTS)[number],
  random: () => number,
): Promise<KilledRun[]> {
  const client = createParleyClient(parley.url)
  const open = async (words: string, tokens: number): Promise<KilledRun> => {
    const id = newId()
    const turn = newTurn(`Question ${id} fault:text@tokens=${tokens}${words}`, { id })
    const run: KilledRun = { turn, tokens, isAcknowledged: false, before: null, sent: null, at: 0 }
    await client.start(turn).then(
      () => {
        run.isAcknowledged = true
      },
      () => {}, // The kill came first: the turn is there whole or not at all.
    )
    return run
  }
  const finished = await Promise.all(Array.from({ length: FINISHED }, () => open('', 30)))
  const ends = await client.ended(finished.map(({ turn }) => turn.id))
  for (const run of finished) run.before = ends.get(run.turn.id) ?? null

  const opening = Array.from({ length: streams }, () => open(`,rate=${RATE}`, TOKENS))
  if (moment.isStreaming) await upstream.nthRequest(FINISHED + streams)
  await sleep(between(random, moment.from, moment.to))
  const at = performance.now()
  await parley.kill()
  const live = await Promise.all(opening)
  for (const run of live) {
    run.at = at
    run.sent = upstream.requests.find(({ body }) => body.includes(run.turn.id))?.sent ?? null
  }
  return [...finished, ...live]
}

async function checkAll(parley: ParleyServer, runs: readonly KilledRun[]) {
  const client = createParleyClient(parley.url)
  const violations: string[] = []
  const losses: Loss[] = []
  for (const run of runs) {
    const found = await checkRun(client, run)
    violations.push(...found.violations)
    if (found.loss !== null) losses.push(found.loss)
  }
  return { violations, losses }
}

function figuresOf(
  kills: number,
  killed: readonly KilledRun[],
  losses: readonly Loss[],
  startTimes: readonly number[],
): Report['figures'] {
  const lostMs = losses.map(({ ms }) => ms)
  const round = (value: number) => Math.round(value)
  return {
    kills,
    'turns acknowledged': killed.filter(({ isAcknowledged }) => isAcknowledged).length,
    'turns cut off by the kill before their acknowledgement': killed.filter(
      ({ isAcknowledged }) => !isAcknowledged,
    ).length,
    'streams cut in the middle': losses.length,
    'text lost, ms (median, 99 %, most)': [0.5, 0.99, 1]
      .map((part) => round(quantile(lostMs, part)))
      .join(', '),
    'tokens kept of tokens sent': `${sum(losses.map(({ kept }) => kept))} of ${sum(losses.map(({ sent }) => sent))}`,
    'start after a kill, ms (median, most)': [0.5, 1]
      .map((part) => round(quantile(startTimes.slice(1), part)))
      .join(', '),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
