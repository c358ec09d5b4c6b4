import 'server-only'
import type { QuickJSContext } from 'quickjs-emscripten-core'
import { readJsonText } from './take-text'

const MOST_LINES = 200
const MOST_CHARACTERS = 64_000

/**
 * In the engine: makes the console, which hands over the JSON of texts alone. What it needs is taken from
 * the language before the script can replace it. Scalars stand as Node shows them; a value that cannot be
 * written is named by its kind.
 */
const CONSOLE = `((emit, stringify, text, most) => {
  const cut = Function.prototype.call.bind(String.prototype.slice)
  const shown = {
    string: (value) => value,
    number: (value) => value === 0 && 1 / value < 0 ? '-0' : text(value),
    bigint: (value) => text(value) + 'n',
    __proto__: null,
  }
  const show = (value) => {
    const scalar = shown[typeof value]
    if (scalar) return scalar(value)
    try {
      if (value instanceof Error) return text(value)
      return stringify(value) ?? text(value)
    } catch {
      return typeof value
    }
  }
  const writer = (mark) => (...values) => {
    let line = mark
    for (let i = 0; i < values.length && line.length < most; i++) line += (i ? ' ' : '') + show(values[i])
    emit(stringify(cut(line, 0, most)))
  }
  globalThis.console = {
    log: writer(''), info: writer(''), debug: writer(''), warn: writer('warn: '), error: writer('error: '),
  }
})`

/** Gives the script a console, whose lines are told as they are written; they end at a bound. */
export function openConsole(context: QuickJSContext, onLine: (line: string) => void): void {
  let count = 0
  let left = MOST_CHARACTERS
  let isFull = false
  const emit = context.newFunction('emit', (text) => {
    if (isFull) return
    isFull = count === MOST_LINES || left <= 0
    const line = isFull ? '…' : readJsonText(context.getString(text)).slice(0, left)
    count += 1
    left -= line.length
    onLine(line)
  })
  const [make, stringify, text] = [CONSOLE, 'JSON.stringify', 'String'].map((code) =>
    context.unwrapResult(context.evalCode(code, 'parley.js')),
  )
  if (make === undefined || stringify === undefined || text === undefined) return
  const most = context.newNumber(MOST_CHARACTERS)
  const made = context.callFunction(make, context.undefined, emit, stringify, text, most)
  context.unwrapResult(made).dispose()
}
