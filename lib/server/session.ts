import 'server-only'
import type { Parley } from './parley'
import { ADDRESS_HEADER } from './private-headers'
import { readRequestToken, sessionCookie } from './session-cookie'

/** Answers `POST /api/session`: a new session in a cookie; the one before ends. */
export async function signIn(
  parley: Parley,
  request: Request,
  { password }: { password: string },
): Promise<Response> {
  const token = await parley.sessions.signIn(password, request.headers.get(ADDRESS_HEADER) ?? '')
  return replaceSession(parley, request, token)
}

/** Answers `DELETE /api/session`. */
export function signOut(parley: Parley, request: Request): Promise<Response> {
  return replaceSession(parley, request, null)
}

async function replaceSession(
  { sessions, runs }: Parley,
  request: Request,
  token: string | null,
): Promise<Response> {
  const before = readRequestToken(request)
  if (before !== undefined) {
    await sessions.signOut(before)
    runs.live.endSession(before)
  }
  const headers = { 'set-cookie': sessionCookie(request, token) }
  return new Response(null, { status: 204, headers })
}
