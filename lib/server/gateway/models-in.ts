import 'server-only'
import { endOfString } from '@/lib/wire/json'

/** A model that a body names, and where its JSON text stands. */
export interface NamedModel {
  /** Empty where what stands there cannot be read as a name. */
  model: string
  start: number
  end: number
}

const ANYWHERE = '(model|(fallbacks|tools)/[*]/model)'

/**
 * Where a body names models, as paths of keys (`*` is a place in a list): the one that is asked, in
 * a message or in each row of a batch; and beside it those of server-side fallbacks and of tools
 * that ask a model themselves (both beta).
 */
export const PLACES = {
  own: /^model$/,
  message: new RegExp(`^${ANYWHERE}$`),
  batch: new RegExp(`^requests/[*]/params/${ANYWHERE}$`),
} as const

/** No place is deeper, and no key of one longer. */
const MOST_DEPTH = 6
const LONGEST_KEY = 100

/**
 * The models that a body names at such places, in order. It only looks, from quote to quote: bodies
 * have up to 32 MB and may break off, and parsing all of that would hold every other call up. A key
 * may come twice or be written with escapes.
 */
export function* modelsIn(body: string, places: RegExp = PLACES.own): Generator<NamedModel> {
  const path: string[] = []
  let depth = 0
  for (let i = 0; i < body.length; i++) {
    const char = body[i]
    if (char === '{' || char === '[') {
      depth += 1
      if (depth <= MOST_DEPTH) path[depth] = '*'
    } else if (char === '}' || char === ']') depth -= 1
    else if (char === '"') {
      const end = endOfString(body, i)
      if (end === -1) return
      const colon = depth > 0 && depth <= MOST_DEPTH ? skipSpace(body, end + 1) : -1
      if (body[colon] === ':') {
        path[depth] = readKey(body, i, end)
        if (places.test(path.slice(1, depth + 1).join('/'))) {
          yield readName(body, skipSpace(body, colon + 1))
        }
      }
      i = end
    }
  }
}

/** No model has a longer name: lists, filters and logs of runs hold it. */
export const LONGEST_MODEL = 256

/** The first of its own, at most so long as a name can be; empty where there is none. */
export function modelOf(body: string): string {
  for (const { model } of modelsIn(body)) return model.slice(0, LONGEST_MODEL)
  return ''
}

/** The same body with another model of its own; each other byte stays. */
export function withModel(body: string, model: string): string {
  let result = ''
  let from = 0
  for (const { start, end } of modelsIn(body)) {
    if (start === end) continue
    result += body.slice(from, start) + JSON.stringify(model)
    from = end
  }
  return result + body.slice(from)
}

/** Not the empty text: that is no key of a place. */
function readKey(body: string, start: number, end: number): string {
  if (end - start > LONGEST_KEY * 6) return ''
  const json = body.slice(start, end + 1)
  return json.includes('\\') ? readText(json) : json.slice(1, -1)
}

function readName(body: string, start: number): NamedModel {
  const end = body[start] === '"' ? endOfString(body, start) : -1
  if (end === -1) return { model: '', start, end: start }
  return { model: readText(body.slice(start, end + 1)), start, end: end + 1 }
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1
  return at
}

function readText(json: string): string {
  try {
    return String(JSON.parse(json))
  } catch {
    return ''
  }
}
