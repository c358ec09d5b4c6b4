import 'server-only'
import { ADDRESS_HEADER } from './private-headers'
import { readRequestToken, sessionCookie } from './session-cookie'
import type { Sessions } from './sign-in'

/** Answers `POST /api/session`: a new session in a cookie; the one before ends. */
export async function signIn(
  sessions: Sessions,
  request: Request,
  { password }: { password: string },
): Promise<Response> {
  const token = await sessions.signIn(password, request.headers.get(ADDRESS_HEADER) ?? '')
  return replaceSession(sessions, request, token)
}

/** Answers `DELETE /api/session`. */
export function signOut(sessions: Sessions, request: Request): Promise<Response> {
  return replaceSession(sessions, request, null)
}

async function replaceSession(
  sessions: Sessions,
  request: Request,
  token: string | null,
): Promise<Response> {
  const before = readRequestToken(request)
  if (before !== undefined) await sessions.signOut(before)
  const headers = { 'set-cookie': sessionCookie(request, token) }
  return new Response(null, { status: 204, headers })
}
