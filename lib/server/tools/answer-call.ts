import 'server-only'
import type { ToolCall } from '@/lib/domain/tools/call'
import type { Tool } from '@/lib/domain/tools/tool'
import type { Log } from '../log'
import type { Handled, HandlerCall } from './handler'
import { failed } from './results'
import { runHandler } from './run-handler'
import type { ToolRunner } from './runner'

/** What calls get that a person did not let run, or not to their end, in words for the model. */
export const DENIED = 'The user did not allow this call. It was not run.'
export const NEVER_RUN = 'The user stopped this call. It was not run.'
export const STOPPED = 'The user stopped this call. It may not have run, or not to its end.'

/** Answers a call, whatever goes wrong; null where a person is to. */
export async function answerCall(
  { tools, log }: { tools: ToolRunner; log: Log },
  tool: Tool | null,
  call: HandlerCall,
): Promise<Handled | null> {
  if (tool === null) return null
  try {
    return await runHandler(tools, tool, call)
  } catch (err) {
    if (call.signal.aborted) return failed(STOPPED)
    log.error({ err }, 'a tool could not be run')
    const reason = err instanceof Error ? err.message : String(err)
    return failed(`The tool could not be run: ${reason}`)
  }
}

/** What a call is whose tool the library does not have: nothing can run it. */
export const WITHOUT_TOOL: Partial<ToolCall> = {
  ...{ state: 'waiting', by: 'hand', note: { code: 'toolGone' }, startedAt: null },
}

/** A call that was stopped before it began; one that nothing can run stays as it is. */
export function unbegunCall(call: ToolCall): ToolCall {
  if (call.state === 'done') return call
  const { result } = failed(NEVER_RUN)
  const end = { startedAt: null, endedAt: Date.now(), result }
  return { ...call, ...end, state: 'done', note: { code: 'stopped' } }
}

/** What a call becomes with what its tool's handler gave. */
export function endOf(tool: Tool | null, handled: Handled | null): Partial<ToolCall> {
  if (tool === null) return WITHOUT_TOOL
  if (handled === null) return { state: 'waiting' }
  const { result, console } = handled
  return { state: 'done', result, console: [...console], endedAt: Date.now() }
}
