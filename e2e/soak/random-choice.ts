import { between } from '../harness/upstream/random'

/** One of a list that has some. */
export function pick<T>(list: readonly T[], random: () => number): T {
  const chosen = list[anyIndex(list, random)]
  if (chosen === undefined) throw new Error('There is nothing to choose from.')
  return chosen
}

/** Where in a list, or 0 in an empty one. */
export function anyIndex({ length }: { length: number }, random: () => number): number {
  return between(random, 0, Math.max(0, length - 1))
}

/** So many bytes of any value. */
export function noise(length: number, random: () => number): Buffer {
  return Buffer.from(Array.from({ length }, () => between(random, 0, 255)))
}

/** A copy with up to eight bits flipped. */
export function flipBits(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes)
  for (let i = between(random, 1, 8); i > 0 && copy.length > 0; i--) {
    const index = anyIndex(copy, random)
    copy[index] = (copy[index] ?? 0) ^ (1 << between(random, 0, 7))
  }
  return copy
}
