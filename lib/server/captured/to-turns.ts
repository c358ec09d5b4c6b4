import 'server-only'
import type { CapturedTurn, Message } from '@/lib/domain/conversation'
import { ApiError } from '@/lib/wire/errors'
import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'

/** A message of a captured body, as a turn of a conversation. */
export interface CapturedMessage extends Pick<Message, 'role'> {
  content: Block[]
  captured: CapturedTurn
}

const ROLES: readonly unknown[] = ['user', 'assistant', 'system'] satisfies Message['role'][]

/** The messages of a captured body as turns. Throws 409 for what no conversation can show. */
export function toTurns(messages: unknown, contextKey: string): CapturedMessage[] {
  if (!Array.isArray(messages) || messages.length === 0) {
    throw cannot('messages: it holds none')
  }
  return messages.map((message: unknown, index) => {
    const path = `messages.${index}`
    if (!isRecord(message)) throw cannot(`${path}: it is no object`)
    const { role, content, ...fields } = message
    if (!isRole(role)) throw cannot(`${path}.role: it is ${JSON.stringify(role) ?? 'not there'}`)
    const captured: CapturedTurn = {
      contextKey,
      ...(typeof content === 'string' ? { isString: true } : {}),
      ...(Object.keys(fields).length === 0 ? {} : { fields }),
    }
    return { role, content: toBlocks(content, `${path}.content`), captured }
  })
}

function toBlocks(content: unknown, path: string): Block[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (!Array.isArray(content)) throw cannot(`${path}: it is neither a text nor a list of blocks`)
  return content.map((block: unknown, index) => {
    if (!isBlock(block)) throw cannot(`${path}.${index}: it is no block, for it has no type`)
    return block
  })
}

function isRole(value: unknown): value is Message['role'] {
  return ROLES.includes(value)
}

function isBlock(value: unknown): value is Block {
  return isRecord(value) && typeof value.type === 'string' && value.type !== ''
}

function cannot(why: string): ApiError {
  return new ApiError(409, `The request of this run cannot be opened as a conversation. ${why}.`)
}
