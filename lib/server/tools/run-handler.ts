import 'server-only'
import type { Answer, AnswerWay } from '@/lib/domain/tools/answer'
import type { Handled, Handler, HandlerCall } from './handler'
import type { ToolRunner } from './runner'

/**
 * Answers a call of a tool; null where a person is to. What goes wrong in the tool is a result with
 * `isError`. Rejects with the signal's reason once it is aborted.
 */
export async function runHandler(
  { handlers }: ToolRunner,
  { answer }: { answer: Answer },
  call: HandlerCall,
): Promise<Handled | null> {
  call.signal.throwIfAborted()
  // The table has for each way the handler of that way, which its type says but not of a union.
  const handler = handlers[answer.by] as Handler<AnswerWay>
  return await handler(answer, call)
}
