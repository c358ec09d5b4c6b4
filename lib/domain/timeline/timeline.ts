import type { WireMessage } from '@/lib/wire/types'
import type { RawPiece } from '../raw-run'
import type { Run } from '../run'
import { findLanes, type Lane } from './lanes'
import { type RatePoint, rateCurve } from './rate'
import type { StreamEvent } from './read-events'
import { findStalls, type Stall } from './stalls'

/** A run as a picture over time, ms since the request left. */
export interface Timeline {
  /** The right edge. */
  end: number
  /** When the answer began: the end of the first lane, in which nothing had come. */
  waited: number
  firstToken: number | null
  lanes: Lane[]
  stalls: Stall[]
  points: RatePoint[]
  peak: RatePoint | null
}

/** The lane of an answer that is no stream. */
export const BODY_LANE = 'body'

/** The picture of a run; null where nobody knows when anything of its answer came. */
export function timelineOf(
  { timing, message, status }: Pick<Run, 'timing' | 'message' | 'status'>,
  events: readonly StreamEvent[],
  pieces: readonly RawPiece[],
): Timeline | null {
  const times = (events.length > 0 ? events : pieces).flatMap(({ at }) => at ?? [])
  const last = times.at(-1)
  const first = times[0]
  if (last === undefined || first === undefined) return null
  const end = Math.max(timing.total ?? 0, last)
  if (events.length === 0) {
    const lane = { type: BODY_LANE, spans: [{ from: first, to: last }], ticks: times }
    return {
      end,
      waited: first,
      firstToken: null,
      lanes: [lane],
      stalls: [],
      points: [],
      peak: null,
    }
  }
  const counted = status === 'complete' && message !== null ? writtenTokens(message) : null
  return {
    end,
    waited: timing.firstToken ?? first,
    firstToken: timing.firstToken,
    lanes: findLanes(events, end),
    stalls: findStalls(events, timing.total),
    ...rateCurve(events, counted),
  }
}

/** The tokens whose text came: thinking that is not shown is counted all the same. */
function writtenTokens({ content, usage }: WireMessage): number | null {
  const tokens = usage.output_tokens
  if (tokens == null) return null
  const isShown = content.some(({ type, thinking }) => type === 'thinking' && thinking !== '')
  const thought = usage.output_tokens_details?.thinking_tokens ?? 0
  return isShown ? tokens : Math.max(0, tokens - thought)
}
