import { MEASURES, type Measure, USAGE_GROUPS, type UsageGroup } from './usage'

/** How many days one may look at, this one included. */
export const USAGE_DAYS = ['7', '30', '90'] as const

/** What the usage shows, as its address says it. */
export interface UsageView {
  days: (typeof USAGE_DAYS)[number]
  by: UsageGroup
  measure: Measure
}

const USUAL: UsageView = { days: '30', by: 'model', measure: 'tokens' }

/** Reads the query of an address; what it does not say, or what is none, is as usual. */
export function readUsageView(query: URLSearchParams): UsageView {
  const read = <T extends string>(name: keyof UsageView, known: readonly T[], usual: T): T =>
    known.find((one) => one === query.get(name)) ?? usual
  return {
    days: read('days', USAGE_DAYS, USUAL.days),
    by: read('by', USAGE_GROUPS, USUAL.by),
    measure: read('measure', MEASURES, USUAL.measure),
  }
}

/** The part of an address that says it, without its `?`; what is as usual is not said. */
export function writeUsageView({ days, by, measure }: UsageView): string {
  return new URLSearchParams({
    ...(days === USUAL.days ? {} : { days }),
    ...(by === USUAL.by ? {} : { by }),
    ...(measure === USUAL.measure ? {} : { measure }),
  }).toString()
}
