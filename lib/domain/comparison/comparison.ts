import * as z from 'zod/mini'
import { type ChatSettings, type ConversationSummary, chatSettingsSchema } from '../conversation'
import { idSchema } from '../ids'

/** How many columns a comparison may have. */
export const MOST_COLUMNS = 8
export const LEAST_COLUMNS = 2

/**
 * An ordered set of conversations, each a column, which are asked together. It stands in the list of
 * conversations; its columns do not.
 */
export interface Comparison extends ConversationSummary {
  /** What its columns share where they do not say otherwise. */
  settings: ChatSettings | null
  /** Ids of conversations, in order. */
  columns: string[]
  /** The column that the others are compared with; null = the first. */
  baselineId: string | null
  /** What was spent for it and not in these columns: in grids, and in columns that were removed. */
  elsewhere: Spent
  /** Columns that were removed and can be brought back, the last asked one first. */
  removed: RemovedColumn[]
}

export interface RemovedColumn {
  id: string
  /** What it was last asked with, or would be. */
  settings: ChatSettings
  /** How many it has, those of all its branches. */
  answers: number
}

interface Spent {
  usd: number
  /** Runs whose cost is not known. */
  unknown: number
}

const columnSchema = z.strictObject({
  /** Of the conversation that the column is. */
  id: idSchema,
  settings: chatSettingsSchema,
  /** Names the account that it asks (`accountOf`): what of a copied history is valid hangs on it. */
  account: z._default(z.nullable(z.string().check(z.maxLength(200))), null),
})
export type NewColumn = z.infer<typeof columnSchema>

/** Body of `POST /api/comparisons`; the same id again changes nothing. */
export const createComparisonSchema = z.strictObject({
  id: idSchema,
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  settings: chatSettingsSchema,
  columns: z.array(columnSchema).check(z.minLength(1), z.maxLength(MOST_COLUMNS)),
  /** Each column begins with a copy of the turns up to this one; null = none. */
  from: z._default(
    z.nullable(z.strictObject({ conversationId: idSchema, headId: idSchema })),
    null,
  ),
})
export type CreateComparison = z.infer<typeof createComparisonSchema>

const placeSchema = z.int().check(z.gte(0), z.lte(MOST_COLUMNS))

/** Body of `PATCH /api/comparisons/{id}`: one act upon its columns, which holds whatever other tabs do. */
export const changeComparisonSchema = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('add'),
    column: columnSchema,
    at: placeSchema,
    /** It begins with a copy of this column's turns in view; null = empty, or as it was before it was removed. */
    copyOf: z._default(z.nullable(idSchema), null),
  }),
  z.strictObject({ act: z.literal('remove'), columnId: idSchema }),
  z.strictObject({ act: z.literal('move'), columnId: idSchema, to: placeSchema }),
  z.strictObject({ act: z.literal('baseline'), columnId: z.nullable(idSchema) }),
  z.strictObject({ act: z.literal('settings'), settings: chatSettingsSchema }),
])
export type ChangeComparison = z.infer<typeof changeComparisonSchema>

/** The columns after an act that only arranges them: the same on both sides of the network. */
export function arrange(columns: readonly string[], change: ChangeComparison): string[] {
  switch (change.act) {
    case 'add':
      return columns.includes(change.column.id)
        ? [...columns]
        : columns.toSpliced(change.at, 0, change.column.id)
    case 'remove':
      return columns.filter((id) => id !== change.columnId)
    case 'move': {
      const others = columns.filter((id) => id !== change.columnId)
      return others.length === columns.length
        ? others
        : others.toSpliced(change.to, 0, change.columnId)
    }
    default:
      return [...columns]
  }
}
