import { isObject, type Json, type JsonObject } from './exact-json'
import type { Lost } from './openai-messages'

/** `tools`, `tool_choice` and `parallel_tool_calls` of a chat completion. */
export function toOpenAiTools(body: JsonObject, lose: Lost): JsonObject {
  const list = Array.isArray(body.tools) ? body.tools : []
  const tools = list.flatMap((tool) => toFunction(tool, lose))
  if (tools.length === 0) return {}
  return { tools, ...toChoice(body.tool_choice, lose) }
}

function toFunction(tool: Json, lose: Lost): JsonObject[] {
  if (!isObject(tool)) return []
  const { type, name, description, input_schema: parameters, ...more } = tool
  if ((type ?? 'custom') !== 'custom' || typeof name !== 'string') {
    lose(`tools[] (${String(type)})`)
    return []
  }
  for (const field of Object.keys(more)) lose(`tools[].${field}`)
  const told = {
    name,
    ...(description === undefined ? {} : { description }),
    ...(parameters === undefined ? {} : { parameters }),
  }
  return [{ type: 'function', function: told }]
}

const CHOICES: ReadonlyMap<unknown, string> = new Map([
  ['auto', 'auto'],
  ['any', 'required'],
  ['none', 'none'],
])

function toChoice(choice: Json | undefined, lose: Lost): JsonObject {
  if (!isObject(choice)) return {}
  const { type, name, disable_parallel_tool_use: isSingle, ...more } = choice
  for (const field of Object.keys(more)) lose(`tool_choice.${field}`)
  const told = CHOICES.get(type) ?? { type: 'function', function: { name: name ?? '' } }
  return { tool_choice: told, ...(isSingle === true ? { parallel_tool_calls: false } : {}) }
}
