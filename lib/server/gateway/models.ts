import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { header } from '../upstream/headers'
import { listAllModels } from '../upstream/models'
import { answerJson } from './answer'
import type { GatewayCall } from './call'
import { forward } from './forward'

/**
 * `GET /v1/models`. A call without `anthropic-version` comes from an OpenAI client and gets that
 * shape (claude-api.md §11, item 7).
 */
export async function listModels(call: GatewayCall): Promise<void> {
  const { upstream, asked, out } = call
  if (header(asked.headers, 'anthropic-version') !== null) {
    return upstream.models === null
      ? forward(call, 'plain')
      : answerJson(out, page(upstream.models))
  }
  const models = await listAllModels(upstream, asked.signal)
  answerJson(out, { object: 'list', data: models.map(toOpenAi) })
}

/** `GET /v1/models/{id}`, in the same two shapes. */
export async function getModel(call: GatewayCall): Promise<void> {
  const { upstream, asked, path, out } = call
  const isNative = header(asked.headers, 'anthropic-version') !== null
  if (isNative && upstream.models === null) return forward(call, 'plain')
  const id = decodeURIComponent(path.slice('/v1/models/'.length).split('?', 1)[0] ?? '')
  const models = await listAllModels(upstream, asked.signal)
  const model = models.find((one) => one.id === id)
  if (model === undefined) throw new ApiError(404, `model: ${id}`)
  answerJson(out, isNative ? model : toOpenAi(model))
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

function toOpenAi({ id, created_at }: Listed) {
  const created = Math.floor(Date.parse(created_at) / 1000)
  return {
    id,
    object: 'model',
    created: Number.isNaN(created) ? 0 : created,
    owned_by: 'anthropic',
  }
}
