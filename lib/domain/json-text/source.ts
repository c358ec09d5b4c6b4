/** A value of a JSON text, with where it stands there. */
export interface JsonNode {
  from: number
  to: number
  value: unknown
  /** Of an object, in the text's order; a name may come twice. */
  members?: JsonMember[]
  /** Of an array. */
  items?: JsonNode[]
}

export interface JsonMember {
  name: string
  nameFrom: number
  nameTo: number
  node: JsonNode
}

/** Why a text is no JSON, and where. */
export interface JsonFault {
  code:
    | 'empty'
    | 'value'
    | 'name'
    | 'colon'
    | 'comma'
    | 'string'
    | 'trailingComma'
    | 'more'
    | 'deep'
  from: number
  to: number
}

export type JsonSource = { node: JsonNode; fault: null } | { node: null; fault: JsonFault }

/** More levels than any schema has, fewer than the call stack. */
const DEEPEST = 500

/** Reads a JSON text as `JSON.parse` does, but keeps the places, and says what it misses at a fault. */
export function readJsonSource(text: string): JsonSource {
  try {
    const reader = new Reader(text)
    return { node: reader.readAll(), fault: null }
  } catch (error) {
    if (error instanceof FaultError) return { node: null, fault: error.fault }
    throw error
  }
}

class FaultError extends Error {
  readonly fault: JsonFault
  constructor(fault: JsonFault) {
    super(fault.code)
    this.fault = fault
  }
}

const SPACE = /[ \t\n\r]*/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none in a string
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /true|false|null/y
/** What somebody may have meant as one thing, for the mark under it. */
const CHUNK = /[\p{L}\p{N}_$.-]+|"[^"\n]*|./uy

class Reader {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  readAll(): JsonNode {
    this.#skip()
    if (this.#at === this.#text.length) this.#fail('empty')
    const node = this.#value()
    this.#skip()
    if (this.#at < this.#text.length) this.#fail('more')
    return node
  }

  #value(): JsonNode {
    this.#skip()
    const from = this.#at
    const first = this.#text[from]
    if (first === '{') return this.#object(from)
    if (first === '[') return this.#array(from)
    if (first === '"') return { from, value: this.#string(), to: this.#at }
    const scalar = this.#take(NUMBER) ?? this.#take(WORD)
    if (scalar === null) return this.#fail('value')
    return { from, to: this.#at, value: JSON.parse(scalar) }
  }

  #object(from: number): JsonNode {
    const members: JsonMember[] = []
    const isEmpty = this.#open('}')
    while (!isEmpty) {
      this.#skip()
      const nameFrom = this.#at
      if (this.#text[nameFrom] !== '"') this.#fail('name')
      const name = this.#string()
      const nameTo = this.#at
      this.#skip()
      if (this.#text[this.#at] !== ':') this.#fail('colon')
      this.#at += 1
      members.push({ name, nameFrom, nameTo, node: this.#value() })
      if (this.#isLast('}')) break
    }
    this.#depth -= 1
    // Not by assignment: `__proto__` is a name like any other.
    const value = Object.fromEntries(members.map(({ name, node }) => [name, node.value]))
    return { from, to: this.#at, value, members }
  }

  #array(from: number): JsonNode {
    const items: JsonNode[] = []
    const isEmpty = this.#open(']')
    while (!isEmpty) {
      items.push(this.#value())
      if (this.#isLast(']')) break
    }
    this.#depth -= 1
    return { from, to: this.#at, value: items.map(({ value }) => value), items }
  }

  /** Goes past an opening bracket; true where its end follows at once. */
  #open(end: string): boolean {
    this.#depth += 1
    if (this.#depth > DEEPEST) this.#fail('deep')
    this.#at += 1
    this.#skip()
    const isEmpty = this.#text[this.#at] === end
    if (isEmpty) this.#at += 1
    return isEmpty
  }

  /** Goes past what follows a part: the end of the whole (then true), or a comma. */
  #isLast(end: string): boolean {
    this.#skip()
    const next = this.#text[this.#at]
    if (next !== end && next !== ',') this.#fail('comma')
    const comma = this.#at
    this.#at += 1
    if (next === end) return true
    this.#skip()
    if (this.#text[this.#at] === end) this.#fail('trailingComma', comma)
    return false
  }

  #string(): string {
    const text = this.#take(STRING)
    return text === null ? this.#fail('string') : JSON.parse(text)
  }

  #skip(): void {
    this.#take(SPACE)
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found === null) return null
    this.#at = pattern.lastIndex
    return found[0]
  }

  #fail(code: JsonFault['code'], from = this.#at): never {
    CHUNK.lastIndex = from
    const length = CHUNK.exec(this.#text)?.[0].length ?? 0
    throw new FaultError({ code, from, to: code === 'trailingComma' ? from + 1 : from + length })
  }
}
