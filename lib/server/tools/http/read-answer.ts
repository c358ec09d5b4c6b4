import 'server-only'
import type { Response } from 'undici'
import type { ToolResult } from '@/lib/domain/tools/answer'
import { readBounded } from '../../outbound/read-bounded'

const MOST_BYTES = 1_000_000
/** What an image block may hold (claude-api.md §2.7). */
const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const TEXT = /^text\/|[/+](?:json|xml|yaml|javascript|x-www-form-urlencoded|x-ndjson)$/

/** What came, as a result: text as it is, an image as one; a status from 400 on is an error. */
export async function readAnswer(answer: Response): Promise<ToolResult> {
  const bytes = await readBounded(answer, MOST_BYTES)
  const contentType = answer.headers.get('content-type') ?? ''
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const isError = answer.status >= 400
  const status = `HTTP ${answer.status} ${answer.statusText}`.trim()
  if (!isError && IMAGES.has(type)) {
    const source = { type: 'base64', media_type: type, data: bytes.toString('base64') }
    return { content: [{ type: 'image', source }], isError }
  }
  const text = decode(bytes, type, /charset="?([\w-]+)/i.exec(contentType)?.[1])
  if (isError) return { content: `${status}\n${text ?? ''}`.trim(), isError }
  if (text !== null) return { content: text, isError }
  const what = `${bytes.length} bytes of ${type === '' ? 'an unknown type' : type}`
  return { content: `${status} with ${what}, which are no text.`, isError: true }
}

/** Null for what is no text. Of what says no type of text, only clean UTF-8 is. */
function decode(bytes: Buffer, type: string, charset = 'utf-8'): string | null {
  try {
    return new TextDecoder(charset, { fatal: !TEXT.test(type) }).decode(bytes)
  } catch {
    return TEXT.test(type) ? bytes.toString() : null
  }
}
