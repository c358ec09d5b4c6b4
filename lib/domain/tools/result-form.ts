import * as z from 'zod/mini'
import { readJsonSource } from '../json-text/source'
import { type ToolResult, toolResultSchema } from './answer'

/** What a result is, as a person makes one. */
export const RESULT_KINDS = ['text', 'json', 'image', 'blocks'] as const
export type ResultKind = (typeof RESULT_KINDS)[number]

/** A result while it is made. */
export interface ResultForm {
  kind: ResultKind
  /** Of a text, of JSON, of blocks. */
  text: string
  image: { mediaType: string; data: string } | null
  isError: boolean
}

const imageSchema = z.object({
  type: z.literal('image'),
  source: z.object({ type: z.literal('base64'), media_type: z.string(), data: z.string() }),
})

/** The images that the API takes, and how large (claude-api.md §2.7). */
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']
export const LARGEST_IMAGE = 10 * 1024 * 1024

/** A result as it is edited: what is JSON of parts is JSON, any other text a text. */
export function toResultForm({ content, isError }: ToolResult): ResultForm {
  const form = { text: '', image: null, isError }
  if (typeof content === 'string') {
    const value = readJsonSource(content).node?.value
    const isJson = typeof value === 'object' && value !== null
    return { ...form, kind: isJson ? 'json' : 'text', text: content }
  }
  const image = content.length === 1 ? imageSchema.safeParse(content[0]) : null
  if (image?.success === true) {
    const { media_type: mediaType, data } = image.data.source
    return { ...form, kind: 'image', image: { mediaType, data } }
  }
  return { ...form, kind: 'blocks', text: JSON.stringify(content, null, 2) }
}

/** The result that a form says; null where it says none. */
export function fromResultForm({ kind, text, image, isError }: ResultForm): ToolResult | null {
  if (kind === 'text') return { content: text, isError }
  if (kind === 'image') {
    if (image === null) return null
    const source = { type: 'base64', media_type: image.mediaType, data: image.data }
    return { content: [{ type: 'image', source }], isError }
  }
  const { node } = readJsonSource(text)
  if (node === null) return null
  if (kind === 'json') return { content: text, isError }
  const read = toolResultSchema.safeParse({ content: node.value, isError })
  return read.success && Array.isArray(node.value) ? read.data : null
}
