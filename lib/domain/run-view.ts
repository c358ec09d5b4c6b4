import { type RunFilter, sensibleFilter } from './run-list'

/** Spans of time that end now. */
export const RUN_SPANS = ['1h', 'today', '24h', '7d', '30d'] as const
export type RunSpan = (typeof RUN_SPANS)[number]

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** When a span begins. */
const STARTS: Readonly<Record<RunSpan, (now: Date) => number>> = {
  '1h': (now) => now.getTime() - HOUR_MS,
  '24h': (now) => now.getTime() - DAY_MS,
  today: (now) => midnight(now, 0),
  '7d': (now) => now.getTime() - 7 * DAY_MS,
  '30d': (now) => now.getTime() - 30 * DAY_MS,
}

/** What the list shows, as its address says it. */
export interface RunView {
  q?: string
  source?: string
  client?: string
  key?: string
  model?: string
  upstream?: string
  status?: string
  /** A {@link RunSpan}. */
  time?: string
  /** Local days, `2026-11-22`, both included. */
  from?: string
  to?: string
  /** USD. */
  cost?: string
}

const NAMES = [
  ...(['q', 'source', 'client', 'key', 'model', 'upstream'] as const),
  ...(['status', 'time', 'from', 'to', 'cost'] as const),
] satisfies (keyof RunView)[]

/** Reads the query of an address; what it does not know is left out. */
export function readView(query: URLSearchParams): RunView {
  const given = NAMES.flatMap((name) => {
    const value = query.get(name) ?? ''
    return value === '' ? [] : [[name, value] as const]
  })
  return Object.fromEntries(given)
}

/** The query of an address, with its `?` where there is any. */
export function writeView(view: RunView): string {
  const query = new URLSearchParams()
  for (const name of NAMES) {
    const value = view[name]
    if (value !== undefined && value !== '') query.set(name, value)
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** What the server is asked for, now. What makes no sense filters nothing. */
export function toFilter(view: RunView, now: Date): RunFilter {
  const { time, from, to, cost, ...names } = view
  const since = isSpan(time) ? STARTS[time](now) : dayStart(from, 0)
  const until = isSpan(time) ? undefined : dayStart(to, 1)
  const minCost = cost === undefined ? undefined : Number(cost)
  return sensibleFilter({
    ...names,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(minCost === undefined ? {} : { minCost }),
  })
}

/** Whether anything is filtered. */
export function isFiltered(view: RunView): boolean {
  return NAMES.some((name) => view[name] !== undefined)
}

export function isSpan(text: string | undefined): text is RunSpan {
  return RUN_SPANS.some((span) => span === text)
}

/** The local midnight `after` days after a day begins. */
function dayStart(day: string | undefined, after: number): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '')
  if (match === null) return undefined
  const [year = 0, month = 1, date = 1] = match.slice(1).map(Number)
  return midnight(new Date(year, month - 1, date), after)
}

/** The local midnight with which a day begins, some days away from this one. */
export function midnight(day: Date, after: number): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + after).getTime()
}
