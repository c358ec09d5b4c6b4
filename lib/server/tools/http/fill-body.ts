import 'server-only'
import type { Answer } from '@/lib/domain/tools/answer'
import { asText, fill, percentEncoded } from './template'

type Method = Extract<Answer, { by: 'http' }>['method']

/** They have a body even where none is written: the arguments. */
const WITH_BODY: ReadonlySet<Method> = new Set<Method>(['POST', 'PUT', 'PATCH'])

export interface FilledBody {
  text: string
  /** What it is, where the headers do not say it. */
  type: string
}

/**
 * The body with its places filled, by what the headers call it: in JSON (which is what a body without
 * a type is) a place within quotes becomes text, escaped, and one outside them a whole value; in a form
 * it is percent-encoded; in anything else it is text as it is.
 */
export function fillBody(
  method: Method,
  template: string | null,
  contentType: string | undefined,
  input: unknown,
): FilledBody | null {
  // A GET has none (RFC 9110 §9.3.1).
  if (method === 'GET') return null
  if (template === null) {
    if (!WITH_BODY.has(method)) return null
    return { text: JSON.stringify(input), type: 'application/json' }
  }
  if (contentType === undefined || /[/+]json\b/i.test(contentType)) {
    const isQuoted = quotesOf(template)
    const text = fill(template, input, (value, _, at) =>
      isQuoted(at) ? JSON.stringify(asText(value)).slice(1, -1) : JSON.stringify(value ?? null),
    )
    return { text, type: 'application/json' }
  }
  const write = /\bx-www-form-urlencoded\b/i.test(contentType) ? percentEncoded : asText
  return { text: fill(template, input, write), type: contentType }
}

/** Says whether a place of a JSON template is within a string; asked from the first to the last. */
function quotesOf(template: string): (at: number) => boolean {
  let read = 0
  let isInside = false
  return (at) => {
    for (; read < at; read++) {
      if (template[read] === '"') isInside = !isInside
      else if (template[read] === '\\' && isInside) read++
    }
    return isInside
  }
}
