import * as z from 'zod/mini'
import { chatSettingsSchema, type Message } from './conversation'
import { idSchema, newId } from './ids'
import { keptContent } from './request'
import type { Run } from './run'

export const TURN_ROLES = ['user', 'assistant', 'system'] as const

const textsSchema = z.array(z.string().check(z.maxLength(4_000_000))).check(z.maxLength(1000))

/** A turn as somebody has it written: anew, or as another one is (`copyOf`) but for what is said here. */
export const writtenTurnSchema = z.strictObject({
  id: idSchema,
  role: z.enum(TURN_ROLES),
  /** It stays in the thread and is not sent. */
  isOff: z.boolean(),
  copyOf: z.nullable(idSchema),
  /** What its text blocks say, in order; null = as in `copyOf`. */
  texts: z.nullable(textsSchema),
  /** The blocks of `copyOf` that are left out, by their places in what it sends. */
  without: z._default(z.array(z.int().check(z.minimum(0))).check(z.maxLength(1000)), []),
})
export type WrittenTurn = z.infer<typeof writtenTurnSchema>

/**
 * Body of `POST /api/conversations/{id}/turns`: a branch under `parentId` of turns that no run
 * writes. Nothing that is there changes; a conversation that is not there begins with them.
 */
export const writeTurnsSchema = z.strictObject({
  parentId: z.nullable(idSchema),
  turns: z.array(writtenTurnSchema).check(z.maxLength(1000)),
  /** What a new conversation is asked with. */
  settings: chatSettingsSchema,
})
export type WriteTurns = z.infer<typeof writeTurnsSchema>

/** The turns of a branch of which something would be sent: those that can be written anew. */
export function writableTurns(path: readonly Message[], runs: ReadonlyMap<string, Run>): Message[] {
  return path.filter((turn) => keptContent(turn, runs).length > 0)
}

/** A turn as it is, to be changed. */
export function toWritten({ id, role, mark }: Message): WrittenTurn {
  return { id: newId(), role, isOff: mark === 'off', copyOf: id, texts: null, without: [] }
}

/** A turn that nobody has written yet. */
export function blankTurn(role: WrittenTurn['role']): WrittenTurn {
  return { id: newId(), role, isOff: false, copyOf: null, texts: [''], without: [] }
}

/** The part of the branch that stays, and what comes under it: from the first turn on that differs. */
export function branchOf(
  before: readonly Message[],
  after: readonly WrittenTurn[],
): Pick<WriteTurns, 'parentId' | 'turns'> {
  const first = after.findIndex((turn, index) => !isSame(turn, before[index]))
  const at = first === -1 ? after.length : first
  return { parentId: before[at - 1]?.id ?? null, turns: after.slice(at) }
}

/** True when nothing was changed. */
export function isUnchanged(before: readonly Message[], after: readonly WrittenTurn[]): boolean {
  return before.length === after.length && branchOf(before, after).turns.length === 0
}

function isSame(written: WrittenTurn, turn: Message | undefined): boolean {
  const { copyOf, role, isOff, texts, without } = written
  const isWhole = texts === null && without.length === 0
  return isWhole && copyOf === turn?.id && role === turn.role && isOff === (turn.mark === 'off')
}
