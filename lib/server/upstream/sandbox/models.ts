import 'server-only'
import { findModel, type ModelInfo } from '@/lib/domain/models'
import { modelInfo } from '@/lib/domain/models-info'
import type { ModelRow } from '@/lib/domain/models-row'
import { MODEL_TABLE } from '@/lib/domain/models-table'
import { ApiError } from '@/lib/wire/errors'
import { type Handler, jsonReply } from './exchange'
import { pageById } from './paging'

/** The baseline's three ids: retired or never listed upstream, alive here (claude-api.md §7). */
const BASELINE: ReadonlySet<string> = new Set([
  'claude-opus-4-20250514',
  'claude-sonnet-4-20250514',
  'claude-haiku-4-20250514',
])

const LIFECYCLES: ReadonlySet<string> = new Set(['active', 'deprecated', 'retired'])
const no = { supported: false }
const NO_CONTEXT_MANAGEMENT = {
  ...no,
  clear_thinking_20251015: null,
  clear_tool_uses_20250919: null,
  compact_20260112: null,
}

/** The model as this upstream has it: it runs no server tools and edits no context. */
function sandboxInfo(row: ModelRow): ModelInfo {
  const info = modelInfo(row)
  return {
    ...info,
    lifecycle: lifecycleOf(row),
    capabilities: {
      ...info.capabilities,
      code_execution: no,
      context_management: NO_CONTEXT_MANAGEMENT,
      server_tools: { ...no, code_execution: no, web_search: no },
    },
  }
}

const lifecycleOf = (row: ModelRow) => (BASELINE.has(row.id) ? 'deprecated' : row.lifecycle)

const unknownModel = (id: string) => new ApiError(404, `model: ${id}`)

/** The model that a request names; a retired one answers nothing any more. */
export function callableModel(id: string): ModelRow {
  const row = findModel(id)
  if (row === undefined || lifecycleOf(row) === 'retired') throw unknownModel(id)
  return row
}

/** `GET /v1/models/{id}`: an alias resolves. */
export const retrieveModel: Handler = ({ params: [id = ''] }) => {
  const row = findModel(id)
  if (row === undefined) throw unknownModel(id)
  return jsonReply(200, sandboxInfo(row))
}

/** `GET /v1/models`, newest first. */
export const listModels: Handler = ({ query }) => {
  const wanted = readLifecycles(query)
  const all = MODEL_TABLE.filter((row) => wanted.has(lifecycleOf(row) ?? '')).map(sandboxInfo)
  return jsonReply(200, pageById(all, query))
}

/** The SDKs write arrays as `lifecycle[]=…`. */
function readLifecycles(query: URLSearchParams): ReadonlySet<string> {
  const given = [...query.getAll('lifecycle[]'), ...query.getAll('lifecycle')]
  const wrong = given.find((name) => !LIFECYCLES.has(name))
  if (wrong !== undefined) {
    throw new ApiError(400, "lifecycle: Input should be 'active' or 'deprecated' or 'retired'")
  }
  return new Set(given.length > 0 ? given : ['active', 'deprecated'])
}
