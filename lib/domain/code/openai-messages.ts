import type { Gap } from './code-request'
import { isObject, type Json, type JsonObject, stringifyExact } from './exact-json'
import { FileValue } from './file-value'

/** Notes that a field has no counterpart. */
export type Lost = (path: string, kind?: Gap['kind']) => void

const CONTENT = 'messages[].content[]'

/** The system prompt and the turns as OpenAI's messages; null where nothing is left of the turns. */
export function toOpenAiMessages(body: JsonObject, lose: Lost): Json[] | null {
  const system = systemOf(body.system, lose)
  const asked = listOf(body.messages)
  const turns = asked.flatMap((turn) => toMessages(turn, lose))
  if (turns.length === 0 && asked.length > 0) return null
  return [...(system === '' ? [] : [{ role: 'system', content: system }]), ...turns]
}

/** The layer joins system messages by single line breaks, and so does this. */
function systemOf(system: Json | undefined, lose: Lost): string {
  if (!Array.isArray(system)) return typeof system === 'string' ? system : ''
  const blocks = listOf(system)
  if (blocks.length > 1) lose('system', 'joined')
  return blocks.map((block) => readText(block, 'system[]', lose)).join('\n')
}

function toMessages(turn: JsonObject, lose: Lost): JsonObject[] {
  const { role, content, ...more } = turn
  for (const name of Object.keys(more)) lose(`messages[].${name}`)
  if (typeof content === 'string') return [{ role: role ?? 'user', content }]
  const blocks = listOf(content)
  if (role === 'assistant') return assistantOf(blocks, lose)
  if (role === 'system') {
    lose('messages[] (system)', 'joined')
    const text = blocks.map((block) => readText(block, CONTENT, lose)).join('\n')
    return [{ role, content: text }]
  }
  const results = blocks.filter(({ type }) => type === 'tool_result')
  const said = blocks
    .filter(({ type }) => type !== 'tool_result')
    .flatMap((block) => toPart(block, CONTENT, lose))
  return [
    ...results.map((block) => toToolMessage(block, lose)),
    ...(said.length === 0 ? [] : [{ role: 'user', content: said }]),
  ]
}

function assistantOf(blocks: readonly JsonObject[], lose: Lost): JsonObject[] {
  const texts: JsonObject[] = []
  const calls: JsonObject[] = []
  for (const block of blocks) {
    if (block.type === 'text') {
      texts.push({ type: 'text', text: readText(block, CONTENT, lose) })
    } else if (block.type === 'tool_use') {
      calls.push(toCall(block, lose))
    } else lose(`${CONTENT}.${String(block.type)}`)
  }
  if (texts.length + calls.length === 0) return []
  const content = texts.length === 0 ? null : texts
  return [{ role: 'assistant', content, ...(calls.length === 0 ? {} : { tool_calls: calls }) }]
}

function toCall({ type: _, id, name, input, ...more }: JsonObject, lose: Lost): JsonObject {
  for (const field of Object.keys(more)) lose(`${CONTENT}.tool_use.${field}`)
  const told = { name: name ?? '', arguments: stringifyExact(input ?? {}) }
  return { id: id ?? '', type: 'function', function: told }
}

function toToolMessage(block: JsonObject, lose: Lost): JsonObject {
  const { type: _, tool_use_id: id, content, ...more } = block
  const path = `${CONTENT}.tool_result`
  for (const field of Object.keys(more)) lose(`${path}.${field}`)
  const parts = Array.isArray(content)
    ? listOf(content).flatMap((part) => {
        if (part.type === 'text') return toPart(part, `${path}.content[]`, lose)
        lose(`${path}.content[].${String(part.type)}`)
        return []
      })
    : (content ?? '')
  return { role: 'tool', tool_call_id: id ?? '', content: parts }
}

function toPart(block: JsonObject, path: string, lose: Lost): JsonObject[] {
  if (block.type === 'text') return [{ type: 'text', text: readText(block, path, lose) }]
  const url = block.type === 'image' ? urlOf(block.source) : null
  if (url === null) {
    lose(`${path}.${String(block.type)}`)
    return []
  }
  const { type: _, source, ...more } = block
  for (const field of Object.keys(more)) lose(`${path}.image.${field}`)
  return [{ type: 'image_url', image_url: { url } }]
}

/** Null for a file's id, which is no address. */
function urlOf(source: Json | undefined): string | FileValue | null {
  if (!isObject(source)) return null
  const { type, url, media_type: mediaType, data } = source
  if (type === 'url' && typeof url === 'string') return url
  if (type !== 'base64' || typeof mediaType !== 'string') return null
  const prefix = `data:${mediaType};base64,`
  if (data instanceof FileValue) return new FileValue(data.file, data.use, mediaType, prefix)
  return typeof data === 'string' ? prefix + data : null
}

function readText({ type: _, text, ...more }: JsonObject, path: string, lose: Lost): string {
  for (const field of Object.keys(more)) lose(`${path}.text.${field}`)
  return typeof text === 'string' ? text : ''
}

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => isObject(item)) : []
}
