import 'server-only'
import type { Caveat } from '@/lib/domain/carried'
import { readJsonTokens } from '@/lib/wire/json-numbers'

/** So many are told; the next hundred would say nothing new. */
const MOST = 5

/**
 * What a JSON text says and JSON.parse loses: numbers that it rounds, and keys that stand twice in one
 * object, of which only the last holds. The text is JSON.
 */
export function findJsonLosses(text: string): Caveat[] {
  const losses = new Map<string, Caveat>()
  const open: (Set<string> | null)[] = []
  let before = ''
  for (const { kind, start, length } of readJsonTokens(text)) {
    const token = text.slice(start, start + length)
    const keys = open.at(-1)
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (kind === 'string') {
      // In an object a key stands after its brace or a comma, a value after a colon.
      if (keys != null && before !== ':') {
        const key = String(JSON.parse(token))
        if (keys.has(key)) losses.set(`key ${key}`, { kind: 'duplicate', name: shorten(key) })
        keys.add(key)
      }
    } else if (kind === 'rounded') {
      losses.set(token, { kind: 'number', name: shorten(token) })
    }
    before = token
    if (losses.size >= MOST) break
  }
  return [...losses.values()]
}

const LONGEST_NAME = 60

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name
}
