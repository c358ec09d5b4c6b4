import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import type { Handler } from './exchange'
import { countMessageTokens, createMessage } from './messages'
import { listModels, retrieveModel } from './models'

/** Path segments (`*` stands for any one) and what answers there, by method. */
const ROUTES: readonly { path: string; methods: Readonly<Record<string, Handler>> }[] = [
  { path: '/v1/messages', methods: { POST: createMessage } },
  { path: '/v1/messages/count_tokens', methods: { POST: countMessageTokens } },
  { path: '/v1/models', methods: { GET: listModels } },
  { path: '/v1/models/*', methods: { GET: retrieveModel } },
]

/** The handler for a call and what its path leaves open; throws the 404 or 405. */
export function findRoute(method: string, path: string): { handler: Handler; params: string[] } {
  for (const route of ROUTES) {
    const params = matchPath(route.path, path)
    if (params === null) continue
    const handler = Object.hasOwn(route.methods, method) ? route.methods[method] : undefined
    if (handler !== undefined) return { handler, params }
    const allow = Object.keys(route.methods).join(', ')
    throw new ApiError(405, `${method} is not allowed here; use ${allow}.`, { headers: { allow } })
  }
  throw new ApiError(404, 'Not found')
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
