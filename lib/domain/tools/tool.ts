import * as z from 'zod/mini'
import { idSchema } from '../ids'
import { type Answer, APPROVALS, type Approval, answerSchema } from './answer'
import { type CustomDefinition, customDefinitionSchema } from './definition'

/** A tool of the library. */
export interface Tool {
  /** A UUIDv7; of a built-in one `builtin:NAME`. */
  id: string
  definition: CustomDefinition
  answer: Answer
  approval: Approval
  createdAt: number
  updatedAt: number
}

/** Body of `POST /api/tools`; the same id again is the same tool. */
export const createToolSchema = z.strictObject({
  id: idSchema,
  definition: customDefinitionSchema,
  answer: answerSchema,
  approval: z.enum(APPROVALS),
})
export type CreateTool = z.infer<typeof createToolSchema>

/** Body of `PATCH /api/tools/{id}`. `deleted: false` undoes a delete. */
export const patchToolSchema = z.partial(
  z.strictObject({
    definition: customDefinitionSchema,
    answer: answerSchema,
    approval: z.enum(APPROVALS),
    deleted: z.boolean(),
  }),
)
export type PatchTool = z.infer<typeof patchToolSchema>

/** Answer of `GET /api/tools`, and of every change. */
export interface ToolLibrary {
  /** One's own and the built-in ones, by name. */
  tools: Tool[]
  /** In how many conversations each is chosen, by id; absent = none. */
  uses: Record<string, number>
}
