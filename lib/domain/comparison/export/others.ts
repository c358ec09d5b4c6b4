import { type Conversation, type Message, pathTo } from '../../conversation'
import type { Prices } from '../../prices'
import type { Run } from '../../run'
import type { Choice, ShownSweep } from '../../sweeps/sweep'
import { isResultTurn } from '../../tools/loop'
import { type Facts, factsOf } from '../facts'

/** What of a conversation is read here: its turns, parents first. */
export type Tree = Pick<Conversation, 'id' | 'messages' | 'runs' | 'headId'>

/** The place in a sweep that an answer was given for. */
export interface SweepPlace {
  sweepId: string
  /** From 1. */
  variant: number
  choice: Choice
  /** From 1. */
  repeat: number
}

/** A turn of a comparison that is not in view: in another branch, in a sweep, or in a column that was removed. */
export interface OtherTurn {
  conversationId: string
  /** Number of the column in which it stands; null: in none that is there now. */
  column: number | null
  turn: Message
  /** What it was said to; null of what somebody asked. */
  question: Message | null
  run: Run | null
  facts: Facts | null
}

/** The turns that stand in these columns beside their branches in view, and all those of the `rest`. */
export function otherTurns(
  columns: readonly Tree[],
  rest: readonly Tree[],
  prices: Prices,
): OtherTurn[] {
  return [
    ...columns.flatMap((column, at) => turnsBeside(column, at + 1, prices)),
    ...rest.flatMap((one) => turnsBeside(one, null, prices)),
  ]
}

function turnsBeside(tree: Tree, column: number | null, prices: Prices): OtherTurn[] {
  const { id, messages, runs, headId } = tree
  const inView = new Set(column === null ? [] : pathTo(messages, headId))
  const byId = new Map(runs.map((run) => [run.id, run]))
  const questions = alongBranches<Message>(messages, (turn, above) => above ?? turn)
  return messages
    .filter((turn) => !inView.has(turn))
    .map((turn) => {
      const run = byId.get(turn.runId ?? '') ?? null
      const facts = run === null ? null : factsOf([run], prices)
      const question = questions.get(turn.id) ?? null
      return {
        ...{ conversationId: id, column, turn, run, facts },
        question: question === turn ? null : question,
      }
    })
}

/** By run, the place in a sweep that its answer was given for; all runs of a tool loop have that of the first. */
export function sweepPlaces(
  trees: readonly Tree[],
  sweeps: readonly ShownSweep[],
): ReadonlyMap<string, SweepPlace> {
  const begun = new Map<string, SweepPlace>()
  for (const { id: sweepId, cells, variants } of sweeps) {
    for (const { attempts, variant, repeat } of cells) {
      const choice = variants[variant]?.choice ?? {}
      const place = { sweepId, variant: variant + 1, choice, repeat: repeat + 1 }
      for (const { messageId } of attempts) begun.set(messageId, place)
    }
  }
  const places = new Map<string, SweepPlace>()
  for (const { messages } of trees) {
    const known = alongBranches<SweepPlace>(messages, ({ id }, above) => begun.get(id) ?? above)
    for (const { id, runId } of messages) {
      const place = known.get(id)
      if (runId !== null && place !== undefined) places.set(runId, place)
    }
  }
  return places
}

/** Something of each turn, handed on from what was asked to all that came of it and no further. */
function alongBranches<T>(
  messages: readonly Message[],
  read: (turn: Message, above: T | undefined) => T | undefined,
): ReadonlyMap<string, T> {
  const roles = new Map(messages.map(({ id, role }) => [id, role]))
  const known = new Map<string, T>()
  for (const turn of messages) {
    const above = turn.parentId ?? ''
    const isAnswer =
      turn.role === 'assistant' || (roles.get(above) === 'assistant' && isResultTurn(turn))
    const value = read(turn, isAnswer ? known.get(above) : undefined)
    if (value !== undefined) known.set(turn.id, value)
  }
  return known
}
