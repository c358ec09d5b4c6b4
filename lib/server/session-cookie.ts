import 'server-only'
import { SESSION_DAYS } from './sign-in'

const NAME = 'parley_session'
/** Browsers take this name only with `Secure`, `Path=/` and no domain (RFC 6265bis §4.1.3.2). */
const SECURE_NAME = `__Host-${NAME}`

/** Whether the browser reached Parley over TLS: it says so in the Origin of its POST. */
function isSecure(request: Request): boolean {
  return request.headers.get('origin')?.startsWith('https://') ?? false
}

/** The session token of a request. */
export function readSessionToken(cookie: (name: string) => string | undefined): string | undefined {
  return cookie(SECURE_NAME) ?? cookie(NAME)
}

/** The session token in a request's `Cookie` header. */
export function readRequestToken(request: Request): string | undefined {
  const pairs = request.headers.get('cookie')?.split(';') ?? []
  return readSessionToken((name) => {
    const pair = pairs.find((part) => part.trimStart().startsWith(`${name}=`))
    return pair?.slice(pair.indexOf('=') + 1).trim()
  })
}

/** The `Set-Cookie` value that keeps a session; a null token ends it. */
export function sessionCookie(request: Request, token: string | null): string {
  const secure = isSecure(request)
  const age = token === null ? 0 : SESSION_DAYS * 86_400
  return [
    `${secure ? SECURE_NAME : NAME}=${token ?? ''}`,
    `Max-Age=${age}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    ...(secure ? ['Secure'] : []),
  ].join('; ')
}
