import * as z from 'zod/mini'
import type { RunSource, RunStatus } from './run'

/** A run in a list: what a row shows and what filters ask of, never what was said. */
export interface RunSummary {
  id: string
  source: RunSource
  client: string | null
  keyId: string | null
  upstream: string
  isSandbox: boolean
  model: string
  status: RunStatus
  httpStatus: number | null
  stopReason: string | null
  requestId: string | null
  replayOf: string | null
  /** Of the whole prompt, cached tokens included; null while unknown, as all figures here. */
  promptTokens: number | null
  outputTokens: number | null
  /** USD; null where it cannot be told, and while the run is live. */
  cost: number | null
  /** How long it took, ms. */
  total: number | null
  createdAt: number
  endedAt: number | null
}

/** Answer of `GET /api/runs`: the newest first. */
export interface RunPage {
  runs: RunSummary[]
  /** For the `cursor` of the next page; null at the end. A page that found little may have one too. */
  nextCursor: string | null
}

/** Answer of `GET /api/runs/overview`: sums since a moment, and what the filters can ask for. */
export interface RunOverview {
  count: number
  cost: number
  facets: RunFacets
}

/** The values that occur among the runs, in the order in which menus show them. */
export interface RunFacets {
  sources: RunSource[]
  clients: string[]
  keys: string[]
  models: string[]
  upstreams: string[]
  /** HTTP statuses of failures. */
  statuses: number[]
}

/** What a row says of a run's state. */
export type RunState = 'live' | 'done' | 'limit' | 'refused' | 'stopped' | 'failed'
export const RUN_STATES = ['live', 'done', 'limit', 'refused', 'stopped', 'failed'] as const

/** Stop reasons with which an answer is shorter than it wanted to be. */
export const LIMIT_REASONS: readonly string[] = ['max_tokens', 'model_context_window_exceeded']
export const REFUSAL = 'refusal'

export function stateOf({
  status,
  stopReason,
}: Pick<RunSummary, 'status' | 'stopReason'>): RunState {
  if (status === 'queued' || status === 'streaming') return 'live'
  if (status === 'stopped') return 'stopped'
  if (status !== 'complete') return 'failed'
  if (stopReason !== null && LIMIT_REASONS.includes(stopReason)) return 'limit'
  return stopReason === REFUSAL ? 'refused' : 'done'
}

const USUAL_LIMIT = 100
const MAX_LIMIT = 200

const nameSchema = z.optional(z.string().check(z.minLength(1), z.maxLength(256)))
const momentSchema = z.optional(z.pipe(z.coerce.number(), z.int().check(z.gte(0), z.lte(1e15))))

const filterShape = {
  source: nameSchema,
  client: nameSchema,
  key: nameSchema,
  model: nameSchema,
  upstream: nameSchema,
  /** A {@link RunState} or an HTTP status. */
  status: z.optional(
    z
      .string()
      .check(
        z.regex(
          new RegExp(`^(${RUN_STATES.join('|')}|[1-5]\\d\\d)$`),
          `must be an HTTP status or one of ${RUN_STATES.join(', ')}`,
        ),
      ),
  ),
  since: momentSchema,
  until: momentSchema,
  /** USD. */
  minCost: z.optional(z.pipe(z.coerce.number(), z.number().check(z.gte(0), z.lte(1e6)))),
  /** Part of an id, a request id, a model or a client. */
  q: z.optional(z.string().check(z.maxLength(200))),
}
const filterSchema = z.strictObject(filterShape)
export type RunFilter = z.infer<typeof filterSchema>

/** The filter without what the list would refuse. */
export function sensibleFilter(filter: RunFilter): RunFilter {
  const shape: Record<string, z.core.$ZodType | undefined> = filterShape
  return Object.fromEntries(
    Object.entries(filter).filter(([name, value]) => {
      const schema = shape[name]
      return schema !== undefined && z.safeParse(schema, value).success
    }),
  )
}

/** Query of `GET /api/runs`. */
export const runListQuerySchema = z.strictObject({
  ...filterShape,
  cursor: z.optional(
    z.string().check(z.regex(/^\d{1,16}\.[\w-]{1,64}$/, 'is not one that this list gave out')),
  ),
  limit: z._default(
    z.pipe(z.coerce.number(), z.int().check(z.gte(1), z.lte(MAX_LIMIT))),
    USUAL_LIMIT,
  ),
})
export type RunListQuery = z.infer<typeof runListQuerySchema>

/** Query of `GET /api/runs/overview`: sums count from this moment on. */
export const runOverviewQuerySchema = z.strictObject({
  since: z.pipe(z.coerce.number(), z.int().check(z.gte(0), z.lte(1e15))),
})

/** Whether a filter has a run; the same as the store's own conditions. */
export function matchesFilter(run: RunSummary, filter: RunFilter): boolean {
  const { source, client, key, model, upstream, status, since, until, minCost, q } = filter
  const needle = q?.trim().toLowerCase() ?? ''
  return (
    (source === undefined || run.source === source) &&
    (client === undefined || run.client === client) &&
    (key === undefined || run.keyId === key) &&
    (model === undefined || run.model === model) &&
    (upstream === undefined || run.upstream === upstream) &&
    (status === undefined || stateOf(run) === status || String(run.httpStatus) === status) &&
    (since === undefined || run.createdAt >= since) &&
    (until === undefined || run.createdAt < until) &&
    (minCost === undefined || (run.cost !== null && run.cost >= minCost)) &&
    (needle === '' || searchedOf(run).some((text) => text?.toLowerCase().includes(needle)))
  )
}

function searchedOf({ id, requestId, model, client }: RunSummary): (string | null)[] {
  return [id, requestId, model, client]
}

/** Newest first; the id decides between equals. */
export function compareRuns(
  a: Pick<RunSummary, 'createdAt' | 'id'>,
  b: Pick<RunSummary, 'createdAt' | 'id'>,
): number {
  return b.createdAt - a.createdAt || (b.id > a.id ? 1 : b.id < a.id ? -1 : 0)
}
