/**
 * Regular expressions that cannot run away: a text is gone through once, whatever the pattern
 * (Thompson's way). For that, look-around and back references are refused. Single characters and
 * classes are held against the language's own engine.
 */

/** What a pattern becomes: a character, a place, or a fork. Targets are indexes into the program. */
type Step =
  | { kind: 'one'; is: RegExp }
  | { kind: 'edge'; holds: (text: readonly string[], at: number) => boolean }
  | { kind: 'fork'; to: number[] }

type Part = (program: Step[]) => void

/** Of what is compiled, repetitions written out. */
const MOST_STEPS = 5000
/** Steps times characters; more takes a second. */
const MOST_WORK = 2_000_000

export interface LinearPattern {
  /** Whether the pattern matches anywhere in the text; false for a text that is too long for it. */
  test(text: string): boolean
}

/** A pattern as in JavaScript, with Unicode on; null where it is none, or one that could run away. */
export function linearPattern(source: string): LinearPattern | null {
  try {
    new RegExp(source, 'u')
    const program: Step[] = []
    new Reader(source).read()(program)
    return {
      test: (text) => program.length * text.length <= MOST_WORK && run(program, [...text]),
    }
  } catch {
    return null
  }
}

function run(program: readonly Step[], text: readonly string[]): boolean {
  let current = new Set<number>()
  for (let at = 0; at <= text.length; at++) {
    const letter = text[at]
    const next = new Set<number>()
    const reached = new Set<number>()
    // A match may begin anywhere.
    const open = [0, ...current]
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (reached.has(index)) continue
      reached.add(index)
      const step = program[index]
      if (step === undefined) return true
      if (step.kind === 'fork') open.push(...step.to)
      else if (step.kind === 'edge') {
        if (step.holds(text, at)) open.push(index + 1)
      } else if (letter !== undefined && step.is.test(letter)) next.add(index + 1)
    }
    current = next
  }
  return false
}

const isWord = (letter: string | undefined) => letter !== undefined && /^\w$/.test(letter)
const isEdge = (text: readonly string[], at: number) => isWord(text[at - 1]) !== isWord(text[at])

const EDGES: Readonly<Record<string, (text: readonly string[], at: number) => boolean>> = {
  '^': (_, at) => at === 0,
  $: (text, at) => at === text.length,
  '\\b': isEdge,
  '\\B': (text, at) => !isEdge(text, at),
}

/** A class, an escape (`\u{…}`, `\p{…}`, `\cX`, `\x41`, `\n`), or any one character. */
const ATOM =
  /\[(?:\\.|[^\]\\])*\]|\\(?:u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[pP]\{[^}]*\}|c[a-zA-Z]|[^1-9k])|[^\\]/suy
const QUANTIFIER = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y
const GROUP = /\((?:\?:|\?<[^=!][^>]*>)?/y

/** Reads a valid pattern into parts that write themselves into a program. Throws at what it cannot. */
class Reader {
  #at = 0
  readonly #source: string

  constructor(source: string) {
    this.#source = source
  }

  read(): Part {
    const part = this.#choice()
    if (this.#at < this.#source.length) throw new Error('unbalanced')
    return part
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source)
    if (found !== null) this.#at += found[0].length
    return found
  }

  #choice(): Part {
    const ways = [this.#sequence()]
    while (this.#source[this.#at] === '|') {
      this.#at++
      ways.push(this.#sequence())
    }
    return ways.reduceRight((rest, way) => either(way, rest))
  }

  #sequence(): Part {
    const parts: Part[] = []
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at] ?? '')) {
      parts.push(this.#repeated(this.#part()))
    }
    return (program) => {
      for (const part of parts) part(program)
    }
  }

  #part(): Part {
    const edge = this.#take(/\^|\$|\\[bB]/y)?.[0]
    if (edge !== undefined) {
      const holds = EDGES[edge] ?? (() => false)
      return (program) => push(program, { kind: 'edge', holds })
    }
    if (this.#source.startsWith('(', this.#at)) {
      if (/^\(\?(?!:|<[^=!])/.test(this.#source.slice(this.#at))) throw new Error('look-around')
      this.#take(GROUP)
      const inner = this.#choice()
      this.#at++
      return inner
    }
    const atom = this.#take(ATOM)?.[0]
    if (atom === undefined) throw new Error('a back reference')
    const is = new RegExp(`^${atom}$`, 'u')
    return (program) => push(program, { kind: 'one', is })
  }

  #repeated(part: Part): Part {
    const found = this.#take(QUANTIFIER)
    if (found === null) return part
    const [sign, low, comma, high] = found
    if (low === undefined) {
      return between(part, sign.startsWith('+') ? 1 : 0, sign.startsWith('?') ? 1 : null)
    }
    const least = Number(low)
    return between(part, least, comma === undefined ? least : high === '' ? null : Number(high))
  }
}

function push(program: Step[], step: Step): void {
  if (program.length >= MOST_STEPS) throw new Error('too large')
  program.push(step)
}

function either(one: Part, other: Part): Part {
  return (program) => {
    const start: Step = { kind: 'fork', to: [program.length + 1] }
    push(program, start)
    one(program)
    const end: Step = { kind: 'fork', to: [] }
    push(program, end)
    start.to.push(program.length)
    other(program)
    end.to.push(program.length)
  }
}

/** `most` null: without end. */
function between(part: Part, least: number, most: number | null): Part {
  return (program) => {
    if (Math.max(least, most ?? 0) > MOST_STEPS) throw new Error('too large')
    for (let i = 0; i < least; i++) {
      const before = program.length
      part(program)
      // An empty part is one however often, and adds no steps that would end the count.
      if (program.length === before) break
    }
    if (most === null) {
      const loop: Step = { kind: 'fork', to: [program.length + 1] }
      const back = program.length
      push(program, loop)
      part(program)
      push(program, { kind: 'fork', to: [back] })
      loop.to.push(program.length)
      return
    }
    const skips: { kind: 'fork'; to: number[] }[] = []
    for (let i = least; i < most; i++) {
      const skip = { kind: 'fork' as const, to: [program.length + 1] }
      push(program, skip)
      skips.push(skip)
      part(program)
    }
    for (const skip of skips) skip.to.push(program.length)
  }
}
