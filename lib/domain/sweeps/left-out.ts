import type { LeftOut } from './plan'
import type { Choice } from './sweep'

/** Points of a grid that are left out for the same reasons. */
export interface LeftOutGroup {
  refusals: LeftOut['refusals']
  choices: Choice[]
}

/** What is left out by its reasons, each told once, in the order of its first. */
export function groupLeftOut(leftOut: readonly LeftOut[]): LeftOutGroup[] {
  const groups = new Map<string, LeftOutGroup>()
  for (const { choice, refusals } of leftOut) {
    const key = JSON.stringify(refusals)
    const group = groups.get(key) ?? { refusals, choices: [] }
    group.choices.push(choice)
    groups.set(key, group)
  }
  return [...groups.values()]
}
