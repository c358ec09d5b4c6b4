import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import type { Parley } from '../parley'
import type { GatewayCall } from './call'
import { forward } from './forward'
import { getModel, listModels } from './models'

interface Route {
  method: string
  pattern: RegExp
  answer(call: GatewayCall): Promise<Response>
}

/** What the gateway answers. The path is the API's own (claude-api.md §1). */
const ROUTES: readonly Route[] = [
  { method: 'POST', pattern: /^\/v1\/messages$/, answer: (call) => forward(call, 'run') },
  {
    method: 'POST',
    pattern: /^\/v1\/messages\/count_tokens$/,
    answer: (call) => forward(call, 'plain'),
  },
  { method: 'GET', pattern: /^\/v1\/models$/, answer: listModels },
  { method: 'GET', pattern: /^\/v1\/models\/[^/]+$/, answer: getModel },
]

/** Answers a call to `/v1/*` through the default upstream. */
export function answerGateway(
  parley: Parley,
  request: Request,
  requestId: string,
): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const known = ROUTES.filter((route) => route.pattern.test(pathname))
  const route = known.find(({ method }) => method === request.method)
  if (route === undefined) throw noRoute(request.method, pathname, known)
  const upstream = parley.upstreams.get(parley.upstreams.defaultName)
  return route.answer({ parley, upstream, request, path: pathname + search, requestId })
}

function noRoute(method: string, pathname: string, known: readonly Route[]): ApiError {
  if (known.length === 0) return new ApiError(404, `Not found: ${method} ${pathname}`)
  const allow = known.map((route) => route.method).join(', ')
  return new ApiError(405, `${pathname} takes ${allow}, not ${method}.`, { headers: { allow } })
}
