import 'server-only'
import { valueAt } from '@/lib/domain/tools/argument-path'
import { fill, percentEncoded } from './template'
import { TemplateError } from './template-error'

/** Scheme and authority, up to what an argument may change. */
const START = /^(https?:\/\/[^/?#\\]+)([/?#].*)?$/is
const ONE_PLACE = /^\{([A-Za-z0-9_$-]+(?:\.[A-Za-z0-9_$-]+)*)\}$/

/**
 * An address with its places filled, percent-encoded: an argument never changes where the address leads,
 * climbs in its path or adds a parameter. A parameter that is one place and not given is left out.
 * Throws a {@link TemplateError}.
 */
export function fillUrl(template: string, input: unknown): string {
  const [, origin, rest = ''] = START.exec(template.trim()) ?? []
  if (origin === undefined)
    throw new TemplateError('The address has to begin with http:// or https://.')
  if (/[{}]/.test(origin)) {
    throw new TemplateError('Scheme, host and port of the address cannot come from the arguments.')
  }
  // What follows a # is never sent.
  const [path = '', query = null] = splitAt(rest.replace(/#.*$/s, ''), '?')
  const filled = path
    .split('/')
    .map((segment) => fillSegment(segment, input))
    .join('/')
  const pairs = (query ?? '').split('&').flatMap((pair) => fillPair(pair, input))
  return `${origin}${filled}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`
}

/** A place of the path must be filled, and with nothing that leads to another place of it. */
function fillSegment(segment: string, input: unknown): string {
  const filled = fill(segment, input, (value, path) => {
    const text = percentEncoded(value)
    if (text !== '') return text
    throw new TemplateError(`The address needs ${path}, which is empty or not given.`)
  })
  if (filled !== segment && /^(?:\.|%2e){1,2}$/i.test(filled)) {
    throw new TemplateError('An argument would lead to another place of the path.')
  }
  return filled
}

function fillPair(pair: string, input: unknown): string[] {
  const [name = '', value = null] = splitAt(pair, '=')
  const only = ONE_PLACE.exec(value ?? '')?.[1]
  if (pair === '' || (only !== undefined && valueAt(input, only) === undefined)) return []
  const [filledName, filledValue] = [name, value ?? ''].map((part) =>
    fill(part, input, percentEncoded),
  )
  return [value === null ? `${filledName}` : `${filledName}=${filledValue}`]
}

function splitAt(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
