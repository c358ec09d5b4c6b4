import 'server-only'
import { createHash } from 'node:crypto'
import {
  type Directives,
  type DirectiveValues,
  directiveText,
} from '@/lib/domain/sandbox-directives'

/** Calls that are told apart; of more, the oldest is forgotten. */
const MOST_CALLS = 10_000

/** Decides which faults strike a call: by chance, and by how often they have struck its like. */
export interface Chances {
  /** Those that strike now, of several statuses the one whose turn it is. `call` says which call it is. */
  striking(directives: Directives, call: () => string): Directives
  /** Begins to count anew. */
  reset(): void
}

/** Chances that draw from `random`, which gives numbers from 0 to 1. */
export function createChances(random: () => number): Chances {
  const strikes = new Map<string, number>()
  const count = (key: string, most: number): number | null => {
    const before = strikes.get(key) ?? 0
    if (before >= most) return null
    strikes.delete(key)
    strikes.set(key, before + 1)
    const oldest = strikes.size > MOST_CALLS ? strikes.keys().next().value : undefined
    if (oldest !== undefined) strikes.delete(oldest)
    return before
  }
  const strike = (name: string, said: DirectiveValues, call: () => string) => {
    const { percent } = said
    if (typeof percent === 'number' && random() * 100 >= percent) return null
    const most = mostStrikes(said)
    if (most === null) return said
    const turn = count(hash(`${directiveText(name, said)}\n${call()}`), most)
    if (turn === null) return null
    const { value } = said
    return Array.isArray(value) ? { ...said, value: [value[turn % value.length]] } : said
  }
  return {
    striking: (directives, call) => {
      const names: [string, DirectiveValues][] = Object.entries(directives)
      const struck = names.flatMap(([name, said]) => {
        const now = strike(name, said, call)
        return now === null ? [] : [[name, now] as const]
      })
      // The same directives, fewer of them.
      return Object.fromEntries(struck) as Directives
    },
    reset: () => strikes.clear(),
  }
}

/** How often a fault strikes the same call; null = each time. Several values come once each. */
function mostStrikes({ times, value }: DirectiveValues): number | null {
  if (typeof times === 'number') return times
  return Array.isArray(value) && value.length > 1 ? value.length : null
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
