import 'server-only'
import { isRecord } from '@/lib/wire/json'
import { type AnyBlock, cacheControl, type ToolResultBlock } from '../request/blocks'
import { blocksOf } from '../request/rules-turns'
import type { AnyBody, Turn } from '../request/schema'

export type CacheTtl = '5m' | '1h'

/** The parts of a prompt in the order in which they are cached. */
export const SECTIONS = ['tools', 'format', 'system', 'messages'] as const
export type Section = (typeof SECTIONS)[number]

/** A part of a prompt that can be cached up to its end. */
export type PromptBlock = {
  section: Section
  /** Where the body has it. */
  path: string
  /** What makes it another block than the same content elsewhere. */
  context: string
  /** The first of its section or turn, which bears the tokens around it. */
  isFirst: boolean
  /** The breakpoints at its end, or within it. */
  marks: CacheTtl[]
} & ({ kind: 'json'; value: unknown } | { kind: 'content'; value: AnyBlock })

/** A replacer for JSON: marks of the cache are not part of a prompt. */
export const withoutMarks = (key: string, value: unknown) =>
  key === 'cache_control' ? undefined : value

/** A request's prompt, block by block, with its breakpoints, the automatic one among them. */
export function listBlocks(body: AnyBody): PromptBlock[] {
  const blocks = [
    ...(body.tools ?? []).map((tool, at) => jsonBlock('tools', `tools.${at}`, tool, at === 0)),
    ...formatBlock(body),
    ...systemBlocks(body),
    ...body.messages.flatMap(turnBlocks),
  ]
  const [automatic] = markOf(body)
  markLast(blocks, automatic)
  return blocks
}

/** `cache_control` beside the messages marks the last block that can be marked (claude-api.md §2.1). */
function markLast(blocks: readonly PromptBlock[], ttl: CacheTtl | undefined): void {
  const last = blocks.findLast(canBeMarked)
  if (ttl !== undefined && last?.marks.includes(ttl) === false) last.marks.push(ttl)
}

function canBeMarked({ section, value }: PromptBlock): boolean {
  const type = isRecord(value) ? value.type : undefined
  return section !== 'format' && type !== 'thinking' && type !== 'redacted_thinking'
}

function jsonBlock(section: Section, path: string, value: unknown, isFirst: boolean): PromptBlock {
  return { kind: 'json', section, path, context: '', isFirst, marks: marksOf(value), value }
}

function formatBlock({ output_config }: AnyBody): PromptBlock[] {
  const format = output_config?.format
  return format == null ? [] : [jsonBlock('format', 'output_config.format', format, true)]
}

function systemBlocks({ system }: AnyBody): PromptBlock[] {
  if (system === undefined) return []
  return blocksOf({ role: 'system', content: system }).map((value, at) =>
    contentBlock(
      { section: 'system', path: `system.${at}`, context: '', isFirst: at === 0 },
      value,
    ),
  )
}

function turnBlocks(turn: Turn, at: number): PromptBlock[] {
  return blocksOf(turn).flatMap((value, index) => {
    const place: Place = {
      section: 'messages',
      path: `messages.${at}.content.${index}`,
      context: turn.role,
      isFirst: index === 0,
    }
    return value.type === 'tool_result' ? resultBlocks(place, value) : [contentBlock(place, value)]
  })
}

type Place = Pick<PromptBlock, 'section' | 'path' | 'context' | 'isFirst'>

function contentBlock(place: Place, value: AnyBlock): PromptBlock {
  return { ...place, kind: 'content', marks: marksOf(value), value }
}

/** The blocks inside a tool's result are blocks of their own; its own mark is that of the last one. */
function resultBlocks(place: Place, result: ToolResultBlock): PromptBlock[] {
  const { content, tool_use_id, is_error } = result
  if (!Array.isArray(content)) return [contentBlock(place, result)]
  const context = JSON.stringify([place.context, tool_use_id, is_error])
  const blocks = content.map((value, at) =>
    contentBlock(
      {
        ...place,
        path: `${place.path}.content.${at}`,
        context,
        isFirst: place.isFirst && at === 0,
      },
      value,
    ),
  )
  const last = blocks.at(-1)
  if (last === undefined) return [contentBlock(place, result)]
  last.marks.push(...markOf(result))
  return blocks
}

/** The breakpoint of a block and those of the blocks inside it, which count at its end. */
function marksOf(block: unknown): CacheTtl[] {
  if (!isRecord(block)) return []
  const { content, source } = block
  const inner = Array.isArray(content) ? content : isRecord(source) ? source.content : []
  return [...(Array.isArray(inner) ? inner.flatMap(markOf) : []), ...markOf(block)]
}

function markOf(block: unknown): CacheTtl[] {
  if (!isRecord(block) || block.cache_control == null) return []
  const { data } = cacheControl.safeParse(block.cache_control)
  return data == null ? [] : [data.ttl ?? '5m']
}
