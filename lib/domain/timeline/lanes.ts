import type { StreamEvent } from './read-events'

/** The events of all blocks of one type. */
export interface Lane {
  /** The type of its blocks, in the wire's words. */
  type: string
  /** From the opening of each block to its end, ms since the request left. */
  spans: { from: number; to: number }[]
  /** When its events came. */
  ticks: number[]
}

/** The lanes of a stream, in the order in which their first blocks opened; `end` closes what was cut. */
export function findLanes(events: readonly StreamEvent[], end: number): Lane[] {
  const lanes = new Map<string, Lane>()
  const open = new Map<number, { lane: Lane; span: Lane['spans'][number] }>()
  for (const { at, name, block, type } of events) {
    if (at === null || block === null) continue
    if (name === 'content_block_start' && type !== null) {
      const lane = lanes.get(type) ?? { type, spans: [], ticks: [] }
      lanes.set(type, lane)
      const span = { from: at, to: end }
      lane.spans.push(span)
      open.set(block, { lane, span })
    }
    const known = open.get(block)
    known?.lane.ticks.push(at)
    if (name === 'content_block_stop' && known !== undefined) known.span.to = at
  }
  return [...lanes.values()]
}

/** Of times between 0 and `end`, one for each of so many places: a picture shows no more. */
export function binTicks(ticks: readonly number[], end: number, places: number): number[] {
  if (end <= 0) return []
  const taken = new Set<number>()
  for (const at of ticks) taken.add(Math.round((at / end) * places))
  return [...taken].map((place) => (place / places) * end)
}

const STEPS = [1, 2, 5]
const MOST_STEPS = 8

/** Where an axis from 0 to `end` has its marks: round distances, not too many. */
export function axisMarks(end: number): number[] {
  if (!(end > 0)) return [0]
  // Whole milliseconds: the marks are named by nothing finer.
  const rough = Math.max(1, end / MOST_STEPS)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([...STEPS, 10].find((times) => power * times >= rough) ?? 10)
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step)
}
