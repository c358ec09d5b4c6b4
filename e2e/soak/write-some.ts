import type { Message } from '@/lib/domain/conversation'
import { blankTurn, toWritten, type WrittenTurn } from '@/lib/domain/written-turns'
import { between } from '../harness/upstream/random'
import { pick } from './random-choice'

type Change = (turns: readonly WrittenTurn[], at: number) => WrittenTurn[]

/** What a person does in the editor of turns; `at` is one of them. */
const CHANGES: readonly Change[] = [
  (turns, at) => turns.with(at, { ...turnAt(turns, at), texts: ['Otherwise.'] }),
  (turns, at) => turns.with(at, { ...turnAt(turns, at), isOff: true }),
  (turns, at) => turns.toSpliced(at, 1),
  (turns) => [
    { ...blankTurn('user'), texts: ['Two and two?'] },
    { ...blankTurn('assistant'), texts: ['4'] },
    ...turns,
  ],
  (turns, at) => [...turns.toSpliced(at, 1), turnAt(turns, at)],
]

/** The turns of a branch with one or two changes, at least one of them left. */
export function writeSome(before: readonly Message[], random: () => number): WrittenTurn[] {
  let turns = before.map(toWritten)
  for (let i = between(random, 1, 2); i > 0; i--) {
    const next = pick(CHANGES, random)(turns, between(random, 0, turns.length - 1))
    if (next.length > 0) turns = next
  }
  return turns
}

function turnAt(turns: readonly WrittenTurn[], at: number): WrittenTurn {
  const turn = turns[at]
  if (turn === undefined) throw new Error(`There is no turn ${at}.`)
  return turn
}
