const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/**
 * The address of a link in an answer, if it may be one: absolute, and http, https or mailto. An
 * answer may hold anything, so nothing else becomes a link: no script, no data, no path of this app.
 */
export function safeUrl(address: unknown): URL | null {
  if (typeof address !== 'string') return null
  try {
    const url = new URL(address)
    return SCHEMES.has(url.protocol) ? url : null
  } catch {
    return null
  }
}

/** A place within the same answer: a footnote and the way back. */
export function isFragment(address: unknown): address is string {
  return typeof address === 'string' && /^#[\w-]+$/.test(address)
}
