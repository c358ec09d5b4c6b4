import { parseRecord } from '../json'
import type { Block, MessageParam } from '../types'
import { ASSISTANT_PARTS, readContent, SYSTEM_PARTS, toBlocks, USER_PARTS } from './content'
import { readList, readName, readObject, readOptional, readText, refuse } from './fields'

/** The turns of a Messages request. */
export interface Turns {
  /** Empty for none. */
  system: string
  messages: MessageParam[]
}

type Content = string | Block[]
type Piece =
  | { kind: 'system' | 'user' | 'assistant'; content: Content }
  | { kind: 'result'; block: Block }

/** Calls in the legacy form, which has no ids: made up here, and found again by the name. */
type OpenCalls = { id: string; name: string }[]

type Message = Record<string, unknown>
type ReadMessage = (message: Message, path: string, open: OpenCalls) => Piece

const readSystem: ReadMessage = ({ content }, path) => ({
  kind: 'system',
  content: readContent(content, `${path}.content`, SYSTEM_PARTS),
})

const ROLES: ReadonlyMap<unknown, ReadMessage> = new Map<unknown, ReadMessage>([
  ['system', readSystem],
  ['developer', readSystem],
  ['user', readUser],
  ['assistant', readAssistant],
  ['tool', readToolResult],
  ['function', readFunctionResult],
])

/**
 * OpenAI's messages as turns (claude-api.md §11): system and developer ones leave their places and
 * are joined; results of tools go together, before what the user says beside them.
 */
export function readTurns(value: unknown): Turns {
  const open: OpenCalls = []
  const pieces = readList(value, 'messages', (item, path) => {
    const message = readObject(item, path)
    const read = ROLES.get(message.role)
    const roles = [...ROLES.keys()].join(', ')
    return read === undefined
      ? refuse(`${path}.role`, `Input should be one of: ${roles}`)
      : read(message, path, open)
  })
  const messages = toMessages(pieces)
  if (messages.length === 0) {
    refuse('messages', 'at least one message with content is required beside system messages')
  }
  return { system: joinSystem(pieces), messages }
}

function joinSystem(pieces: readonly Piece[]): string {
  const texts = pieces.flatMap((piece) =>
    piece.kind === 'system' ? toBlocks(piece.content).map((block) => block.text) : [],
  )
  return texts.join('\n')
}

/** Messages without content are left out: the Messages API refuses them, and joins the neighbours. */
function toMessages(pieces: readonly Piece[]): MessageParam[] {
  const messages: MessageParam[] = []
  let results: Block[] = []
  let said: Content[] = []
  const closeUser = () => {
    if (results.length > 0) {
      messages.push({ role: 'user', content: [...results, ...said.flatMap(toBlocks)] })
    } else {
      messages.push(...said.map((content) => ({ role: 'user' as const, content })))
    }
    results = []
    said = []
  }
  for (const piece of pieces) {
    if (piece.kind === 'result') results.push(piece.block)
    else if (piece.kind === 'system' || piece.content.length === 0) continue
    else if (piece.kind === 'user') said.push(piece.content)
    else {
      closeUser()
      messages.push({ role: 'assistant', content: piece.content })
    }
  }
  closeUser()
  return messages
}

function readUser({ content }: Message, path: string): Piece {
  return { kind: 'user', content: readContent(content, `${path}.content`, USER_PARTS) }
}

function readAssistant(message: Message, path: string, open: OpenCalls): Piece {
  const content = readContent(message.content ?? '', `${path}.content`, ASSISTANT_PARTS)
  const calls =
    readOptional(message.tool_calls, `${path}.tool_calls`, (value, at) =>
      readList(value, at, readToolCall),
    ) ?? []
  const legacy = readOptional(message.function_call, `${path}.function_call`, (value, at) => {
    const id = `function_call_${path.slice('messages.'.length)}`
    const block = readCall(value, at, id)
    open.push({ id, name: block.name })
    return block
  })
  const uses: Block[] = legacy === null ? calls : [...calls, legacy]
  return {
    kind: 'assistant',
    content: uses.length === 0 ? content : [...toBlocks(content), ...uses],
  }
}

function readToolCall(value: unknown, path: string): Block {
  const call = readObject(value, path)
  if ((call.type ?? 'function') !== 'function') {
    refuse(`${path}.type`, 'only calls of functions are supported')
  }
  return readCall(call.function, `${path}.function`, readName(call.id, `${path}.id`))
}

function readCall(value: unknown, path: string, id: string): Block & { name: string } {
  const call = readObject(value, path)
  const name = readName(call.name, `${path}.name`)
  const json = readOptional(call.arguments, `${path}.arguments`, readText)?.trim()
  const input = parseRecord(json || '{}')
  return input === null
    ? refuse(`${path}.arguments`, 'Input should be the text of a JSON object')
    : { type: 'tool_use', id, name, input }
}

function readToolResult(message: Message, path: string): Piece {
  return result(message, path, readName(message.tool_call_id, `${path}.tool_call_id`))
}

function readFunctionResult(message: Message, path: string, open: OpenCalls): Piece {
  const name = readName(message.name, `${path}.name`)
  const at = open.findIndex((call) => call.name === name)
  const [call] = at === -1 ? [] : open.splice(at, 1)
  return call === undefined
    ? refuse(`${path}.name`, 'no function_call of this name is open before this message')
    : result(message, path, call.id)
}

function result({ content }: Message, path: string, id: string): Piece {
  const output = readContent(content ?? '', `${path}.content`, USER_PARTS)
  const block: Block = { type: 'tool_result', tool_use_id: id }
  return { kind: 'result', block: output.length === 0 ? block : { ...block, content: output } }
}
