import 'server-only'
import { valueAt } from '@/lib/domain/tools/argument-path'
import { TemplateError } from './template-error'

/** `{path}`: into the arguments, names and indexes joined by dots. */
const PLACE = /\{([A-Za-z0-9_$-]+(?:\.[A-Za-z0-9_$-]+)*)\}/g

/** Fills each place of a template; `write` gets the value there and where in the template it is. */
export function fill(
  template: string,
  input: unknown,
  write: (value: unknown, path: string, at: number) => string,
): string {
  return template.replace(PLACE, (_, path: string, at: number) =>
    write(valueAt(input, path), path, at),
  )
}

/** A value within text: a string as it is, nothing for what is not given, lists and objects as JSON. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** By way of UTF-8, for `encodeURIComponent` throws at half a surrogate pair. */
export function percentEncoded(value: unknown): string {
  return encodeURIComponent(Buffer.from(asText(value)).toString())
}

/** What no value of a header field may hold (RFC 9110 §5.5). */
const NOT_IN_HEADERS = /[^\t\x20-\x7e\x80-\xff]/

/** Set by the connection itself, or no tool's to say; the headers of proxies besides. */
const NOT_TO_BE_SET = new Set([
  ...['host', 'connection', 'content-length', 'transfer-encoding', 'te', 'trailer', 'upgrade'],
  ...['keep-alive', 'expect', 'accept-encoding'],
])

/** Header fields with their places filled. Throws a {@link TemplateError}. */
export function fillHeaders(
  headers: readonly (readonly [string, string])[],
  input: unknown,
): [name: string, value: string][] {
  return headers.map(([name, template]) => {
    const lower = name.trim().toLowerCase()
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower)) {
      throw new TemplateError(`${JSON.stringify(name)} is no name of a header.`)
    }
    if (NOT_TO_BE_SET.has(lower) || lower.startsWith('proxy-')) {
      throw new TemplateError(`The header ${lower} cannot be set.`)
    }
    const value = fill(template, input, asText).trim()
    if (NOT_IN_HEADERS.test(value)) {
      throw new TemplateError(`The header ${lower} would hold a character that none can hold.`)
    }
    return [lower, value]
  })
}
