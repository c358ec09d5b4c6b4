/** One call as it goes over the wire. */
export interface HttpCall {
  url: string
  headers: readonly (readonly [name: string, value: string])[]
  /** How the key travels; it is never in the text. */
  auth: 'x-api-key' | 'bearer' | 'none'
  body: string
  isStream: boolean
}

const KEY = '$ANTHROPIC_API_KEY'

/** The header that carries the key, with the variable that holds it in its place. */
function keyHeader(auth: HttpCall['auth']): string | null {
  if (auth === 'none') return null
  return auth === 'bearer' ? `authorization: Bearer ${KEY}` : `x-api-key: ${KEY}`
}

/**
 * A call as a command for a POSIX shell. Everything stands in single quotes, where nothing is
 * special but the quote itself; only the key's header is in double ones, for its variable.
 */
export function toCurl({ url, headers, auth, body, isStream }: HttpCall): string {
  const key = keyHeader(auth)
  return [
    `curl ${isStream ? '--no-buffer ' : ''}${quote(url)}`,
    ...headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(key === null ? [] : [`-H "${key}"`]),
    `--data-raw ${quote(body)}`,
  ].join(' \\\n  ')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
