import { median } from '../statistics/median'
import type { StreamEvent } from './read-events'

/** A time in which nothing of the answer came, ms since the request left. */
export interface Stall {
  from: number
  to: number
  /** The event that ended it; null where the run ended instead. */
  index: number | null
}

/** A shorter silence is none. */
const LEAST_MS = 1000
/** And none is one that is no longer than this many usual gaps: some models are slow all the time. */
const TIMES_USUAL = 5

/**
 * The stalls of a stream, in order. A ping breaks no stall, as it brings nothing. A model that thinks
 * and shows nothing of it is no stall either. `end` is when the run ended.
 */
export function findStalls(events: readonly StreamEvent[], end: number | null): Stall[] {
  const timed = events.filter(isTimed)
  const telling = timed.filter(({ name }) => name !== 'ping')
  const gaps = telling.slice(1).map((event, i) => event.at - (telling[i]?.at ?? event.at))
  const least = Math.max(LEAST_MS, TIMES_USUAL * (median(gaps) ?? 0))
  const hidden = hiddenBlocks(events)
  const stalls: Stall[] = []
  for (const [i, event] of telling.slice(1).entries()) {
    const before = telling[i]
    if (before === undefined || event.at - before.at < least) continue
    if (event.block !== null && hidden.has(event.block) && before.block === event.block) continue
    // A ping with the answer right behind it is what the silence ended with.
    const last = timed.find(({ index, at }) => index > before.index && event.at - at <= TOGETHER_MS)
    stalls.push({ from: before.at, to: last?.at ?? event.at, index: last?.index ?? event.index })
  }
  const last = telling.at(-1)
  const isOver = last === undefined || last.name === 'message_stop' || last.name === 'error'
  if (!isOver && end !== null && end - last.at >= least) {
    stalls.push({ from: last.at, to: end, index: null })
  }
  return stalls
}

/** Events this close to each other came together, ms. */
const TOGETHER_MS = 100

type Timed = StreamEvent & { at: number }

function isTimed(event: StreamEvent): event is Timed {
  return event.at !== null
}

/** Blocks that think and show nothing: their text is left out, a signature comes at their end. */
function hiddenBlocks(events: readonly StreamEvent[]): ReadonlySet<number> {
  const hidden = new Set<number>()
  for (const { block, type, size } of events) {
    if (block === null) continue
    if (type === 'thinking' || type === 'redacted_thinking') hidden.add(block)
    if (size > 0) hidden.delete(block)
  }
  return hidden
}

const NEIGHBOURS = 6

/** The events shortly before and after each stall. */
export function aroundStalls(
  events: readonly StreamEvent[],
  stalls: readonly Stall[],
): StreamEvent[] {
  return events.filter(({ index }) =>
    stalls.some((stall) => {
      const at = stall.index ?? events.length
      return index >= at - NEIGHBOURS && index < at + NEIGHBOURS
    }),
  )
}
