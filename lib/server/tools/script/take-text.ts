import 'server-only'
import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core'

export type TakeText = (value: QuickJSHandle) => string

/**
 * Takes texts out of an engine whole: what it hands over itself ends at a NUL and has no half pairs, which
 * its JSON writes as escapes. To be made before the script can replace anything.
 */
export function createTakeText(context: QuickJSContext): TakeText {
  const stringify = context.unwrapResult(context.evalCode('JSON.stringify', 'parley.js'))
  return (value) => {
    const json = context.callFunction(stringify, context.undefined, value)
    // There may be no memory left for it.
    if (json.error !== undefined) return context.getString(value)
    return json.value.consume((text) => readJsonText(context.getString(text)))
  }
}

/** The text that a JSON text says. */
export function readJsonText(json: string): string {
  const text: unknown = JSON.parse(json)
  return typeof text === 'string' ? text : json
}
