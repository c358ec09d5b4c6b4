import type { Row } from './rows'

const LETTERS = 'ABCDEFGH'

/**
 * The order in which answers are shown to one who shall not know whose they are: any order is as likely
 * as any other, and the same seed gives the same one, so that nothing jumps.
 */
export function blindOrder<T>(all: readonly T[], seed: string): T[] {
  const order = [...all]
  const random = randomOf(seed)
  // Fisher and Yates, from the end.
  for (let last = order.length - 1; last > 0; last -= 1) {
    const at = Math.floor(random() * (last + 1))
    const [a, b] = [order[at], order[last]]
    if (a !== undefined && b !== undefined) [order[at], order[last]] = [b, a]
  }
  return order
}

/**
 * The seed of a turn: its own, so that a vote, which tells whose its answers are, tells nothing of the next
 * turn, nor of what is answered anew in this one.
 */
export function seedOfTurn(seed: string, number: number, { cells }: Pick<Row, 'cells'>): string {
  return [seed, number, ...cells.map((cell) => cell?.answers[0]?.id)].join(' ')
}

/** What the answer in a place, from 0, is called. */
export function letterOf(place: number): string {
  return LETTERS[place] ?? String(place + 1)
}

/** Numbers from 0 to below 1 that hang on the seed alone. */
function randomOf(seed: string): () => number {
  let state = 0x811c9dc5
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
