import { endOfString } from '@/lib/wire/json'
import { ExactNumber } from './exact-json'

/** An object as it is written: a name that comes twice is there twice, and numbers as names keep their place. */
export class WrittenObject {
  readonly members: readonly [name: string, value: unknown][]
  constructor(members: [string, unknown][]) {
    this.members = members
  }
}

/** An object or array whose end has not come yet. */
interface Open {
  add: (value: unknown) => void
  end: () => unknown
}

/** Reads JSON for somebody who looks at it: nothing of it is rounded, dropped or put in another order. Throws as JSON.parse does. */
export function parseWritten(text: string): unknown {
  // It has no fault from here on. A loop does the rest: no depth is too deep.
  JSON.parse(text)
  // What stands in nothing else is the one item of a list.
  const top: unknown[] = []
  let open = openArray(top)
  const around: Open[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '{' || sign === '[') {
      around.push(open)
      open = sign === '{' ? openObject() : openArray([])
    } else if (sign === '}' || sign === ']') {
      const value = open.end()
      open = around.pop() ?? open
      open.add(value)
    } else if (!BETWEEN.has(sign)) {
      const end = sign === '"' ? endOfString(text, at) + 1 : endOfWord(text, at)
      open.add(readScalar(text.slice(at, end)))
      at = end - 1
    }
  }
  return top[0]
}

const BETWEEN = new Set([' ', '\n', '\r', '\t', ',', ':'])
const AFTER_WORD = new Set([...BETWEEN, ']', '}'])

function endOfWord(text: string, start: number): number {
  let end = start
  while (end < text.length && !AFTER_WORD.has(text[end] ?? '')) end++
  return end
}

/** A number whose digits are others than a double's, such as those of a long id or of `1.0`, keeps its own. */
function readScalar(word: string): unknown {
  const value: unknown = JSON.parse(word)
  return typeof value === 'number' && String(value) !== word ? new ExactNumber(word) : value
}

function openArray(items: unknown[]): Open {
  return { add: (value) => void items.push(value), end: () => items }
}

function openObject(): Open {
  const members: [string, unknown][] = []
  let name: string | null = null
  const add = (value: unknown) => {
    if (name === null) name = String(value)
    else {
      members.push([name, value])
      name = null
    }
  }
  return { add, end: () => new WrittenObject(members) }
}
