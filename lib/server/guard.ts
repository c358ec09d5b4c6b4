import 'server-only'
import { ApiError, errorBody, isApiError } from '@/lib/wire/errors'
import { type Parley, parley } from './parley'
import { REQUEST_ID_HEADER } from './private-headers'
import { newRequestId } from './request-id'
import { readRequestToken } from './session-cookie'

/**
 * Who may call a route: anyone who is past the door, the owner (signed in, where a password is
 * set), or whoever holds a gateway key. What such a route answers counts as no call of the key's.
 */
export type Access = 'open' | 'owner' | 'gateway'

type Params = Record<string, string | string[] | undefined>

export interface Guarded<P extends Params> {
  parley: Parley
  params: P
  requestId: string
}

const CHECKS: Record<Access, (request: Request, parley: Parley) => Promise<void> | void> = {
  open: () => undefined,
  owner: async (request, { sessions }) => {
    if (!(await sessions.isValid(readRequestToken(request))))
      throw new ApiError(401, 'Sign in first.')
  },
  gateway: ({ headers }, { gatewayKeys }) =>
    void gatewayKeys.identify(headers.get('x-api-key'), headers.get('authorization')),
}

/** Wraps every route handler: checks access, and answers what is thrown in the wire's shape. */
export function guard<P extends Params = Params>(
  access: Access,
  handler: (request: Request, guarded: Guarded<P>) => Promise<Response> | Response,
): (request: Request, context: { params: Promise<P> }) => Promise<Response> {
  return async (request, context) => {
    const requestId = request.headers.get(REQUEST_ID_HEADER) ?? newRequestId()
    try {
      const built = parley()
      await CHECKS[access](request, built)
      const response = await handler(request, {
        parley: built,
        params: await context.params,
        requestId,
      })
      if (!response.headers.has('request-id')) response.headers.set('request-id', requestId)
      return response
    } catch (error) {
      return answerError(error, request, requestId)
    }
  }
}

function answerError(error: unknown, request: Request, requestId: string): Response {
  const known = isApiError(error) ? error : (fromZod(error) ?? unknown(error, request, requestId))
  return Response.json(errorBody(known, requestId), {
    status: known.status,
    headers: { ...known.headers, 'request-id': requestId },
  })
}

/** Modules exist in several copies, so a failed parse is known by the names that zod and its mini give it. */
const PARSE_ERRORS: readonly string[] = ['ZodError', '$ZodError']

function fromZod(error: unknown): ApiError | null {
  if (!(error instanceof Error) || !PARSE_ERRORS.includes(error.name)) return null
  if (!('issues' in error)) return null
  const [issue] = error.issues as { path: PropertyKey[]; message: string }[]
  if (issue === undefined) return null
  const path = issue.path.map(String).join('.')
  return new ApiError(400, `${path === '' ? 'The request body' : `${path}:`} ${issue.message}.`)
}

function unknown(error: unknown, request: Request, requestId: string): ApiError {
  const { method, url, signal } = request
  // Who has left has broken its request off, which whatever works for it meets as an error.
  if (!signal.aborted) {
    const { pathname: path } = new URL(url)
    parley().log.error({ requestId, method, path, err: error }, 'unexpected')
  }
  return new ApiError(500, 'Internal server error')
}
