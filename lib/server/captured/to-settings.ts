import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import {
  betaSchema,
  type Carried,
  type Caveat,
  carriedHeaderSchema,
  isCarried,
  querySchema,
} from '@/lib/domain/carried'
import {
  API_VERSIONS,
  type ChatSettings,
  chatSettingsSchema,
  NO_CHOICES,
  WITHHOLDABLE,
} from '@/lib/domain/conversation'
import { judge } from '@/lib/domain/judge'
import type { ModelInfo } from '@/lib/domain/models'
import { withheldName } from '@/lib/domain/parameters'
import { buildBody } from '@/lib/domain/request'
import { MESSAGES_PATH } from '@/lib/domain/request-headers'
import { isRecord } from '@/lib/wire/json'
import { header, WORKSPACE_HEADER } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'

/** A captured request, and where its conversation goes on. */
export interface CapturedRequest {
  body: Record<string, unknown>
  model: string
  headers: HeaderList
  /** Path and query of the call. */
  path: string
  upstream: string
  /** Of the key that the upstream has now. */
  workspaceId: string | null
  /** Those that the upstream lists, as far as that is known: by them the panel judges. */
  models: readonly ModelInfo[] | undefined
  caveats: Caveat[]
}

/** What a body without `max_tokens`, which is none of the API, is opened with. */
const MAX_TOKENS = 4096
const [DEFAULT_VERSION] = API_VERSIONS

/**
 * The settings under which the panel sends what was captured: what it can say and would send exactly
 * so is set, everything else is carried.
 */
export function toSettings(request: CapturedRequest): ChatSettings {
  const { body, models, headers } = request
  const said = settle(request)
  // What the panel itself would make of it: only what comes out as it went in is the panel's.
  const sent = buildBody([], new Map(), said, judge(said, models))
  const caveats: Caveat[] = Object.hasOwn(body, 'max_tokens')
    ? request.caveats
    : [...request.caveats, { kind: 'maxTokens', name: String(MAX_TOKENS) }]
  const carried: Carried = {
    body: whatDiffers(body, sent),
    betas: betasOf(headers),
    headers: headersOf(request),
    ...queryOf(request),
    order: Object.keys(body),
    caveats,
  }
  return chatSettingsSchema.parse({ ...said, ...unset(carried), carried })
}

/** As much as the panel has a place for. */
function settle({ body, model, headers, upstream }: CapturedRequest): ChatSettings {
  const thinking = isRecord(body.thinking) ? body.thinking : {}
  const output = isRecord(body.output_config) ? body.output_config : {}
  const found: Record<string, unknown> = {
    apiVersion: header(headers, 'anthropic-version'),
    maxTokens: body.max_tokens,
    system: body.system,
    temperature: body.temperature,
    topP: body.top_p,
    topK: body.top_k,
    stopSequences: body.stop_sequences,
    thinkingType: thinking.type,
    budgetTokens: thinking.budget_tokens,
    thinkingDisplay: thinking.display,
    effort: output.effort,
  }
  const shape: Record<string, { safeParse(value: unknown): { success: boolean } } | undefined> =
    chatSettingsSchema.shape
  const fitting = Object.entries(found).filter(([field, value]) => {
    return value !== undefined && shape[field]?.safeParse(value).success
  })
  return chatSettingsSchema.parse({
    apiVersion: DEFAULT_VERSION,
    maxTokens: MAX_TOKENS,
    system: '',
    ...Object.fromEntries(fitting),
    upstream,
    model,
    stream: body.stream === true,
  })
}

/** The fields of a body that another does not have in the same way. */
function whatDiffers(
  body: Record<string, unknown>,
  sent: Record<string, unknown>,
): Record<string, unknown> {
  const { model: _model, messages: _messages, ...fields } = body
  const differing = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    const other = sent[name]
    if (isDeepStrictEqual(value, other)) return []
    if (name !== 'output_config' || !isRecord(value)) return [[name, value]]
    const parts = Object.entries(value).filter(
      ([part, inner]) => !(isRecord(other) && isDeepStrictEqual(inner, other[part])),
    )
    return [[name, Object.fromEntries(parts)]]
  })
  return Object.fromEntries(differing)
}

/** What is carried is not set in the panel as well. */
function unset(carried: Carried): Partial<ChatSettings> {
  const fields = WITHHOLDABLE.filter((field) => isCarried(carried, withheldName(field)))
  return {
    ...Object.fromEntries(fields.map((field) => [field, NO_CHOICES[field]])),
    ...(isCarried(carried, 'system') ? { system: '' } : {}),
  }
}

function betasOf(headers: HeaderList): string[] {
  return headers
    .filter(([name]) => name === 'anthropic-beta')
    .flatMap(([, value]) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => betaSchema.safeParse(value).success)
}

/** Of a chat completion it says nothing to the Messages API. */
function queryOf({ path }: CapturedRequest): Pick<Carried, 'query'> {
  const at = path.indexOf('?')
  if (path.slice(0, at) !== MESSAGES_PATH) return {}
  const { data } = querySchema.safeParse(path.slice(at))
  return data === undefined ? {} : { query: data }
}

/** Said by the panel, by the betas, or about a browser. */
const NOT_CARRIED = new Set(['anthropic-beta', 'anthropic-dangerous-direct-browser-access'])

function headersOf({ headers, workspaceId }: CapturedRequest): Carried['headers'] {
  return headers.flatMap(([name, value]) => {
    const isKnownVersion =
      name === 'anthropic-version' && API_VERSIONS.some((version) => version === value)
    const isOfKey = name === WORKSPACE_HEADER && value === workspaceId
    if (NOT_CARRIED.has(name) || isKnownVersion || isOfKey) return []
    const one = carriedHeaderSchema.safeParse([name, value])
    return one.success ? [one.data] : []
  })
}
