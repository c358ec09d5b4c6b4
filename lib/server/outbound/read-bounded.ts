import 'server-only'
import type { Response } from 'undici'
import { OutboundError } from './outbound-error'

/** The body of an answer, unpacked; throws once it has more bytes than that, however small it came. */
export async function readBounded(answer: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.byteLength
    if (size > most) throw new OutboundError(`The answer has more than ${most / 1_000_000} MB.`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
