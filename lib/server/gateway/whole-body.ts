import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { unpack } from '../runs/unpack'
import type { HeaderList } from '../upstream/sink'
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

/** The text of a body, decoded. Throws 400 for one that cannot be read, and 413. */
export async function readBodyText(bytes: Buffer, { headers }: Asked): Promise<string> {
  const encoding = encodingIn(headers)
  const plain = await unpack(bytes, encoding, MOST).catch(() => null)
  if (plain === null) {
    throw new ApiError(
      400,
      `The request cannot be read as its content-encoding says (${encoding}); use gzip or br, or none.`,
    )
  }
  if (plain !== 'too_large') return new TextDecoder().decode(plain)
  throw new ApiError(413, `The request has more than ${MOST} bytes when decoded.`)
}

/** Of all its fields: an upstream may go by another than the first. */
function encodingIn(headers: HeaderList): string {
  const named = headers.filter(([name]) => name === 'content-encoding').map(([, value]) => value)
  return named.length === 0 ? 'identity' : named.join(', ')
}

/** A body that has been read, to be sent. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes
}
