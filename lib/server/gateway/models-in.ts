import 'server-only'

const BACKSLASH = 0x5c

/** A model that a body names, and where its JSON text stands. */
export interface NamedModel {
  model: string
  start: number
  end: number
}

/** How deep `model` stands in a Messages body, and in one that creates a batch. */
export const DEPTH = { message: 1, batch: 4 } as const

/**
 * The models that a body names: the texts under each `model` at a depth of braces and brackets, in
 * order. It only looks, from quote to quote: bodies have up to 32 MB and may break off, and parsing
 * all of that would hold every other call up. A key may come twice or be written with escapes.
 */
export function* modelsIn(body: string, at: number = DEPTH.message): Generator<NamedModel> {
  let depth = 0
  for (let i = 0; i < body.length; i++) {
    const char = body[i]
    if (char === '{' || char === '[') depth += 1
    else if (char === '}' || char === ']') depth -= 1
    else if (char === '"') {
      const end = endOfString(body, i)
      if (end === -1) return
      if (depth === at && isModelKey(body.slice(i, end + 1))) {
        const [all = '', json] =
          /^\s*:\s*("(?:[^"\\]|\\.){0,1024}")/.exec(body.slice(end + 1, end + 2048)) ?? []
        if (json !== undefined) {
          const stop = end + 1 + all.length
          yield { model: readText(json), start: stop - json.length, end: stop }
        }
      }
      i = end
    }
  }
}

/** The first of them; empty where there is none. */
export function modelOf(body: string): string {
  for (const { model } of modelsIn(body)) return model
  return ''
}

/** The same body with another model; each other byte stays. */
export function withModel(body: string, model: string): string {
  let result = ''
  let from = 0
  for (const { start, end } of modelsIn(body)) {
    result += body.slice(from, start) + JSON.stringify(model)
    from = end
  }
  return result + body.slice(from)
}

function isModelKey(json: string): boolean {
  return json === '"model"' || (json.includes('\\') && readText(json) === 'model')
}

/** Where a string's closing quote is, or -1. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text.charCodeAt(before - 1) === BACKSLASH && before - 1 > start) before -= 1
    if ((end - before) % 2 === 0) return end
  }
  return -1
}

function readText(json: string): string {
  try {
    return String(JSON.parse(json))
  } catch {
    return ''
  }
}
