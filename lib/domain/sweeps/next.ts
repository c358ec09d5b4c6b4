import { type Need, type Room, waitFor } from './room'
import { isWithinCap } from './within-cap'

/** A cell that has not begun. */
export interface Due extends Need {
  index: number
  variant: number
  /** USD that it may come to; null where nobody can tell, which only a sweep without a cap allows. */
  most: number | null
}

/** Where a running sweep is. */
export interface Standing {
  /** In the order in which they are to be begun. */
  due: readonly Due[]
  /** Variants that have failed too often in a row. */
  resting: ReadonlySet<number>
  cap: number | null
  /** USD: what came of the runs that have ended, and the most of those under way. */
  spent: number
  atMost: number
  /** Of this sweep alone. */
  underWay: number
}

export type Next =
  | { kind: 'begin'; due: Due }
  /** `at`: when to look again at the latest; null = when something has ended or told more. */
  | { kind: 'wait'; at: number | null }
  | { kind: 'pause'; by: 'cap' | 'failures' | 'limit' }
  | { kind: 'done' }

/** A sweep waits so long for a limit, ms: for more than that somebody should know. */
const LONGEST = 3_600_000

/**
 * What a running sweep does next. Nothing is begun that the limits last seen would turn away, nor what
 * could take the cost past the cap.
 */
export function nextToBegin(standing: Standing, room: Room, now: number): Next {
  const { due, resting, underWay } = standing
  const open = due.filter(({ variant }) => !resting.has(variant))
  if (open.length === 0) {
    if (underWay > 0) return { kind: 'wait', at: null }
    return due.length === 0 ? { kind: 'done' } : { kind: 'pause', by: 'failures' }
  }
  const waits: number[] = []
  for (const first of firstOfGroups(open)) {
    const wait = waitFor(first, room, now)
    if (wait === null) return withinCap(standing, first)
    if (wait.at !== null) waits.push(wait.at)
  }
  const at = waits.length === 0 ? null : Math.min(...waits)
  const isLong = at !== null && at - now > LONGEST
  return isLong && underWay === 0 ? { kind: 'pause', by: 'limit' } : { kind: 'wait', at }
}

/** What is under way may come to less than it could: the cap is reached when nothing is. */
function withinCap({ cap, spent, atMost, underWay }: Standing, due: Due): Next {
  if (isWithinCap(cap, spent + atMost + (due.most ?? 0))) return { kind: 'begin', due }
  return underWay > 0 ? { kind: 'wait', at: null } : { kind: 'pause', by: 'cap' }
}

/** A group that has no room holds nobody else up. */
function firstOfGroups(open: readonly Due[]): Due[] {
  const seen = new Set<string>()
  return open.filter(({ group }) => {
    const isFirst = !seen.has(group)
    seen.add(group)
    return isFirst
  })
}
