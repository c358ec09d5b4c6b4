import 'server-only'
import type { Answer, AnswerWay } from '@/lib/domain/tools/answer'
import { byBuiltin } from './by-builtin'
import { byHttp } from './by-http'
import { byJavascript } from './by-javascript'
import { byRules } from './by-rules'
import type { Handled, Handler, HandlerCall, Handlers } from './handler'
import { failed } from './results'
import type { ToolRunner } from './runner'

/** How each way to answer a tool is gone. */
export function createHandlers({ scripts, outbound }: ToolRunner): Handlers {
  return {
    hand: async () => null,
    rules: byRules,
    javascript: byJavascript(scripts),
    http: byHttp(outbound),
    mcp: async ({ server }) => failed(`The MCP server ${server} is not connected.`),
    builtin: byBuiltin,
  }
}

/**
 * Answers a call of a tool; null where a person is to. What goes wrong in the tool is a result with
 * `isError`. Rejects with the signal's reason once it is aborted.
 */
export async function runHandler(
  runner: ToolRunner,
  { answer }: { answer: Answer },
  input: Record<string, unknown>,
  signal: AbortSignal,
): Promise<Handled | null> {
  signal.throwIfAborted()
  // The table has for each way the handler of that way, which its type says but not of a union.
  const handler = createHandlers(runner)[answer.by] as Handler<AnswerWay>
  const call: HandlerCall = { input, signal }
  return await handler(answer, call)
}
