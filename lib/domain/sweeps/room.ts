import { isWaiting } from '../limit-levels'
import type { LimitGroup, SeenLimit } from '../limits'

/** How many runs of sweeps may be under way. */
const AT_ONCE = { group: 4, all: 8 }
/** Upstreams round what is left of tokens to thousands (claude-api.md §6). */
const ROUNDED_TO = 1000
/** After so long a limit is full again, where nobody says when (claude-api.md §6: by the minute). */
const WINDOW = 60_000
/** What ended longer ago is in whatever was told since, ms. */
const REMEMBERED = 2 * WINDOW

/** What a run takes of the limits, as far as it can be told before. */
export interface Need {
  /** Of the limits that it counts for (`groupId`). */
  group: string
  input: number
  output: number
  /** Its answer may ask for tools: it takes at least one more request then. */
  isLoop: boolean
}

/** A run that was begun. */
export interface Flight extends Need {
  /** The head of its answer has come: what the limits said then counts it in. */
  isHeard: boolean
  /** ms since the epoch; null while it is under way. */
  endedAt: number | null
}

/** What is known of the limits of one group. */
export interface Told {
  limits: LimitGroup | null
  /** Some answer of it has come since the start, so that there is nothing to wait for where no limits are told. */
  isHeard: boolean
  /** Until when nothing new is asked of it, because it turned runs away. */
  restsUntil: number | null
}

/** All that is under way, and what the upstreams have told. */
export interface Room {
  flights: readonly Flight[]
  toldOf(group: string): Told
}

/** Null: it may begin. Else when to look again; `at: null` = when something under way tells more. */
export type Wait = null | { at: number | null }

/** Whether a run may begin now without being turned away by a rate limit. */
export function waitFor(need: Need, room: Room, now: number): Wait {
  const { flights, toldOf } = room
  const live = flights.filter(({ endedAt }) => endedAt === null)
  const own = flights.filter(({ group }) => group === need.group)
  const ownLive = own.filter(({ endedAt }) => endedAt === null)
  if (live.length >= AT_ONCE.all || ownLive.length >= AT_ONCE.group) return { at: null }
  const { limits, isHeard, restsUntil } = toldOf(need.group)
  if (restsUntil !== null && restsUntil > now) return { at: restsUntil }
  if (limits !== null && isWaiting(limits, now)) return { at: limits.retryAt }
  // One goes ahead where nothing is known, the rest waits for what its head says.
  if (limits === null) return isHeard || ownLive.length === 0 ? null : { at: null }
  const waits = limits.limits.flatMap((limit) => waitForLimit(need, limit, own, now) ?? [])
  if (waits.length === 0) return null
  const times = waits.flatMap(({ at }) => at ?? [])
  return { at: times.length === 0 ? null : Math.max(...times) }
}

/** What a run takes of a limit, by its kind; what is not named here holds nobody up. */
const TAKEN: Readonly<Record<string, (need: Need) => number>> = {
  requests: () => 1,
  'input-tokens': ({ input }) => input,
  'output-tokens': ({ output }) => output,
  tokens: ({ input, output }) => input + output,
}

function waitForLimit(need: Need, limit: SeenLimit, own: readonly Flight[], now: number): Wait {
  const take = TAKEN[limit.kind]
  const resetsAt = limit.resetsAt ?? limit.seenAt + WINDOW
  const isFull = resetsAt <= now
  if (limit.family !== 'ratelimit') return null
  if (limit.used !== null && limit.used >= 1 && !isFull) return { at: resetsAt }
  const left = isFull ? limit.limit : limit.remaining
  if (take === undefined || left === null) return null
  const since = isFull ? resetsAt : limit.seenAt
  const timesOf = (flight: Flight) => timesUncounted(flight, limit.kind, since, now)
  const fresh = { ...need, isHeard: false, endedAt: null }
  // More than there ever is goes when all of it is there.
  const needed = Math.min(take(need) * timesOf(fresh), limit.limit ?? Number.POSITIVE_INFINITY)
  const uncounted = own.filter((flight) => timesOf(flight) > 0)
  const taken = uncounted.reduce((sum, flight) => sum + take(flight) * timesOf(flight), 0)
  const isRounded = limit.kind !== 'requests' && left !== limit.limit && left % ROUNDED_TO === 0
  const safe = left - (isRounded ? ROUNDED_TO / 2 : 0)
  if (safe - taken >= needed) return null
  const wouldFit = limit.limit === null || limit.limit - taken >= needed
  const ends = uncounted.map(({ endedAt }) => endedAt)
  // The end of what is under way is heard of; nobody tells when what has ended counts no more.
  if (ends.includes(null)) return { at: isFull || !wouldFit ? null : resetsAt }
  return { at: isFull ? Math.max(...ends.map((at) => (at ?? 0) + WINDOW)) : resetsAt }
}

/**
 * How often what a run takes is not counted by what was told last: requests and input are counted when an
 * answer begins, output only while it is written. What has ended a window ago is there again. One whose
 * answer may ask for tools asks again before it ends.
 */
function timesUncounted(
  { isHeard, endedAt, isLoop }: Flight,
  kind: string,
  since: number,
  now: number,
): number {
  const isOfOutput = kind === 'output-tokens' || kind === 'tokens'
  if (isOfOutput) return endedAt === null || (endedAt > since && endedAt > now - WINDOW) ? 1 : 0
  if (endedAt !== null) return 0
  return (isHeard ? 0 : 1) + (isLoop ? 1 : 0)
}

/** The flights that still count for something. */
export function recentFlights<T extends Flight>(flights: readonly T[], now: number): T[] {
  return flights.filter(({ endedAt }) => endedAt === null || endedAt > now - REMEMBERED)
}
