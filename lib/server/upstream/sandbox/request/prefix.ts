import 'server-only'
import { createHash, type Hash } from 'node:crypto'
import { isRecord } from '@/lib/wire/json'
import type { AnyBody } from './schema'

/**
 * A fingerprint of all that a model reads before a place in a conversation (claude-api.md §2.4). It
 * is the same however the same content is written: a string or one text block, one turn or two
 * neighbouring ones of a role, with cache marks or without, and in whatever order of keys.
 */
export interface Prefix {
  /** Reads one more block. */
  push(role: string, block: object): void
  /** Of all that was read so far. */
  digest(): string
}

/** The prefix of a request's `system` and `tools`; its messages follow by `push`. */
export function beginPrefix({ system, tools = [] }: Pick<AnyBody, 'system' | 'tools'>): Prefix {
  const hash = createHash('sha256')
  const push = (role: string, block: object) => {
    hash.update(`${role}\n`)
    fold(hash, bare(block))
  }
  for (const tool of tools) push('tools', tool.type === 'custom' ? { ...tool, type: null } : tool)
  for (const block of blocksIn(system ?? '')) push('system', block)
  return { push, digest: () => hash.copy().digest('base64url') }
}

/** A text is one text block, and an empty one none. */
function blocksIn(content: string | readonly object[]): readonly object[] {
  if (typeof content !== 'string') return content
  return content === '' ? [] : [{ type: 'text', text: content }]
}

/** A block without what the model does not read. */
function bare(block: object): object {
  const { cache_control: _mark, ...fields }: Record<string, unknown> = { ...block }
  const known = Object.entries(fields).filter(([, value]) => value != null)
  const { type, text, id, name, input, content, source } = Object.fromEntries(known)
  if (type === 'text') return { type, text }
  if (type === 'tool_use' || type === 'server_tool_use') return { type, id, name, input }
  return {
    ...Object.fromEntries(known),
    ...(isContent(content) ? { content: blocksIn(content).map(bare) } : {}),
    ...(isRecord(source) && isContent(source.content)
      ? { source: { ...source, content: blocksIn(source.content).map(bare) } }
      : {}),
  }
}

const isContent = (value: unknown): value is string | readonly object[] =>
  typeof value === 'string' || (Array.isArray(value) && value.every((item) => isRecord(item)))

/** Reads a JSON value, keys in order; each part says its kind and length, so that no two values read alike. */
function fold(hash: Hash, value: unknown): void {
  if (Array.isArray(value)) {
    hash.update(`[${value.length}\n`)
    for (const item of value) fold(hash, item)
  } else if (isRecord(value)) {
    const keys = Object.keys(value).sort()
    hash.update(`{${keys.length}\n`)
    for (const key of keys) {
      fold(hash, key)
      fold(hash, value[key])
    }
  } else {
    const text = String(value)
    hash.update(`${typeof value}${text.length}\n`).update(text)
  }
}
