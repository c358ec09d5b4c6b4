import { groupUsage, MEASURE_OF, type Measure, sumUsage, type UsageRow } from './usage'

/** Layers of a chart: the greatest values of the group, then all others. */
export const MOST_LAYERS = 5

/** One day of the chart. */
export interface UsageBar {
  day: string
  total: number
  /** As much of each layer, in the layers' order. */
  parts: number[]
}

export interface UsageChart {
  /** The names that have a layer each, the greatest first. */
  layers: (string | null)[]
  /** True when the last part of each bar is all that has no layer. */
  hasRest: boolean
  bars: UsageBar[]
  /** The highest bar. */
  most: number
}

/** Stacks what each day has of the greatest names; days without runs have a place too. */
export function stackUsage(
  rows: readonly UsageRow[],
  days: readonly string[],
  measure: Measure,
): UsageChart {
  const amountOf = MEASURE_OF[measure]
  const names = [...groupUsage(rows, 'name')]
    .filter(([, sums]) => amountOf(sums) > 0)
    .sort(([, a], [, b]) => amountOf(b) - amountOf(a))
    .map(([name]) => name)
  const hasRest = names.length > MOST_LAYERS
  const layers = hasRest ? names.slice(0, MOST_LAYERS - 1) : names
  const bars = days.map((day) => {
    const own = rows.filter((row) => row.day === day)
    const total = amountOf(sumUsage(own))
    const parts = layers.map((name) => amountOf(sumUsage(own.filter((row) => row.name === name))))
    const rest = total - parts.reduce((sum, part) => sum + part, 0)
    return { day, total, parts: hasRest ? [...parts, Math.max(0, rest)] : parts }
  })
  return { layers, hasRest, bars, most: Math.max(0, ...bars.map(({ total }) => total)) }
}

/** The next round number, whose half is round too. */
export function roundUp(value: number): number {
  if (value <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value) ?? 10
  return step * power
}

/** So many local days to this one, `2026-11-22`. */
export function lastDays(count: number, today: Date): string[] {
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() - count + 1 + index)
    const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    return parts.map((part) => String(part).padStart(2, '0')).join('-')
  })
}
