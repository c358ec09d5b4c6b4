import type { Block } from '../types'
import { type Read, readList, readObject, readText, refuse } from './fields'

/** What one type of content part becomes; null for what is left out silently (claude-api.md §11). */
type ReadPart = (part: Record<string, unknown>, path: string) => Block | null
type Parts = ReadonlyMap<unknown, ReadPart>

const text: ReadPart = (part, path) => toText(readText(part.text, `${path}.text`))
const image: ReadPart = (part, path) => {
  const { url } = readObject(part.image_url, `${path}.image_url`)
  return { type: 'image', source: readSource(url, `${path}.image_url.url`) }
}
const drop: ReadPart = () => null

/** The types of part that a role may hold. */
export const SYSTEM_PARTS: Parts = new Map([['text', text]])
export const ASSISTANT_PARTS: Parts = new Map([
  ['text', text],
  ['refusal', drop],
])
export const USER_PARTS: Parts = new Map([
  ['text', text],
  ['image_url', image],
  ['input_audio', drop],
  ['file', drop],
])

/**
 * The content of a message: its text, or its blocks. Empty where nothing is left of it: the
 * Messages API refuses blank text, OpenAI's does not.
 */
export function readContent(value: unknown, path: string, parts: Parts): string | Block[] {
  if (typeof value === 'string') return value.trim() === '' ? '' : value
  if (value !== undefined && !Array.isArray(value)) refuse(path, 'Input should be text or a list')
  return readList(value, path, partReader(parts)).filter((block) => block !== null)
}

/** As blocks, for a turn that holds other blocks beside it. */
export function toBlocks(content: string | Block[]): Block[] {
  return typeof content === 'string' ? [toText(content)].filter((block) => block !== null) : content
}

function partReader(parts: Parts): Read<Block | null> {
  return (value, path) => {
    const part = readObject(value, path)
    const read = parts.get(part.type)
    const types = [...parts.keys()].join(', ')
    return read === undefined
      ? refuse(`${path}.type`, `Input should be one of: ${types}`)
      : read(part, path)
  }
}

function toText(value: string): Block | null {
  return value.trim() === '' ? null : { type: 'text', text: value }
}

/** `data:image/png;base64,…` by its parts (megabytes: no pattern runs over it), or a web address. */
function readSource(value: unknown, path: string): Record<string, string> {
  const url = readText(value, path)
  if (/^https?:/i.test(url)) return { type: 'url', url }
  const comma = url.indexOf(',')
  const [mediaType = '', ...attributes] = url.slice('data:'.length, comma).split(';')
  const isBase64 = attributes.at(-1)?.trim().toLowerCase() === 'base64'
  if (!/^data:/i.test(url) || comma === -1 || !isBase64) {
    refuse(path, 'Input should be an http or https address, or a data URL in base64')
  }
  const data = url.slice(comma + 1)
  return { type: 'base64', media_type: mediaType.trim().toLowerCase(), data }
}
