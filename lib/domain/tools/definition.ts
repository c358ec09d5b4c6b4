import * as z from 'zod/mini'
import { isRecord } from '@/lib/wire/json'

/** A tool as it stands in a request, of whatever type: what it holds beyond this is the API's business. */
export type ToolDefinition = Record<string, unknown>

/** What the API takes as the name of a custom tool (claude-api.md §2.6). */
export const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/

/** A tool that the caller runs: a custom one. Fields of tomorrow stay. */
export const customDefinitionSchema = z.looseObject({
  name: z.string().check(z.regex(TOOL_NAME, 'must consist of 1 to 64 letters, digits, _ and -')),
  description: z.optional(z.string().check(z.maxLength(100_000))),
  input_schema: z.looseObject({ type: z.literal('object') }),
  type: z.optional(z.nullable(z.literal('custom'))),
  strict: z.optional(z.boolean()),
  cache_control: z.optional(z.nullable(z.looseObject({ type: z.literal('ephemeral') }))),
  input_examples: z.optional(z.array(z.record(z.string(), z.unknown())).check(z.maxLength(100))),
})
export type CustomDefinition = z.infer<typeof customDefinitionSchema>

/** What the model calls a tool; a toolset has a `type` alone. */
export function nameOfDefinition({ name, type }: ToolDefinition): string {
  if (typeof name === 'string') return name
  return typeof type === 'string' ? type : ''
}

/** The schema of a tool's input; null where the definition says none, as of the API's own tools. */
export function inputSchemaOf({ input_schema: schema }: ToolDefinition) {
  return isRecord(schema) ? schema : null
}
