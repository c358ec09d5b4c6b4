const HERE = 'http://here.invalid'

/**
 * Where to go after signing in: the given path if it stays on this server, else the chat. Parsed as
 * a browser would, because `/<tab>/host`, `/\host` and `/.//host` look like paths and are not.
 */
export function nextPath(given: unknown): string {
  if (typeof given !== 'string' || !given.startsWith('/')) return '/c'
  const url = URL.canParse(given, HERE) ? new URL(given, HERE) : null
  if (url === null || url.origin !== HERE || url.pathname.startsWith('//')) return '/c'
  return url.pathname + url.search
}
