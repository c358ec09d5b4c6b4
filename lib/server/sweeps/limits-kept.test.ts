import { expect, test } from 'vitest'
import { createRandom, takeSeed } from '@/e2e/harness/upstream/random'
import { readLimitHeaders } from '@/lib/domain/limit-headers'
import type { LimitGroup } from '@/lib/domain/limits'
import { laterOf, mergeTold } from '@/lib/domain/merge-told'
import { type Due, nextToBegin } from '@/lib/domain/sweeps/next'
import type { Flight, Room } from '@/lib/domain/sweeps/room'
import { isApiError } from '@/lib/wire/errors'
import { createLimits } from '../upstream/sandbox/limits/limits'
import type { HeaderList } from '../upstream/sink'

interface Simulated extends Flight {
  headAt: number
  endAt: number
  /** Its newest head has been read. */
  isTold: boolean
  /** So many requests of its loop are still to come. */
  more: number
  headers: HeaderList
}

interface Swept {
  runs: number
  /** A minute. */
  requests: number
  maxTokens: number
  isLoop: boolean
}

/**
 * Lets a sweep of so many runs go by itself against the sandbox's buckets, on a clock of its own: the head
 * of each answer comes after a while, its end after another. It is looked at only then, and when it says.
 * `isLoop`: each answer asks for a tool, and takes a second request.
 */
function sweep({ runs, requests, maxTokens, isLoop }: Swept, random: () => number) {
  let now = 1_700_000_000_000
  const tier = {
    messages: { requests, input: 50_000, output: 20_000 },
    requests: { count_tokens: 1000, files: 1000, models: 1000, batches: 1000 },
  }
  const upstream = createLimits(
    () => now,
    () => tier,
  )
  let limits: LimitGroup | null = null
  let flights: Simulated[] = []
  let turnedAway = 0
  let begun = 0
  const due = (index: number): Due => {
    return { index, variant: 0, most: 0, group: 'a', input: 700, output: maxTokens, isLoop }
  }
  const cells = Array.from({ length: runs }, (_, index) => due(index))
  const room = (): Room => ({
    flights,
    toldOf: () => ({ limits, isHeard: limits !== null, restsUntil: null }),
  })
  const hear = (flight: Simulated) => {
    flight.isHeard = true
    flight.isTold = true
    const told = readLimitHeaders(flight.headers, now)
    const subject = { kind: 'models' as const, name: 'a' }
    const known = limits ?? undefined
    if (told !== null)
      limits = {
        ...{ upstream: 'a', key: null, subject },
        ...mergeTold(known, told, 200, laterOf),
        seenAt: now,
      }
  }
  const ask = () => {
    const headAt = now + 20 + random() * 3000
    const times = { headAt, endAt: headAt + random() * 4000, isTold: false }
    try {
      const load = { modelClass: 'a', isFast: false, input: 700, output: 400 }
      return { ...times, headers: upstream.take(load) }
    } catch (error) {
      if (!isApiError(error)) throw error
      turnedAway += 1
      return { ...times, headers: [] }
    }
  }
  const begin = () => {
    begun += 1
    const need = { group: 'a', input: 700, output: maxTokens, isLoop }
    flights.push({ ...need, isHeard: false, endedAt: null, more: isLoop ? 1 : 0, ...ask() })
  }
  const end = (flight: Simulated) => {
    if (flight.more === 0) flight.endedAt = now
    else Object.assign(flight, { more: flight.more - 1, ...ask() })
  }
  while (true) {
    for (const flight of flights) {
      if (!flight.isTold && flight.headAt <= now) hear(flight)
      if (flight.endedAt === null && flight.endAt <= now) end(flight)
    }
    flights = flights.filter(({ endedAt }) => endedAt === null || endedAt > now - 120_000)
    const underWay = flights.filter(({ endedAt }) => endedAt === null).length
    const standing = { cap: null, spent: 0, atMost: 0, underWay, resting: new Set<number>() }
    const next = nextToBegin({ ...standing, due: cells.slice(begun) }, room(), now)
    if (next.kind === 'begin') begin()
    else if (next.kind === 'wait') now = nextLook(flights, next.at, now)
    else break
  }
  return { turnedAway, begun, took: now - 1_700_000_000_000 }
}

/** When anything happens next: the head or the end of an answer, or what the sweep waits for. */
function nextLook(flights: readonly Simulated[], at: number | null, now: number): number {
  const events = flights.flatMap(({ headAt, endAt }) => [headAt, endAt])
  const later = [...events, at ?? 0].filter((one) => one > now)
  if (later.length === 0) throw new Error('The sweep waits for nothing.')
  return Math.min(...later)
}

const seed = takeSeed()

test(`Whatever the limits and however slow the answers, no run of a sweep is turned away (seed ${seed})`, () => {
  const random = createRandom(seed)
  for (let round = 0; round < 20; round++) {
    const isLoop = round % 4 === 3
    // One a minute is too few for an answer that takes two.
    const requests = (isLoop ? 2 : 1) + Math.floor(random() * 30)
    const runs = 20 + Math.floor(random() * 40)
    // The last is more than a minute's output.
    const maxTokens = [400, 8192, 64_000][round % 3] ?? 0
    expect(
      sweep({ runs, requests, maxTokens, isLoop }, random),
      `limit ${requests}, ${maxTokens}, loop ${isLoop}`,
    ).toMatchObject({
      turnedAway: 0,
      begun: runs,
    })
  }
})
