import 'server-only'
import type { Answer, AnswerWay, ToolResult } from '@/lib/domain/tools/answer'

/** One call to be answered. */
export interface HandlerCall {
  /** The arguments, valid by the tool's schema. */
  input: Record<string, unknown>
  /** Aborts when somebody stops the loop, or the process ends. */
  signal: AbortSignal
}

/** What a handler gives: the result for the model, and what a person may want to see beside it. */
export interface Handled {
  result: ToolResult
  /** What a script wrote to its console. */
  console: readonly string[]
  /** Which rule answered, from 0; null where none was asked or none fitted. */
  rule: number | null
}

type AnswerBy<Way extends AnswerWay> = Extract<Answer, { by: Way }>

/**
 * Answers a call in one way. What goes wrong in a tool is a result with `isError`, for the model to
 * read; what is thrown is a fault of Parley's own. Null: a person is to answer.
 */
export type Handler<Way extends AnswerWay> = (
  answer: AnswerBy<Way>,
  call: HandlerCall,
) => Promise<Handled | null>

export type Handlers = { [Way in AnswerWay]: Handler<Way> }
