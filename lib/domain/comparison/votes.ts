import * as z from 'zod/mini'
import type { ChatSettings } from '../chat-settings'
import { idSchema } from '../ids'
import { LEAST_COLUMNS, MOST_COLUMNS } from './comparison'
import { COLUMN_NAMES, differencesAmong, type SettingName } from './overrides'

/** A setting in which those who are voted on differ, and its value in short. */
export interface SettingValue {
  name: SettingName
  value: string
}

/** Whose answer was voted on. */
export interface Contestant {
  columnId: string
  runId: string
  upstream: string
  model: string
  settings: SettingValue[]
}

/** What was voted on, and how; as it was then, whatever becomes of the columns. */
export interface VoteData {
  turn: {
    /** The beginning of the question. */
    text: string
    /** Of the question, as each column has it. */
    questionIds: string[]
  }
  contestants: Contestant[]
  /** The settings that all of them had. Votes from before it was kept have none. */
  shared?: SettingValue[]
  /** The id of a column; `tie`: all are as good; `none`: none is good. */
  winner: string
}

export interface Vote extends VoteData {
  id: string
  comparisonId: string
  createdAt: number
}

/** Body of `POST /api/comparisons/{id}/votes`; the same id again changes nothing. */
export const createVoteSchema = z.strictObject({
  id: idSchema,
  turn: z.strictObject({
    text: z.string().check(z.maxLength(200)),
    questionIds: z.array(idSchema).check(z.maxLength(MOST_COLUMNS)),
  }),
  contestants: z
    .array(z.strictObject({ columnId: idSchema, runId: idSchema }))
    .check(z.minLength(LEAST_COLUMNS), z.maxLength(MOST_COLUMNS)),
  winner: z.union([idSchema, z.literal(['tie', 'none'])]),
})
export type CreateVote = z.infer<typeof createVoteSchema>

/** Body of `PATCH /api/comparisons/{id}/votes/{voteId}`. */
export const patchVoteSchema = z.strictObject({ deleted: z.boolean() })
export type PatchVote = z.infer<typeof patchVoteSchema>

/**
 * The vote on these answers: one that held two of them against each other, whoever stood beside them. Whose
 * those are is known from then on, and no pair is to count twice. Another answer to the same question has
 * not been voted on.
 */
export function voteOn(votes: readonly Vote[], runIds: readonly string[]): Vote | null {
  const wanted = new Set(runIds)
  const shared = ({ contestants }: Vote) => contestants.filter(({ runId }) => wanted.has(runId))
  return votes.findLast((vote) => shared(vote).length > 1) ?? null
}

/** Beside model and upstream: in what those who are voted on differ, with each one's values, and what all of them have. */
export function valuesOf(all: readonly (ChatSettings | null)[]): {
  differing: SettingValue[][]
  shared: SettingValue[]
} {
  const known = all.filter((settings) => settings !== null)
  const differing = differencesAmong(known)
  // Object.keys widens the names of a strict object.
  const names = known.slice(0, 1).flatMap((one) => Object.keys(one) as SettingName[])
  const pick = (settings: ChatSettings | null | undefined, wanted: readonly SettingName[]) =>
    wanted.flatMap((name) =>
      settings == null || COLUMN_NAMES.includes(name)
        ? []
        : [{ name, value: shortOf(settings[name]) }],
    )
  return {
    differing: all.map((settings) => pick(settings, differing)),
    shared: pick(
      known[0],
      names.filter((name) => !differing.includes(name)),
    ),
  }
}

const MOST_VALUE = 60

/** Long values are told apart by a sum of them. */
function shortOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')
  return text.length <= MOST_VALUE ? text : `${text.slice(0, MOST_VALUE - 10)}… #${sumOf(text)}`
}

function sumOf(text: string): string {
  let sum = 0
  for (const char of text) sum = (Math.imul(sum, 31) + (char.codePointAt(0) ?? 0)) >>> 0
  return sum.toString(36).padStart(7, '0')
}
