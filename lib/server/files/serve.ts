import 'server-only'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { readableName } from '@/lib/domain/files/file'
import { ApiError } from '@/lib/wire/errors'
import type { StoredFile } from '../store/files'
import type { FileLibrary } from './library'

/**
 * The bytes of a file, or a range of them (RFC 9110 §14), as data: whatever they are, a browser neither
 * runs nor shows them by itself; `name` of the query is what it is to call them. Throws 404, 410, 416.
 */
export async function serveFile(
  request: Request,
  library: FileLibrary,
  id: string,
): Promise<Response> {
  const file = await library.get(id)
  const path = library.pathOf(file)
  const range = readRange(request.headers.get('range'), file.sizeBytes)
  const { start, end } = range ?? { start: 0, end: file.sizeBytes - 1 }
  const query = new URL(request.url).searchParams
  const headers = {
    'content-type': imageTypeOf(query, file) ?? 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeName(readableName(query.get('name') ?? file.name))}`,
    'accept-ranges': 'bytes',
    etag: `"${file.sha256}"`,
    'content-length': String(end - start + 1),
    ...(range === null ? {} : { 'content-range': `bytes ${start}-${end}/${file.sizeBytes}` }),
  }
  const status = range === null ? 200 : 206
  // Next answers HEAD by what GET opens, and never reads it.
  const hasBody = file.sizeBytes > 0 && request.method !== 'HEAD'
  if (!hasBody) return new Response(null, { status, headers })
  // Opened before anything is said of it.
  const stream = createReadStream(path, {
    fd: await open(path),
    start,
    end,
    signal: request.signal,
  })
  // The reader is gone: nobody hears of it.
  stream.on('error', () => {})
  // Node's stream as the web's; their types differ in a detail that no reader meets.
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers })
}

/** An image that a page shows comes as what it is: the types that the API takes hold no script. */
function imageTypeOf(query: URLSearchParams, { facts }: StoredFile): string | null {
  const isAsked = query.get('as') === 'image'
  return isAsked && facts?.kind === 'image' ? facts.mediaType : null
}

/** One range of bytes; several at once, or none that can be read, are the whole. Throws 416. */
function readRange(text: string | null, size: number): { start: number; end: number } | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text ?? '')
  if (match === null) return null
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (start > end || start >= size) {
    throw new ApiError(416, `The range ${text} lies outside of ${size} bytes.`, {
      headers: { 'content-range': `bytes */${size}` },
    })
  }
  return { start, end }
}

/** A name for `filename*` (RFC 8187). */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
