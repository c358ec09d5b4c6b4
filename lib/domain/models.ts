import * as z from 'zod/mini'
import type { ModelRow, ThinkingTraits } from './models-row'
import { MODEL_TABLE } from './models-table'

/** One leaf of `capabilities`. A missing leaf means unknown, not false (claude-api.md §7). */
const supportSchema = z.nullish(z.looseObject({ supported: z.boolean() }))

const group = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.nullish(z.looseObject({ supported: z.boolean(), ...shape }))

const capabilitiesSchema = z.looseObject({
  batch: supportSchema,
  citations: supportSchema,
  code_execution: supportSchema,
  context_management: supportSchema,
  effort: group({
    low: supportSchema,
    medium: supportSchema,
    high: supportSchema,
    xhigh: supportSchema,
    max: supportSchema,
  }),
  image_input: supportSchema,
  pdf_input: supportSchema,
  server_tools: group({ code_execution: supportSchema, web_search: supportSchema }),
  structured_outputs: supportSchema,
  thinking: group({
    types: z.nullish(
      z.looseObject({
        adaptive: supportSchema,
        between_tools: supportSchema,
        disabled: supportSchema,
        enabled: supportSchema,
      }),
    ),
  }),
})

/**
 * A model object of the wire. The baseline's objects hold the first four fields only; lines and
 * lifecycles of tomorrow and fields unknown here survive.
 */
export const modelInfoSchema = z.looseObject({
  id: z.string().check(z.minLength(1)),
  type: z.literal('model'),
  display_name: z.string(),
  created_at: z.string(),
  lifecycle: z.nullish(z.string()),
  line: z.nullish(z.string()),
  deprecated_at: z.nullish(z.string()),
  retires_at: z.nullish(z.string()),
  max_input_tokens: z.nullish(z.number()),
  max_tokens: z.nullish(z.number()),
  capabilities: z.nullish(capabilitiesSchema),
})
export type ModelInfo = z.infer<typeof modelInfoSchema>

const rowByName: ReadonlyMap<string, ModelRow> = new Map(
  MODEL_TABLE.flatMap((row) => [
    [row.id, row] as const,
    ...(row.alias === undefined ? [] : [[row.alias, row] as const]),
  ]),
)

/** The table's row for an id or alias; undefined for models it does not know. */
export function findModel(idOrAlias: string): ModelRow | undefined {
  return rowByName.get(idOrAlias)
}

/** A short name for lists and captions, such as "Opus 5.5"; an unknown id stands for itself. */
export function modelLabel(idOrAlias: string): string {
  return findModel(idOrAlias)?.label ?? idOrAlias
}

/** True when an answer can be continued by sending its beginning as the last turn (§2.2). */
export function takesPrefill(idOrAlias: string): boolean {
  return findModel(idOrAlias)?.takesPrefill ?? false
}

/** The short name of a model where it is known, else what the upstream calls it. */
export function nameOfModel({ id, display_name }: ModelInfo): string {
  return findModel(id) === undefined ? display_name : modelLabel(id)
}

/** Whether a request without `thinking` gets some, and whether its text shows. Null: unknown model. */
export function thinkingByDefault(
  idOrAlias: string,
): Pick<ThinkingTraits, 'isDefault' | 'display'> | null {
  const row = findModel(idOrAlias)
  return row === undefined
    ? null
    : { isDefault: row.thinking.isDefault, display: row.thinking.display }
}

const LIFECYCLE_RANK: Readonly<Record<string, number>> = { active: 0, deprecated: 2, retired: 3 }
const rank = (model: ModelInfo) => LIFECYCLE_RANK[model.lifecycle ?? ''] ?? 1

/** Order for lists: living before dying, newer before older, then by name. */
export function compareModels(a: ModelInfo, b: ModelInfo): number {
  return (
    rank(a) - rank(b) ||
    b.created_at.localeCompare(a.created_at) ||
    a.display_name.localeCompare(b.display_name)
  )
}

/** In that order; where the list does not say whether a model lives, the table does. */
export function newestFirst(models: readonly ModelInfo[]): ModelInfo[] {
  return models
    .map((info) => ({ ...info, lifecycle: info.lifecycle ?? findModel(info.id)?.lifecycle }))
    .sort(compareModels)
}

const DEFAULT_MODEL = 'claude-opus-5-5'

/**
 * The model a new conversation starts with: the chosen one where the upstream has it, else Opus 5.5,
 * else the newest active one, else the first.
 */
export function pickDefaultModel(
  models: readonly ModelInfo[],
  chosen: string | null = null,
): ModelInfo | null {
  const isActive = (model: ModelInfo) => model.lifecycle === 'active'
  return (
    models.find((model) => model.id === chosen) ??
    models.find((model) => model.id === DEFAULT_MODEL) ??
    models.filter(isActive).sort(compareModels)[0] ??
    models[0] ??
    null
  )
}
