import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { createDecoder, KNOWN_ENCODINGS } from '../runs/decode'
import { header } from '../upstream/headers'
import type { Asked } from './asked'

/** More is never held of one request, bytes. */
const MOST = 32 * 1024 * 1024

/** Collects a request's body for what has to see all of it first. Throws 413. */
export async function readWhole({ body }: Asked): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.length
    if (size > MOST) {
      throw new ApiError(
        413,
        `This request has to be read whole, because its key limits models or because it asks for retry, fallback or cache: it may have at most ${MOST} bytes.`,
      )
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The text of a body, decoded. Throws 400 for an encoding that cannot be read. */
export async function readBodyText(bytes: Buffer, { headers }: Asked): Promise<string> {
  const encoding = header(headers, 'content-encoding')?.toLowerCase() ?? 'identity'
  if (encoding === 'identity') return bytes.toString('utf8')
  if (!KNOWN_ENCODINGS.has(encoding)) {
    throw new ApiError(400, `content-encoding: ${encoding} cannot be read here; use gzip or br.`)
  }
  const parts: Uint8Array[] = []
  let size = 0
  const decoder = createDecoder(encoding, (part) => {
    size += part.length
    if (size <= MOST) parts.push(part)
  })
  decoder.write(bytes)
  await new Promise<void>((resolve) => decoder.end(resolve))
  if (size > MOST) throw new ApiError(413, `The request has more than ${MOST} bytes when decoded.`)
  return Buffer.concat(parts).toString('utf8')
}

/** A body that has been read, to be sent. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes
}
