import 'server-only'
import { limitClass } from '@/lib/domain/limit-class'
import { groupId } from '@/lib/domain/limit-groups'
import type { Prices } from '@/lib/domain/prices'
import { hasEnded, type Run } from '@/lib/domain/run'
import { estimateStep } from '@/lib/domain/sweeps/estimate'
import { mostsNow } from '@/lib/domain/sweeps/most-now'
import { type Flight, type Need, type Room, recentFlights } from '@/lib/domain/sweeps/room'
import { type Cell, type Sweep, spentOf, type Variant } from '@/lib/domain/sweeps/sweep'
import { isWithinCap } from '@/lib/domain/sweeps/within-cap'
import { createLine, type InTurn } from '../disk/in-turn'
import type { Limits } from '../limits/limits'
import type { Runs } from '../runs/runs'
import { OWNER } from '../store/schema'
import type { NextStep } from '../tools/loop-turn'
import type { Upstreams } from '../upstream/table'
import { earliest } from './earliest'

/** A run of a sweep that was begun. */
export interface CellFlight extends Flight {
  sweep: Sweep
  cell: Cell
  runId: string
  conversationId: string
  messageId: string
  /** USD that it may come to; null = nobody can tell. */
  most: number | null
  /** The same as it was before it began. */
  estimated: number | null
  /** Its turns so far, and what those that have ended came to, USD. */
  bills: Map<string | null, number>
  /** The cap had no room for its next step. */
  isPastCap: boolean
  /** Null until it has started. */
  run: Run | null
  /** Its start has ended: where it has no run then, none may ever have been. */
  isStartOver: boolean
  /** Its answer has asked for tools, or something went wrong: it is looked at again until its end is stored. */
  isLooping: boolean
  /** From when on it is looked at where it is looping, ms since the epoch; null while it is. */
  nextLookAt: number | null
  /** A process that went began it, and nothing has been done about it since. */
  isLeft: boolean
  /** Its end is on its way to the store. */
  isLanding: boolean
}

interface Places {
  runs: Runs
  limits: Limits
  upstreams: Upstreams
}

/** How soon to look again, ms: while the head of an answer is waited for, and while tools are. */
const HEAD_LOOK = 100
const LOOP_LOOK = 1000
/** How long a group rests that turned a run away and did not say until when, ms. */
const REST = 15_000

/** The runs of all sweeps of this process, and what is known of the limits that they count for. */
export class UnderWay {
  readonly #places: Places
  #flights: CellFlight[] = []
  readonly #lines = new Map<string, InTurn>()
  readonly #heard = new Set<string>()
  readonly #rests = new Map<string, number>()
  /** The longest answers so far, in tokens: another may be as long. */
  readonly #outputs = new Map<string, number>()

  constructor(places: Places) {
    this.#places = places
  }

  /** Those that have not ended. */
  live(sweep?: Sweep): CellFlight[] {
    return this.#flights.filter(
      (one) => one.endedAt === null && (sweep === undefined || one.sweep.id === sweep.id),
    )
  }

  /** Those that may have ended with this run. */
  waitingFor(run: Run): CellFlight[] {
    return this.live().filter(
      ({ runId, conversationId, isLooping }) =>
        runId === run.id || (isLooping && conversationId === run.conversationId),
    )
  }

  /** Does the starts of a group one after the other: in their order, each told of the answers before it. */
  inTurn({ group }: CellFlight, start: () => Promise<void>): Promise<void> {
    const line = this.#lines.get(group) ?? createLine()
    this.#lines.set(group, line)
    return line(start)
  }

  /** When to look at them again, ms since the epoch: a head that comes tells nobody, nor do tools. */
  lookAt(now: number): number | null {
    const live = this.live()
    const head = live.some(({ isHeard }) => !isHeard) ? now + HEAD_LOOK : null
    const looks = live.flatMap(({ isLooping, nextLookAt }) => (isLooping && nextLookAt) || [])
    return looks.reduce<number | null>((at, look) => earliest(at, look), head)
  }

  /** Those that it is time to look at. */
  dueAt(now: number): CellFlight[] {
    return this.live().filter(
      ({ isLooping, nextLookAt }) => isLooping && nextLookAt !== null && nextLookAt <= now,
    )
  }

  /** Until its end is stored it is looked at again, whatever comes between. */
  beginLook(flight: CellFlight): void {
    flight.isLooping = true
    flight.nextLookAt = null
  }

  endLook(flight: CellFlight, now: number): void {
    flight.nextLookAt = now + LOOP_LOOK
  }

  add(flight: CellFlight): void {
    this.#flights = [...recentFlights(this.#flights, Date.now()), flight]
  }

  /** Nothing of it was asked, nor will be. */
  drop(flight: CellFlight): void {
    this.#flights = this.#flights.filter((one) => one !== flight)
  }

  /** It has ended, or never began. */
  end(flight: CellFlight): void {
    flight.endedAt = Date.now()
  }

  /** Takes in what the runs of a cell have come to. */
  note(flight: CellFlight, runs: readonly Run[]): void {
    if (runs.some(({ httpStatus }) => httpStatus !== null)) flight.isHeard = true
    const { prices } = this.#places.runs
    for (const run of runs) {
      // What nobody knows the bill of counts as the most that it may have cost, as in the end.
      const unknown = hasEnded(run.status) ? (flight.estimated ?? 0) : 0
      flight.bills.set(run.messageId, prices.billOf(run) ?? unknown)
    }
  }

  /** Whether the cap of its sweep has room for another step of a tool loop; true where it is of none. */
  mayGoOn(run: Run, next: NextStep): boolean {
    const flight = this.live().find(({ bills }) => bills.has(run.messageId))
    if (flight === undefined) return true
    const { sweep, bills } = flight
    if (sweep.state === 'stopped') return false
    this.note(flight, [run])
    const step = stepOf(run, next, this.#places.runs.prices.own)
    const most = Math.max(flight.most ?? 0, sumOf([...bills.values()]) + (step ?? 0))
    const others = this.live(sweep).map((one) => (one === flight ? most : (one.most ?? 0)))
    const isUnknown = step === null && sweep.cap !== null
    const all = spentOf(sweep.cells).usd + sumOf(others)
    flight.isPastCap = isUnknown || !isWithinCap(sweep.cap, all)
    if (flight.isPastCap) return false
    bills.set(next.messageId, 0)
    flight.most = flight.most === null ? null : most
    return true
  }

  /** Takes in what the end of a run tells of its group. */
  hear({ group }: Need, { httpStatus, error, message }: Run): void {
    if (httpStatus !== null) this.#heard.add(group)
    const output = message?.usage.output_tokens ?? null
    // A count is final only with the reason of the end: without it nothing is known of the length.
    if (output !== null && message?.stop_reason != null)
      this.#outputs.set(group, Math.max(this.#outputs.get(group) ?? 0, output))
    if (error?.httpStatus === 429 || error?.httpStatus === 529)
      this.#rest(group, Date.now() + (error.retryAfterMs ?? REST))
  }

  /** What a run of a variant takes of which limits. */
  needOf({ settings }: Variant, inputTokens: number): Need {
    const { upstream, model, maxTokens, tools, loop } = settings
    const key = this.#keyOf(upstream)
    const group = groupId({ upstream, key, subject: limitClass(model) })
    const isLoop = tools.length > 0 && loop.mode === 'auto'
    return { group, input: inputTokens, output: this.#outputs.get(group) ?? maxTokens, isLoop }
  }

  /** The run that a cell was last begun with; null for one that never was. */
  flightOf(sweep: Sweep, cell: Cell): CellFlight | null {
    const variant = sweep.variants[cell.variant]
    const attempt = cell.attempts.at(-1)
    if (variant === undefined || attempt === undefined) return null
    const { conversationId, estimate } = variant
    const most = this.mostsOf(sweep)[cell.variant] ?? null
    return {
      ...this.needOf(variant, estimate.inputTokens),
      ...{ sweep, cell, conversationId, runId: attempt.runId, messageId: attempt.messageId },
      ...{
        most,
        estimated: most,
        bills: new Map([[attempt.messageId, 0]]),
        isPastCap: false,
      },
      ...{
        run: null,
        isStartOver: false,
        isLooping: false,
        nextLookAt: 1,
        isLeft: false,
        isLanding: false,
      },
      ...{ isHeard: false, endedAt: null },
    }
  }

  /** By variant, what another answer of it could come to at most, USD. */
  mostsOf(sweep: Sweep): (number | null)[] {
    return mostsNow(sweep, this.#places.runs.prices.own)
  }

  /** All that is under way as it is now, and what the upstreams have told. */
  room(): Room {
    for (const flight of this.live()) this.#look(flight)
    return {
      flights: this.#flights,
      toldOf: (group) => ({
        limits: this.#places.limits.sure(group),
        isHeard: this.#heard.has(group),
        restsUntil: this.#rests.get(group) ?? null,
      }),
    }
  }

  #look(flight: CellFlight): void {
    if (flight.run === null) return
    const run = this.#places.runs.current(OWNER, flight.run)
    if (run.httpStatus !== null) {
      flight.isHeard = true
      this.#heard.add(flight.group)
    }
    const retry = run.retries.at(-1)
    // Turned away, or nobody there: nothing else need find that out.
    if (run.status === 'queued' && retry !== undefined)
      this.#rest(flight.group, retry.at + retry.waitMs)
  }

  #rest(group: string, until: number): void {
    this.#rests.set(group, Math.max(this.#rests.get(group) ?? 0, until))
  }

  /** One that is configured no more has no key: its runs fail when they begin. */
  #keyOf(upstream: string): string | null {
    const { names, get } = this.#places.upstreams
    return names.includes(upstream) ? get(upstream).keyId : null
  }
}

/** USD that the step after a run costs at most; null where nobody knows. */
function stepOf({ isSandbox, message }: Run, { body }: NextStep, prices: Prices): number | null {
  if (isSandbox) return 0
  return message === null ? null : estimateStep(message.usage, body, prices)
}

function sumOf(costs: readonly number[]): number {
  return costs.reduce((sum, usd) => sum + usd, 0)
}
