import type { CodeRequest, Gap } from './code-request'
import { isObject, type Json, type JsonObject } from './exact-json'
import { type Lost, toOpenAiMessages } from './openai-messages'
import { toOpenAiTools } from './openai-tools'

/** What a chat completion calls it, of what means the same there. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['model', 'model'],
  ['max_tokens', 'max_completion_tokens'],
  ['stop_sequences', 'stop'],
  ['temperature', 'temperature'],
  ['top_p', 'top_p'],
  // No field of OpenAI's: the layer passes it on, and shows nothing of what is thought.
  ['thinking', 'thinking'],
])
/** Read by a function of its own, or said by the way of calling. */
const ELSEWHERE = new Set(['system', 'messages', 'tools', 'tool_choice', 'output_config', 'stream'])

/**
 * A Messages request as a chat completion (claude-api.md §11, the other way round), and what of it has
 * no counterpart there. Null where no turn is left.
 */
export function toOpenAiRequest({
  body,
  headers,
  openAi,
}: Pick<CodeRequest, 'body' | 'headers' | 'openAi'>): { body: JsonObject; gaps: Gap[] } | null {
  const gaps = new Map<string, Gap>()
  const lose: Lost = (path, kind = 'dropped') => void gaps.set(`${kind} ${path}`, { kind, path })
  if (headers.some(([name]) => name === 'anthropic-beta')) lose('anthropic-beta')
  const messages = toOpenAiMessages(body, lose)
  if (messages === null) return null
  const fields: JsonObject = {}
  for (const [name, value] of Object.entries(body)) {
    const same = SAME.get(name)
    if (same !== undefined) fields[same] = value
    else if (!ELSEWHERE.has(name)) lose(name)
  }
  return {
    body: { ...fields, messages, ...toOpenAiTools(body, lose), ...outputOf(body, openAi, lose) },
    gaps: [...gaps.values()],
  }
}

/** The API's own layer passes over both fields; a gateway may be told to take them. */
function outputOf(
  { output_config: config }: JsonObject,
  { responseFormat, reasoningEffort }: CodeRequest['openAi'],
  lose: Lost,
): JsonObject {
  if (!isObject(config)) return {}
  const taken: JsonObject = {}
  for (const [name, value] of Object.entries(config)) {
    if (name === 'effort' && reasoningEffort) taken.reasoning_effort = value
    else if (name === 'format' && responseFormat && isObject(value)) {
      taken.response_format = responseFormatOf(value.schema ?? {})
    } else lose(`output_config.${name}`)
  }
  return taken
}

function responseFormatOf(schema: Json): JsonObject {
  return { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } }
}
