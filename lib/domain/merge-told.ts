import type { ToldLimits } from './limit-headers'
import type { LimitGroup, SeenLimit } from './limits'

/** Answers that come so close to each other may have overtaken one another, ms. */
const OVERTAKING = 5000

type Choice = (before: SeenLimit | undefined, told: SeenLimit) => SeenLimit

/** What an answer names is new, what it does not name stays: fast mode has headers of its own. */
export function mergeTold(
  known: LimitGroup | undefined,
  { limits, others, retryAt }: ToldLimits,
  status: number,
  choose: Choice = (_before, told) => told,
): ToldLimits {
  const before = new Map(known?.limits.map((limit) => [nameOf(limit), limit]))
  const told = new Set(limits.map(nameOf))
  const rest = known?.limits.filter((limit) => !told.has(nameOf(limit))) ?? []
  return {
    limits: [...limits.map((limit) => choose(before.get(nameOf(limit)), limit)), ...rest],
    others: others.length > 0 ? others : (known?.others ?? []),
    // An answer ends the wait that an earlier one asked for.
    retryAt: status < 400 ? null : (retryAt ?? known?.retryAt ?? null),
  }
}

function nameOf({ family, kind }: SeenLimit): string {
  return `${family} ${kind}`
}

/**
 * Which of two was told later upstream: what is asked moves the time at which a limit is full again away,
 * and leaves less until then.
 */
export function laterOf(before: SeenLimit | undefined, told: SeenLimit): SeenLimit {
  if (before === undefined || told.seenAt - before.seenAt > OVERTAKING) return told
  if (before.limit !== told.limit || before.resetsAt === null || told.resetsAt === null) return told
  const isOlder =
    told.resetsAt < before.resetsAt ||
    (told.resetsAt === before.resetsAt && (told.remaining ?? 0) > (before.remaining ?? 0))
  return isOlder ? before : told
}
