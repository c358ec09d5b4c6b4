import { splitWords } from './split-words'

interface Alike {
  /** Blocks of two kinds are never alike. */
  kind: string
  source: string
}

/** Blocks with less in common are two, not one that changed. */
const LEAST = 0.4
const MOST_TRIED = 10_000

/** Places in the one list and in the other. */
export type Pair = readonly [number, number]

/**
 * Pairs of blocks of two lists that are much alike: those that are alike the most in all, without any
 * that cross. Null where there are too many to try.
 */
export function pairSimilar(one: readonly Alike[], other: readonly Alike[]): Pair[] | null {
  if (one.length * other.length > MOST_TRIED) return null
  const [a, b] = [one, other].map((blocks) => blocks.map(({ source }) => countWords(source)))
  const likeness = one.map((block, i) =>
    other.map(({ kind }, j) => {
      const share = block.kind === kind ? shareOf(a?.[i], b?.[j]) : 0
      return share >= LEAST ? share : 0
    }),
  )
  return bestPath(likeness, one.length, other.length)
}

/** Longest common subsequence, by likeness in place of equality. */
function bestPath(likeness: readonly (readonly number[])[], rows: number, columns: number): Pair[] {
  const likenessAt = (i: number, j: number) => likeness[i]?.[j] ?? 0
  // Of what follows each place.
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1))
  const bestAt = (i: number, j: number) => best[i]?.[j] ?? 0
  const paired = (i: number, j: number) =>
    likenessAt(i, j) === 0 ? -1 : likenessAt(i, j) + bestAt(i + 1, j + 1)
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      const row = best[i]
      if (row !== undefined) row[j] = Math.max(paired(i, j), bestAt(i + 1, j), bestAt(i, j + 1))
    }
  }
  const pairs: Pair[] = []
  for (let [i, j] = [0, 0]; i < rows && j < columns; ) {
    if (paired(i, j) === bestAt(i, j)) pairs.push([i++, j++])
    else if (bestAt(i + 1, j) === bestAt(i, j)) i += 1
    else j += 1
  }
  return pairs
}

interface Counts {
  total: number
  words: Map<string, number>
}

function countWords(text: string): Counts {
  const words = new Map<string, number>()
  const [all] = splitWords(text, '')
  for (const word of all) words.set(word.text, (words.get(word.text) ?? 0) + 1)
  return { total: all.length, words }
}

/** The share of words that two texts have in common (Dice). */
function shareOf(one: Counts | undefined, other: Counts | undefined): number {
  if (one === undefined || other === undefined || one.total + other.total === 0) return 0
  let shared = 0
  for (const [word, count] of one.words) shared += Math.min(count, other.words.get(word) ?? 0)
  return (2 * shared) / (one.total + other.total)
}
