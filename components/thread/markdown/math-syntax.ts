import type { CompileContext, Extension as FromMarkdown } from 'mdast-util-from-markdown'
import type {
  Code,
  Construct,
  Effects,
  Extension,
  State,
  TokenizeContext,
} from 'micromark-util-types'
import { isBracketMath, isDollarMath } from './is-math'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    math: 'math'
    mathMark: 'mathMark'
    mathValue: 'mathValue'
    mathLineEnd: 'mathLineEnd'
  }
}

declare module 'mdast' {
  interface MathSource {
    type: 'math'
    /** The formula in TeX. */
    value: string
    opening: string
    closing: string
    /** Whether it stands in a line of its own. */
    isDisplay: boolean
  }
  interface PhrasingContentMap {
    math: MathSource
  }
  interface RootContentMap {
    math: MathSource
  }
}

const DOLLAR = 36
const BACKSLASH = 92
const CLOSING: Readonly<Record<string, string>> = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' }

/**
 * Formulas: `$$…$$` and `\[…\]` in lines of their own or in running text, `\(…\)`, and single dollars
 * where {@link isDollarMath}. A formula holds no empty line; one without an end is text.
 */
export function math(): Extension {
  const inText: Construct = { name: 'mathText', tokenize: tokenizeWith(false) }
  const inFlow: Construct = { name: 'mathFlow', tokenize: tokenizeWith(true), concrete: true }
  return {
    text: { [DOLLAR]: inText, [BACKSLASH]: inText },
    flow: { [DOLLAR]: inFlow, [BACKSLASH]: inFlow },
  }
}

function tokenizeWith(isFlow: boolean) {
  return function (this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    const reading = new Reading(this, effects, isFlow)
    return (code) => reading.start(code, ok, nok)
  }
}

/** One formula, read character by character. */
class Reading {
  readonly #context: TokenizeContext
  readonly #effects: Effects
  readonly #isFlow: boolean
  #opening = ''
  #content = ''
  #ok: State = () => undefined
  #nok: State = () => undefined

  constructor(context: TokenizeContext, effects: Effects, isFlow: boolean) {
    this.#context = context
    this.#effects = effects
    this.#isFlow = isFlow
  }

  start(code: Code, ok: State, nok: State): State | undefined {
    this.#ok = ok
    this.#nok = nok
    const before = this.#context.previous
    // `US$5`, `\\(` and the middle of `$$$` open nothing.
    if (code === DOLLAR && (isWordCode(before) || before === DOLLAR)) return nok(code)
    this.#effects.enter('math')
    this.#effects.enter('mathMark')
    this.#take(code)
    return this.#afterFirst
  }

  readonly #afterFirst: State = (code) => {
    const first = this.#opening
    if (code !== null && CLOSING[first + char(code)] !== undefined) {
      this.#take(code)
      return this.#afterSecond
    }
    if (first === '$' && !this.#isFlow) return this.#begin(code)
    return this.#nok(code)
  }

  readonly #afterSecond: State = (code) => {
    return code === DOLLAR && this.#opening === '$$' ? this.#nok(code) : this.#begin(code)
  }

  #begin(code: Code): State | undefined {
    this.#effects.exit('mathMark')
    return this.#inside(code)
  }

  /** At a line's beginning, or between the lines. */
  readonly #inside: State = (code) => {
    if (code === null || this.#isLazy()) return this.#nok(code)
    if (isLineEnd(code)) {
      // An empty line ends what is no formula.
      if (/\n[ \t]*$/.test(this.#content)) return this.#nok(code)
      this.#content += '\n'
      this.#effects.enter('mathLineEnd')
      this.#effects.consume(code)
      this.#effects.exit('mathLineEnd')
      return this.#inside
    }
    if (this.#isClosingAt(code))
      return this.#effects.check(this.#closingAhead(), this.#close, this.#enterValue)(code)
    return this.#enterValue(code)
  }

  readonly #enterValue: State = (code) => {
    this.#effects.enter('mathValue')
    return this.#consume(code)
  }

  #consume(code: Code): State {
    this.#content += char(code)
    this.#effects.consume(code)
    return code === BACKSLASH ? this.#afterBackslash : this.#value
  }

  /** What follows a backslash ends nothing. */
  readonly #afterBackslash: State = (code) => {
    if (code === null || isLineEnd(code)) return this.#value(code)
    // A second opening leaves the first one without an end; without this, many would take long.
    if (this.#opening === `\\${char(code)}`) return this.#nok(code)
    this.#content += char(code)
    this.#effects.consume(code)
    return this.#value
  }

  readonly #value: State = (code) => {
    if (code === null || isLineEnd(code)) {
      this.#effects.exit('mathValue')
      return this.#inside(code)
    }
    if (this.#isClosingAt(code)) {
      this.#effects.exit('mathValue')
      return this.#effects.check(this.#closingAhead(), this.#close, this.#goOn)(code)
    }
    return this.#consume(code)
  }

  /** A mark that closes nothing: a second dollar ends the attempt, a backslash goes on. */
  readonly #goOn: State = (code) => {
    if (code === DOLLAR && this.#opening === '$') return this.#nok(code)
    return this.#enterValue(code)
  }

  readonly #close: State = (code) => {
    this.#effects.enter('mathMark')
    this.#effects.consume(code)
    if (this.#opening !== '$') return this.#closeSecond
    this.#effects.exit('mathMark')
    this.#effects.exit('math')
    return this.#afterClose
  }

  readonly #closeSecond: State = (code) => {
    this.#effects.consume(code)
    this.#effects.exit('mathMark')
    this.#effects.exit('math')
    return this.#afterClose
  }

  readonly #afterClose: State = (code) => {
    if (!this.#isFormula(code)) return this.#nok(code)
    if (!this.#isFlow || code === null || isLineEnd(code)) return this.#ok(code)
    return this.#nok(code)
  }

  #isFormula(next: Code): boolean {
    const content = this.#content
    if (content.trim() === '') return false
    if (this.#opening === '$') return isDollarMath(content, char(next))
    return this.#opening !== '\\[' || isBracketMath(content)
  }

  #isClosingAt(code: Code): boolean {
    return code === (this.#opening.startsWith('$') ? DOLLAR : BACKSLASH)
  }

  /** Looks whether the closing mark stands here, without taking it. */
  #closingAhead(): Construct {
    const [first = '', second = ''] = CLOSING[this.#opening] ?? ''
    return {
      partial: true,
      tokenize(effects, ok, nok) {
        const at =
          (expected: string, then: State): State =>
          (code) => {
            if (char(code) !== expected) return nok(code)
            effects.enter('mathMark')
            effects.consume(code)
            effects.exit('mathMark')
            return then
          }
        return at(first, second === '' ? ok : at(second, ok))
      },
    }
  }

  #isLazy(): boolean {
    return this.#isFlow && this.#context.parser.lazy[this.#context.now().line] === true
  }

  #take(code: Code): void {
    this.#opening += char(code)
    this.#effects.consume(code)
  }
}

/** Codes below -2 are line endings, -2 and -1 are tabs (micromark). */
function isLineEnd(code: Code): boolean {
  return code !== null && code < -2
}

function isWordCode(code: Code): boolean {
  return code !== null && code >= 0 && /[A-Za-z0-9\\]/.test(String.fromCharCode(code))
}

function char(code: Code): string {
  if (code === null) return ''
  return code < 0 ? ' ' : String.fromCharCode(code)
}

/** Makes the formulas that {@link math} finds nodes of the tree. */
export function mathFromMarkdown(): FromMarkdown {
  return {
    enter: {
      math(token) {
        const isDisplay = false
        this.enter({ type: 'math', value: '', opening: '', closing: '', isDisplay }, token)
      },
    },
    exit: {
      mathMark(token) {
        const node = mathNode(this)
        if (node === null) return
        const mark = this.sliceSerialize(token)
        if (node.opening === '') node.opening = mark
        else node.closing = mark
        node.isDisplay = node.opening === '$$' || node.opening === '\\['
      },
      mathValue(token) {
        const node = mathNode(this)
        if (node === null) return
        node.value += this.sliceSerialize(token)
      },
      mathLineEnd() {
        const node = mathNode(this)
        if (node !== null) node.value += '\n'
      },
      math(token) {
        this.exit(token)
      },
    },
  }
}

function mathNode(context: CompileContext) {
  const node = context.stack.at(-1)
  return node?.type === 'math' ? node : null
}
