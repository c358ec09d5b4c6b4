import * as z from 'zod/mini'
import type { ToolResult } from './answer'
import { answerSchema } from './answer'
import { customDefinitionSchema } from './definition'

/** What a handler gives: the result for the model, and what a person may want to see beside it. */
export interface Handled {
  result: ToolResult
  /** What a script wrote to its console. */
  console: readonly string[]
  /** Which rule answered, from 0; null where none was asked or none fitted. */
  rule: number | null
}

/** Body of `POST /api/tools/try`: a tool as it is being written, and arguments for it. Nothing is kept. */
export const tryToolSchema = z.strictObject({
  definition: customDefinitionSchema,
  answer: answerSchema,
  input: z.record(z.string(), z.unknown()),
})
export type TryTool = z.infer<typeof tryToolSchema>

/** What came of it. */
export interface ToolTrial {
  /** Null where a person would be asked, and where the arguments are not valid. */
  outcome: Handled | null
  /** What is wrong with the arguments; null = nothing, or the schema cannot be checked. */
  problem: string | null
  /** How long the handler took. */
  ms: number
}
