import { align, alignEnds, EditBudget } from './align'
import type { Step } from './shortest-edit'
import { splitWords, type Word } from './split-words'
import { type Stretch, Stretches } from './stretches'

/** A part of two compared texts: in both, in the baseline alone, or in the answer alone. */
export interface Piece {
  kind: 'same' | 'removed' | 'added'
  text: string
}

export interface WordDiff {
  /** In order: without what was added they are the baseline, without what was removed the answer. */
  pieces: readonly Piece[]
  /** So many words. */
  added: number
  removed: number
  /** True where the texts differ in so much that words were compared within changed lines only. */
  isCoarse: boolean
}

/** What two texts differ in, word by word. */
export function diffWords(
  baseline: string,
  answer: string,
  budget: EditBudget = new EditBudget(),
): WordDiff {
  // Always the same way round, so that it makes no difference which of the two is the baseline.
  const isTurned = answer < baseline
  const { stretches, isCoarse } = isTurned
    ? compare(answer, baseline, budget)
    : compare(baseline, answer, budget)
  const inOrder = isTurned
    ? stretches.map(({ removed, added, same }) => ({ removed: added, added: removed, same }))
    : stretches
  return {
    pieces: inOrder.flatMap(piecesOf),
    added: inOrder.reduce((count, { added }) => count + added.words, 0),
    removed: inOrder.reduce((count, { removed }) => count + removed.words, 0),
    isCoarse,
  }
}

function piecesOf(stretch: Stretch): Piece[] {
  return (['removed', 'added', 'same'] as const)
    .map((kind) => ({ kind, text: stretch[kind].text }))
    .filter(({ text }) => text !== '')
}

function compare(
  before: string,
  after: string,
  budget: EditBudget,
): { stretches: Stretch[]; isCoarse: boolean } {
  const [a, b] = splitWords(before, after)
  const stretches = new Stretches()
  const steps = align(a.map(textOf), b.map(textOf), budget)
  if (steps !== null) collect(steps, a, b, stretches)
  else compareLines(a, b, stretches, budget)
  return { stretches: stretches.tidied(), isCoarse: steps === null }
}

/** Line by line, and by words only where lines changed and as far as the budget goes. */
function compareLines(
  a: readonly Word[],
  b: readonly Word[],
  stretches: Stretches,
  budget: EditBudget,
): void {
  const [before, after] = [linesOf(a), linesOf(b)]
  const texts = [before, after].map((lines) => lines.map((line) => line.map(wholeOf).join('')))
  const [c = [], d = []] = texts
  let [at, to] = [0, 0]
  for (const { removed, added, same } of align(c, d, budget) ?? alignEnds(c, d)) {
    const gone = before.slice(at, at + removed).flat()
    const came = after.slice(to, to + added).flat()
    const [x, y] = [gone.map(textOf), came.map(textOf)]
    collect(align(x, y, budget) ?? alignEnds(x, y), gone, came, stretches)
    at += removed + same
    to += added + same
    const kept = before.slice(at - same, at).flat()
    stretches.keep(kept, kept)
  }
}

function collect(
  steps: readonly Step[],
  a: readonly Word[],
  b: readonly Word[],
  stretches: Stretches,
): void {
  let [at, to] = [0, 0]
  for (const { removed, added, same } of steps) {
    stretches.change(a.slice(at, at + removed), b.slice(to, to + added))
    at += removed
    to += added
    stretches.keep(a.slice(at, at + same), b.slice(to, to + same))
    at += same
    to += same
  }
}

function linesOf(words: readonly Word[]): Word[][] {
  const lines: Word[][] = [[]]
  for (const word of words) {
    lines.at(-1)?.push(word)
    if (word.text.endsWith('\n')) lines.push([])
  }
  return lines
}

function textOf({ text }: Word): string {
  return text
}

function wholeOf({ text, gap }: Word): string {
  return text + gap
}
