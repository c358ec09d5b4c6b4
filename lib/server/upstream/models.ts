import 'server-only'
import { z } from 'zod'
import { type ModelInfo, modelInfoSchema } from '@/lib/domain/models'
import { ApiError } from '@/lib/wire/errors'
import { askJson } from './ask'
import type { Upstream } from './sink'

/** Local servers list models in the OpenAI shape: an id, and perhaps `created` in seconds. */
const listedSchema = z
  .looseObject({ id: z.string().min(1), created: z.number().optional() })
  .transform((model) => ({
    ...model,
    type: 'model',
    display_name: model.display_name ?? model.id,
    created_at: model.created_at ?? toTime(model.created ?? 0),
  }))
  .pipe(modelInfoSchema)

/** Seconds as a time; what is none, such as nanoseconds, as the epoch. */
function toTime(seconds: number): string {
  const date = new Date(seconds * 1000)
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString()
}

const pageSchema = z.object({
  data: z.array(listedSchema),
  has_more: z.boolean().default(false),
  last_id: z.string().nullish(),
})

/** Pages of 1,000 that one listing follows at most: an upstream that never ends is not believed. */
const MAX_PAGES = 20

/** All models of an upstream, in its order. Throws an ApiError that says what it answered. */
export async function listAllModels(upstream: Upstream, signal: AbortSignal): Promise<ModelInfo[]> {
  if (upstream.models !== null) return upstream.models
  const models: ModelInfo[] = []
  let after: string | null = null
  for (let i = 0; i < MAX_PAGES; i++) {
    const query = after === null ? '' : `&after_id=${encodeURIComponent(after)}`
    const answer = await askJson(upstream, `/v1/models?limit=1000${query}`, '2023-06-01', signal)
    const page = pageSchema.safeParse(answer)
    if (!page.success)
      throw new ApiError(502, `${upstream.label} listed its models in an unknown shape.`)
    models.push(...page.data.data)
    after = page.data.has_more ? (page.data.last_id ?? null) : null
    if (after === null) break
  }
  return models
}

/** One model by its id or by an alias. Throws an ApiError that says what the upstream answered. */
export async function askModel(
  upstream: Upstream,
  id: string,
  signal: AbortSignal,
): Promise<ModelInfo> {
  const path = `/v1/models/${encodeURIComponent(id)}`
  const model = listedSchema.safeParse(await askJson(upstream, path, '2023-06-01', signal))
  if (model.success) return model.data
  throw new ApiError(502, `${upstream.label} showed a model in an unknown shape.`)
}
