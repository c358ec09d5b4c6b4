/** One call as it goes over the wire. */
export interface HttpCall {
  url: string
  headers: readonly (readonly [name: string, value: string])[]
  /** How the key travels; it is never in the text. */
  auth: 'x-api-key' | 'bearer' | 'none'
  /** The environment variable that holds the key. */
  keyVariable: string
  /** Its text, or the name of a file that holds it. */
  body: string | { file: string }
  isStream: boolean
}

/** Linux refuses a single argument of 128 KiB; longer bodies go in by the standard input. */
const LONGEST_ARGUMENT = 100_000
const END = 'END_OF_BODY'

/** The header that carries the key, with the variable that holds it in its place. */
function keyHeader({ auth, keyVariable }: HttpCall): string | null {
  if (auth === 'none') return null
  return auth === 'bearer' ? `authorization: Bearer $${keyVariable}` : `x-api-key: $${keyVariable}`
}

/**
 * A call as a command for a POSIX shell. Everything stands in single quotes, where nothing is
 * special but the quote itself; only the key's header is in double ones, for its variable. The word
 * that ends a long body is one that does not stand in it, whoever wrote that.
 */
export function toCurl(call: HttpCall): string {
  const { url, headers, body, isStream } = call
  const key = keyHeader(call)
  return [
    `curl ${isStream ? '--no-buffer ' : ''}${quote(url)}`,
    ...headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(key === null ? [] : [`-H "${key}"`]),
    dataOf(body),
  ].join(' \\\n  ')
}

function dataOf(body: HttpCall['body']): string {
  if (typeof body !== 'string') return `--data-binary ${quote(`@${body.file}`)}`
  if (new TextEncoder().encode(body).length <= LONGEST_ARGUMENT) return `--data-raw ${quote(body)}`
  let end = END
  while (body.includes(end)) end += '_'
  return `--data-binary @- <<'${end}'\n${body}\n${end}`
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
