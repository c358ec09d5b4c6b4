import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import {
  batchResults,
  cancelBatch,
  createBatch,
  deleteBatch,
  listBatches,
  retrieveBatch,
} from './batches/handlers'
import type { Handler } from './exchange'
import { deleteFile, downloadFile, retrieveFile, uploadFile } from './files/handlers'
import { listFiles } from './files/list'
import type { RequestPool } from './limits/limits'
import { countMessageTokens, createMessage } from './messages'
import { listModels, retrieveModel } from './models'

interface Route {
  /** `*` stands for any one segment. */
  path: string
  methods: Readonly<Record<string, Handler>>
  /** Where each call takes a request from; other handlers take what they need themselves. */
  pool?: RequestPool
}

const ROUTES: readonly Route[] = [
  { path: '/v1/messages', methods: { POST: createMessage } },
  { path: '/v1/messages/count_tokens', methods: { POST: countMessageTokens } },
  { path: '/v1/files', pool: 'files', methods: { GET: listFiles, POST: uploadFile } },
  { path: '/v1/files/*', pool: 'files', methods: { GET: retrieveFile, DELETE: deleteFile } },
  { path: '/v1/files/*/content', pool: 'files', methods: { GET: downloadFile } },
  {
    path: '/v1/messages/batches',
    pool: 'batches',
    methods: { GET: listBatches, POST: createBatch },
  },
  {
    path: '/v1/messages/batches/*',
    pool: 'batches',
    methods: { GET: retrieveBatch, DELETE: deleteBatch },
  },
  { path: '/v1/messages/batches/*/results', pool: 'batches', methods: { GET: batchResults } },
  { path: '/v1/messages/batches/*/cancel', pool: 'batches', methods: { POST: cancelBatch } },
  { path: '/v1/models', methods: { GET: listModels } },
  { path: '/v1/models/*', methods: { GET: retrieveModel } },
]

/** The handler for a call and what its path leaves open; throws the 404 or 405. */
export function findRoute(method: string, path: string): { handler: Handler; params: string[] } {
  for (const route of ROUTES) {
    const params = matchPath(route.path, path)
    if (params === null) continue
    const handler = Object.hasOwn(route.methods, method) ? route.methods[method] : undefined
    if (handler !== undefined) return { handler: withinLimit(handler, route.pool), params }
    const allow = Object.keys(route.methods).join(', ')
    throw new ApiError(405, `${method} is not allowed here; use ${allow}.`, { headers: { allow } })
  }
  throw new ApiError(404, 'Not found')
}

function withinLimit(handler: Handler, pool: RequestPool | undefined): Handler {
  if (pool === undefined) return handler
  return (exchange, state) => {
    state.limits.takeRequest(pool)
    return handler(exchange, state)
  }
}

function matchPath(pattern: string, path: string): string[] | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return null
  const params: string[] = []
  for (const [at, segment] of given.entries()) {
    if (wanted[at] === '*' && segment !== '') params.push(decode(segment))
    else if (wanted[at] !== segment) return null
  }
  return params
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
