import * as z from 'zod/mini'
import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { idSchema } from '../ids'

/** How a file goes to the model. */
export const WAYS = [
  'file', // by its id in the Files API of the upstream, where it is uploaded before
  'base64', // its bytes in the request itself
  'text', // its text in the request itself
  'container', // by its id, into the container of code execution
] as const
export type Way = (typeof WAYS)[number]

/** It is uploaded before, and named by the id that it has at the upstream. */
export function isById(way: Way): way is 'file' | 'container' {
  return way === 'file' || way === 'container'
}

/** Of a file that is kept here: what of it is sent is put in its place when a request goes out. */
const localSourceSchema = z.object({
  type: z.literal('parley_file'),
  fileId: idSchema,
  way: z.enum(WAYS),
})
export type LocalSource = z.infer<typeof localSourceSchema>

/** A box of many files is gone through at each that joins it: each source is checked once. */
const checked = new WeakMap<object, LocalSource | null>()

/** The file of ours that a block stands for; null for a block that is what it is. */
export function localSourceOf({ source }: Record<string, unknown>): LocalSource | null {
  if (!isRecord(source) || source.type !== 'parley_file') return null
  const known = checked.get(source)
  if (known !== undefined) return known
  const parsed = localSourceSchema.safeParse(source)
  const found = parsed.success ? parsed.data : null
  checked.set(source, found)
  return found
}

/** A key for each block that it keeps when others go: two may stand for one file, after a turn came back to a box that has it. */
export function keysOf(blocks: readonly Block[]): string[] {
  const counts = new Map<string, number>()
  return blocks.map((block) => {
    const id = localSourceOf(block)?.fileId ?? ''
    const count = (counts.get(id) ?? 0) + 1
    counts.set(id, count)
    return `${id} ${count}`
  })
}

/** The files of ours that a turn stands for. */
export function localFilesOf(content: readonly Block[] | null): string[] {
  const ids = (content ?? []).flatMap((block) => localSourceOf(block)?.fileId ?? [])
  return [...new Set(ids)]
}

/** A turn of a request, of which the content alone is read. */
export interface Turn {
  content?: unknown
}

/** The blocks of a body that stand for files of ours, in order. */
export function localSources(messages: readonly Turn[]): LocalSource[] {
  return messages.flatMap(({ content }) =>
    Array.isArray(content)
      ? content.filter(isRecord).flatMap((block) => localSourceOf(block) ?? [])
      : [],
  )
}

/** The turns with something else in the place of each block that stands for a file of ours. */
export function withFiles<T extends Turn>(
  messages: readonly T[],
  put: (block: Record<string, unknown>, source: LocalSource) => Record<string, unknown>,
): T[] {
  return messages.map((turn) => {
    if (!Array.isArray(turn.content)) return turn
    const content = turn.content.map((block: unknown) => {
      const source = isRecord(block) ? localSourceOf(block) : null
      return isRecord(block) && source !== null ? put(block, source) : block
    })
    return { ...turn, content }
  })
}

/** What stands on the wire in the place of each file of ours, by its `sourceKey`: fields of its block. */
export type FilesOnWire = ReadonlyMap<string, Readonly<Record<string, unknown>>>

export function sourceKey({ fileId, way }: LocalSource): string {
  return `${fileId} ${way}`
}

/** The turns with all that is known to stand on the wire in its place. */
export function putFiles<T extends Turn>(messages: readonly T[], files: FilesOnWire): T[] {
  return withFiles(messages, ({ source: ours, ...block }, source) => ({
    ...block,
    ...(files.get(sourceKey(source)) ?? { source: ours }),
  }))
}

/** The id that a file goes by at an upstream; null for one whose content stands in the request itself. */
export type FileIdOf = (source: LocalSource) => string | null

export function idsOnWire(files: FilesOnWire): FileIdOf {
  return (local) => {
    const { file_id: own, source } = files.get(sourceKey(local)) ?? {}
    const id = own ?? (isRecord(source) ? source.file_id : undefined)
    return typeof id === 'string' ? id : null
  }
}

/** The ids by which turns name files of ours, in order. */
export function fileIdsIn(messages: readonly Turn[], idOf: FileIdOf): string[] {
  return localSources(messages).flatMap((source) => idOf(source) ?? [])
}

/** What of a block stands for a file on the wire: `value` is its id, its bytes or its text. */
export function fieldsOnWire<T>(way: Way, value: T, media_type = 'text/plain') {
  if (way === 'container') return { file_id: value }
  if (way === 'file') return { source: { type: 'file', file_id: value } }
  return { source: { type: way, media_type, data: value } }
}
