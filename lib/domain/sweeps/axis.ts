import { axisMarks } from '../timeline/lanes'

/** An axis over values: from where to where, and its marks. */
export interface Axis {
  from: number
  to: number
  marks: number[]
}

/** Air at both ends, as a share of what the values spread over. */
const AIR = 0.12

/** An axis for dots, which need no zero: it begins there only where the values come near it. */
export function axisFor(values: readonly number[]): Axis | null {
  if (values.length === 0) return null
  const [least, most] = [Math.min(...values), Math.max(...values)]
  if (least < most / 2) return { from: 0, to: most * (1 + AIR / 2), marks: axisMarks(most) }
  const spread = Math.max(most - least, most / 10)
  const [, step = spread] = axisMarks(spread)
  // Values that are nearly equal stand in the middle.
  const air = (spread - (most - least)) / 2 + spread * AIR
  const from = Math.max(0, Math.floor((least - air) / step) * step)
  const to = most + air
  const marks = Array.from(
    { length: Math.floor((to - from) / step) + 1 },
    (_, i) => from + i * step,
  )
  return { from, to, marks }
}
