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
function keyHeader({ auth, keyVariable }: Pick<HttpCall, 'auth' | 'keyVariable'>): string | null {
  if (auth === 'none') return null
  return auth === 'bearer' ? `authorization: Bearer $${keyVariable}` : `x-api-key: $${keyVariable}`
}

/**
 * A call as a command for a POSIX shell. Everything stands in single quotes, where nothing is
 * special but the quote itself; only the key's header is in double ones, for its variable. The word
 * that ends a long body is one that does not stand in it, whoever wrote that.
 */
export function toCurl(call: HttpCall): string {
  return writeCurl(call.isStream ? '--no-buffer ' : '', call, dataOf(call.body))
}

/** A call as a command with its options, and with what says its data. */
export function writeCurl(
  options: string,
  call: Omit<HttpCall, 'body' | 'isStream'>,
  data: string,
): string {
  const key = keyHeader(call)
  return [
    `curl ${options}${quoteForShell(call.url)}`,
    ...call.headers.map(([name, value]) => `-H ${quoteForShell(`${name}: ${value}`)}`),
    ...(key === null ? [] : [`-H "${key}"`]),
    data,
  ].join(' \\\n  ')
}

function dataOf(body: HttpCall['body']): string {
  if (typeof body !== 'string') return `--data-binary ${quoteForShell(`@${body.file}`)}`
  if (new TextEncoder().encode(body).length <= LONGEST_ARGUMENT)
    return `--data-raw ${quoteForShell(body)}`
  let end = END
  while (body.includes(end)) end += '_'
  return `--data-binary @- <<'${end}'\n${body}\n${end}`
}

/** A text as one word of a POSIX shell. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
