import { align, alignEnds, EditBudget } from './align'
import { type Pair, pairSimilar } from './pair-similar'
import { splitWords } from './split-words'
import { diffWords, type WordDiff } from './word-diff'

/** A block of an answer's Markdown, compared as one: a paragraph, a list, a heading, a fence. */
export interface ComparedBlock {
  /** Text never changes into code, nor code into text. */
  kind: 'text' | 'code'
  source: string
}

export type BlockChange =
  | { kind: 'same' | 'removed' | 'added'; block: ComparedBlock }
  | { kind: 'changed'; block: ComparedBlock; words: WordDiff }

export interface BlockDiff {
  /** In order, what was removed before what was added in its place. */
  changes: readonly BlockChange[]
  /** So many words, in changed blocks and in whole ones. */
  added: number
  removed: number
  isCoarse: boolean
}

/**
 * What two answers differ in, block by block: a block is kept, changed into one much like it, removed or
 * added. A block that moved is removed and added.
 */
export function diffBlocks(
  baseline: readonly ComparedBlock[],
  answer: readonly ComparedBlock[],
): BlockDiff {
  const budget = new EditBudget()
  const [before, after] = [baseline.map(keyOf), answer.map(keyOf)]
  // Always the same way round, as with words.
  const isTurned = after.join('\n') < before.join('\n')
  const [a, b] = isTurned ? [after, before] : [before, after]
  const steps = align(a, b, budget)
  let isCoarse = steps === null
  const changes: BlockChange[] = []
  let [at, to] = [0, 0]
  for (const step of steps ?? alignEnds(a, b)) {
    const [removed, added] = isTurned ? [step.added, step.removed] : [step.removed, step.added]
    const gone = baseline.slice(at, at + removed)
    const came = answer.slice(to, to + added)
    const pairs = isTurned
      ? (pairSimilar(came, gone)?.map(([to, at]): Pair => [at, to]) ?? null)
      : pairSimilar(gone, came)
    isCoarse ||= pairs === null
    changes.push(...changesOf(gone, came, pairs ?? [], budget))
    at += removed + step.same
    to += added + step.same
    for (const block of answer.slice(to - step.same, to)) changes.push({ kind: 'same', block })
  }
  let [added, removed] = [0, 0]
  for (const change of changes) {
    if (change.kind === 'added') added += wordsIn(change.block)
    if (change.kind === 'removed') removed += wordsIn(change.block)
    if (change.kind !== 'changed') continue
    added += change.words.added
    removed += change.words.removed
    isCoarse ||= change.words.isCoarse
  }
  return { changes, added, removed, isCoarse }
}

/** What became of blocks that stand between unchanged ones: what is gone stands before what came. */
function changesOf(
  gone: readonly ComparedBlock[],
  came: readonly ComparedBlock[],
  pairs: readonly Pair[],
  budget: EditBudget,
): BlockChange[] {
  const changes: BlockChange[] = []
  let [at, to] = [0, 0]
  const passOver = (untilGone: number, untilCame: number) => {
    for (const block of gone.slice(at, untilGone)) changes.push({ kind: 'removed', block })
    for (const block of came.slice(to, untilCame)) changes.push({ kind: 'added', block })
  }
  for (const [nextGone, nextCame] of pairs) {
    passOver(nextGone, nextCame)
    const [before, block] = [gone[nextGone], came[nextCame]]
    if (before !== undefined && block !== undefined) {
      changes.push({
        kind: 'changed',
        block,
        words: diffWords(before.source, block.source, budget),
      })
    }
    at = nextGone + 1
    to = nextCame + 1
  }
  passOver(gone.length, came.length)
  return changes
}

function keyOf({ kind, source }: ComparedBlock): string {
  return `${kind}\n${source}`
}

function wordsIn({ source }: ComparedBlock): number {
  return splitWords(source, '')[0].filter(({ isWord }) => isWord).length
}
