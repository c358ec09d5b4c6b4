import { type Step, shortestEdit } from './shortest-edit'

/**
 * What a comparison may cost in all: work and memory grow by the square of the number of changes. This
 * much takes less than a tenth of a second, and 12 MB at a time.
 */
export class EditBudget {
  #left = 12_000_000

  /** So many changes may be looked for next: half of what is left, so that there is always more. */
  get changes(): number {
    return Math.floor(Math.sqrt(this.#left / 2))
  }

  spend(changes: number): void {
    this.#left -= changes * changes
  }
}

/** The fewest changes that make one list into the other; null where that would cost more than there is. */
export function align(
  before: readonly string[],
  after: readonly string[],
  budget: EditBudget,
): Step[] | null {
  const { head, tail } = endsOf(before, after)
  const [a, b] = numbered(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  )
  const steps = a.length === 0 || b.length === 0 ? [] : alignMiddle(a, b, budget)
  if (steps === null) return null
  const whole = steps.length > 0 ? steps : [{ removed: a.length, added: b.length, same: 0 }]
  return joined([
    { removed: 0, added: 0, same: head },
    ...whole,
    { removed: 0, added: 0, same: tail },
  ])
}

/** What two lists share at their ends, and all between as changed: the work of one reading. */
export function alignEnds(before: readonly string[], after: readonly string[]): Step[] {
  const { head, tail } = endsOf(before, after)
  const removed = before.length - head - tail
  const added = after.length - head - tail
  return joined([
    { removed: 0, added: 0, same: head },
    { removed, added, same: tail },
  ])
}

function endsOf(
  before: readonly string[],
  after: readonly string[],
): { head: number; tail: number } {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  return { head, tail }
}

function alignMiddle(a: Int32Array, b: Int32Array, budget: EditBudget): Step[] | null {
  const { changes } = budget
  // There are at least as many changes as one is longer than the other.
  if (Math.abs(a.length - b.length) > changes) return null
  const steps = shortestEdit(a, b, changes)
  budget.spend(steps?.length ?? changes)
  return steps
}

/** Numbers for texts: quicker to compare. */
function numbered(...lists: [readonly string[], readonly string[]]): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>()
  const numberOf = (text: string) => {
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return number
  }
  return [Int32Array.from(lists[0], numberOf), Int32Array.from(lists[1], numberOf)]
}

/** One step from each unchanged stretch to the next. */
function joined(steps: readonly Step[]): Step[] {
  const result: Step[] = []
  for (const step of steps) {
    if (step.removed + step.added + step.same === 0) continue
    const last = result.at(-1)
    if (last === undefined || (last.same > 0 && step.removed + step.added > 0)) {
      result.push({ ...step })
      continue
    }
    last.removed += step.removed
    last.added += step.added
    last.same += step.same
  }
  return result
}
