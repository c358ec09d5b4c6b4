import 'server-only'
import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core'
import type { TakeText } from './take-text'

const LONGEST = 4000

/** What a script threw, in a line: the error's name and text, and where in the script. */
export function describeThrown(
  context: QuickJSContext,
  thrown: QuickJSHandle,
  takeText: TakeText,
): string {
  const asText = (value: QuickJSHandle) =>
    (context.typeof(value) === 'string' ? takeText(value) : context.getString(value)).slice(
      0,
      LONGEST,
    )
  if (context.typeof(thrown) !== 'object') return asText(thrown)
  const read = (name: string) => {
    try {
      const value = context.getProp(thrown, name)
      return context.typeof(value) === 'string' ? asText(value) : ''
    } catch {
      // A getter of the script's own that throws, too.
      return ''
    }
  }
  const [name, message] = [read('name'), read('message')]
  const text = [name, message].filter((part) => part !== '').join(': ') || asJson(context, thrown)
  const line = /script\.js:(\d+)/.exec(read('stack'))?.[1]
  return line === undefined ? text : `${text} (line ${line})`
}

function asJson(context: QuickJSContext, value: QuickJSHandle): string {
  const dumped: unknown = context.dump(value)
  // The engine throws it where there is no room left for an error.
  if (dumped === null)
    return 'The script threw null, which is also what is thrown when its memory is full.'
  return (JSON.stringify(dumped) ?? 'The script threw an object.').slice(0, LONGEST)
}
