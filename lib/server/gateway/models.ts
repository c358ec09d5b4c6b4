import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { toOpenAiModel, toOpenAiModelList } from '@/lib/wire/openai/model'
import { header } from '../upstream/headers'
import { askModel, listAllModels } from '../upstream/models'
import { giveJson } from './answer'
import type { GatewayCall } from './call'
import { forward, requireReady } from './forward'

/**
 * `GET /v1/models`. A call without `anthropic-version` comes from an OpenAI client and gets that
 * shape (claude-api.md §11, item 7).
 */
export async function listModels(call: GatewayCall): Promise<void> {
  const { upstream, asked, out } = call
  if (header(asked.headers, 'anthropic-version') !== null) {
    return upstream.models === null ? forward(call) : giveJson(out, 200, page(upstream.models))
  }
  requireReady(upstream)
  const models = await listAllModels(upstream, asked.signal)
  giveJson(out, 200, toOpenAiModelList(models))
}

/** `GET /v1/models/{id}`, in the same two shapes. */
export async function getModel(call: GatewayCall): Promise<void> {
  const { upstream, asked, path, out } = call
  const isNative = header(asked.headers, 'anthropic-version') !== null
  if (isNative && upstream.models === null) return forward(call)
  const id = decodeURIComponent(path.slice('/v1/models/'.length).split('?', 1)[0] ?? '')
  requireReady(upstream)
  const models = await listAllModels(upstream, asked.signal)
  const listed = models.find((one) => one.id === id)
  // A list names no aliases, and none that are retired.
  const model =
    listed ?? (upstream.models === null ? await askModel(upstream, id, asked.signal) : undefined)
  if (model === undefined) throw new ApiError(404, `model: ${id}`)
  giveJson(out, 200, isNative ? model : toOpenAiModel(model))
}

interface Listed {
  id: string
  created_at: string
}

function page<M extends Listed>(models: readonly M[]) {
  return {
    data: models,
    has_more: false,
    first_id: models[0]?.id ?? null,
    last_id: models.at(-1)?.id ?? null,
  }
}
