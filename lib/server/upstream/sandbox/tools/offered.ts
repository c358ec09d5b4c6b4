import 'server-only'
import type { Schema } from '../json/schema'
import type { MessagesBody } from '../request/schema'
import { type ToolType, toolType } from '../request/tool-types'
import { isCustomTool } from '../request/tools'

/** A tool of the caller's own, or the one of its typed tools that can be called without a guess. */
export interface Offered {
  name: string
  description: string
  schema: Schema
  isEager: boolean
  /** Found by tool search only. */
  isDeferred: boolean
  examples: readonly Readonly<Record<string, unknown>>[]
}

/** The tools of a request by who runs them; toolsets and typed client tools besides bash are left alone. */
export function offeredTools({ tools = [] }: MessagesBody): {
  own: Offered[]
  server: ToolType[]
  hasBash: boolean
} {
  return {
    own: tools.filter(isCustomTool).map((tool) => ({
      name: tool.name,
      description: tool.description ?? '',
      schema: tool.input_schema,
      isEager: tool.eager_input_streaming === true,
      isDeferred: tool.defer_loading === true,
      examples: tool.input_examples ?? [],
    })),
    server: tools.flatMap((tool) => {
      const row = toolType(tool)
      return row?.runs === 'server' ? [row] : []
    }),
    hasBash: tools.some((tool) => toolType(tool)?.name === 'bash'),
  }
}
