import 'server-only'
import baseVariant from '@jitl/quickjs-wasmfile-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
} from 'quickjs-emscripten-core'
import { openConsole } from './console'
import { createTakeText, type TakeText } from './take-text'
import { describeThrown } from './thrown'

/** What the script's thread is asked. */
export interface ScriptJob {
  /** A function's body. */
  code: string
  /** JSON. */
  input: string
  seconds: number
  megabytes: number
}

/** What became of it. */
export type ScriptEnd =
  | { kind: 'text'; text: string }
  /** JSON of whatever else was returned. */
  | { kind: 'json'; json: string }
  | { kind: 'error'; message: string }

/** Longer results are refused: they go into a request. */
const LONGEST_RESULT = 1_000_000
const STACK_BYTES = 256 * 1024
const PAGE = 65_536
/** What QuickJS itself needs besides what it gives to the script (its stack, its tables). */
const OWN_PAGES = 64
/** The build of the engine asks for as many to begin with. */
const FIRST_PAGES = 256
/** So many jobs of promises between two looks at the clock. */
const JOBS_AT_ONCE = 1000

/**
 * Runs a script in an engine of its own: neither a value nor a bug of it outlives the call. The engine
 * has the language and a console, and nothing of this machine. What it writes there is told line by line.
 */
export async function runScript(
  job: ScriptJob,
  onLine: (line: string) => void,
): Promise<ScriptEnd> {
  const memory = new WebAssembly.Memory({
    initial: FIRST_PAGES,
    maximum: FIRST_PAGES + OWN_PAGES + Math.ceil((job.megabytes * 1024 ** 2) / PAGE),
  })
  const engine = await newQuickJSWASMModuleFromVariant(
    newVariant(baseVariant, { wasmMemory: memory }),
  )
  const runtime = engine.newRuntime()
  runtime.setMemoryLimit(job.megabytes * 1024 ** 2)
  runtime.setMaxStackSize(STACK_BYTES)
  const deadline = performance.now() + job.seconds * 1000
  let isOver = false
  runtime.setInterruptHandler(() => {
    isOver = performance.now() > deadline
    return isOver
  })
  const context = runtime.newContext()
  openConsole(context, onLine)
  const error = (message: string): ScriptEnd => ({ kind: 'error', message })
  try {
    const end = evaluate(runtime, context, job)
    return isOver ? error(tooLong(job)) : end
  } catch (thrown) {
    if (isOver) return error(tooLong(job))
    // What the engine itself could not bear; it is not used again.
    const isStack = thrown instanceof RangeError || String(thrown).includes('stack')
    return error(isStack ? 'stack overflow' : `The script broke its engine (${String(thrown)}).`)
  }
}

const tooLong = ({ seconds }: ScriptJob) => `The script took longer than ${seconds} s.`

function evaluate(runtime: QuickJSRuntime, context: QuickJSContext, job: ScriptJob): ScriptEnd {
  // Both are taken before the script can replace them.
  const takeText = createTakeText(context)
  const failed = (thrown: QuickJSHandle): ScriptEnd => ({
    kind: 'error',
    message: describeThrown(context, thrown, takeText),
  })
  const writer = context.unwrapResult(context.evalCode(WRITE, 'parley.js'))
  const made = context.evalCode(`(async (input) => {${job.code}\n})`, 'script.js')
  if (made.error !== undefined) return failed(made.error)
  const input = context.unwrapResult(
    context.callFunction(
      context.unwrapResult(context.evalCode('JSON.parse', 'parley.js')),
      context.undefined,
      context.newString(job.input),
    ),
  )
  const called = context.callFunction(made.value, context.undefined, input)
  if (called.error !== undefined) return failed(called.error)
  for (;;) {
    const ran = runtime.executePendingJobs(JOBS_AT_ONCE)
    if (ran.error !== undefined) return failed(ran.error)
    const state = context.getPromiseState(called.value)
    if (state.type === 'rejected') return failed(state.error)
    if (state.type === 'fulfilled')
      return written({ context, writer, takeText, failed }, state.value)
    if (ran.value === 0) {
      return { kind: 'error', message: 'The script waits for a promise that nothing can settle.' }
    }
  }
}

/** In the engine: what a value is as JSON; undefined for a function and the like. */
const WRITE = '((stringify) => (value) => stringify(value))(JSON.stringify)'

interface Exit {
  context: QuickJSContext
  writer: QuickJSHandle
  takeText: TakeText
  failed: (thrown: QuickJSHandle) => ScriptEnd
}

function written({ context, writer, takeText, failed }: Exit, value: QuickJSHandle): ScriptEnd {
  const type = context.typeof(value)
  if (type === 'undefined') return { kind: 'text', text: '' }
  if (type === 'string')
    return bounded(context, value, () => ({ kind: 'text', text: takeText(value) }))
  const json = context.callFunction(writer, context.undefined, value)
  if (json.error !== undefined) return failed(json.error)
  if (context.typeof(json.value) !== 'string') {
    return { kind: 'error', message: `The script returned a ${type}, which is no data.` }
  }
  // JSON has neither a NUL nor half a pair in it.
  return bounded(context, json.value, () => ({
    kind: 'json',
    json: context.getString(json.value),
  }))
}

/** Looks at the length before the text leaves the engine. */
function bounded(context: QuickJSContext, handle: QuickJSHandle, done: () => ScriptEnd): ScriptEnd {
  const length = context.getNumber(context.getProp(handle, 'length'))
  if (length <= LONGEST_RESULT) return done()
  const message = `The result has ${length} characters; at most ${LONGEST_RESULT} can be sent.`
  return { kind: 'error', message }
}
