import 'server-only'
import { type Beginning, formatByBeginning } from '../beginnings'

/** The types of images that the API takes (claude-api.md §2.7). */
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const
export type ImageType = (typeof IMAGE_TYPES)[number]

/** No other type reaches the decoders. */
const BEGINNINGS: readonly Beginning<ImageType>[] = [
  ['image/jpeg', [0, '\xff\xd8\xff']],
  ['image/png', [0, '\x89PNG\r\n\x1a\n']],
  ['image/gif', [0, 'GIF87a']],
  ['image/gif', [0, 'GIF89a']],
  ['image/webp', [0, 'RIFF'], [8, 'WEBP']],
]

/** By its first bytes; null for what is no image that the API takes. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  return formatByBeginning(BEGINNINGS, Buffer.from(bytes.subarray(0, 16)).toString('latin1'))
}
