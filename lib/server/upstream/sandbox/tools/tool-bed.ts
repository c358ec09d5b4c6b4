import 'server-only'
import type Anthropic from '@anthropic-ai/sdk'

/** For tests: the schema of a parameter that is a text. */
export const TEXT = { type: 'string' }

/** For tests: a tool, all of whose parameters are required where nothing else is said. */
export function tool(
  name: string,
  description: string,
  properties: Record<string, unknown>,
  required = Object.keys(properties),
): Anthropic.Tool {
  return { name, description, input_schema: { type: 'object', properties, required } }
}

/** For tests: the calls of an answer, by name and input. */
export function callsOf({ content }: Anthropic.Message) {
  return content.flatMap((block) =>
    block.type === 'tool_use' ? [[block.name, block.input] as const] : [],
  )
}

/** For tests: the words of an answer. */
export function wordsOf({ content }: Anthropic.Message): string {
  return content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
}
