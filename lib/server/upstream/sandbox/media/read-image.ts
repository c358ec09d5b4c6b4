import 'server-only'
import type sharp from 'sharp'
import { type Colour, dominantColours } from './dominant-colours'
import type { ImageType } from './media'

/** What an image's bytes are; null where they are no image that can be read. */
export type ImageLook = null | {
  mediaType: ImageType
  width: number
  height: number
  frames: number
  /** The most frequent first; none where the image is too large to be decoded here. */
  colours: Colour[]
}

/** How the files of a type begin. No other type reaches the decoders. */
const SIGNATURES: readonly { mediaType: ImageType; at: number; text: string }[] = [
  { mediaType: 'image/jpeg', at: 0, text: '\xff\xd8\xff' },
  { mediaType: 'image/png', at: 0, text: '\x89PNG\r\n\x1a\n' },
  { mediaType: 'image/gif', at: 0, text: 'GIF8' },
  { mediaType: 'image/webp', at: 8, text: 'WEBP' },
]

/** The largest image that is decoded: the API takes 8,000 by 8,000 (claude-api.md §2.7). */
const MOST_PIXELS = 8_000 * 8_000
const THUMBNAIL = 64
const DECODE_SECONDS = 15

/** Reads an image's type, size and colours. A job of the worker. */
export async function readImage(bytes: Uint8Array): Promise<ImageLook> {
  const mediaType = typeOf(bytes)
  if (mediaType === null) return null
  const { default: open } = await import('sharp')
  try {
    // The header alone says the size, however large the image is.
    const { width, height, pages } = await open(bytes, { limitInputPixels: false }).metadata()
    const colours =
      width * height > MOST_PIXELS ? [] : dominantColours(await thumbnail(open, bytes))
    return { mediaType, width, height, frames: pages ?? 1, colours }
  } catch {
    return null
  }
}

function typeOf(bytes: Uint8Array): ImageType | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const found = SIGNATURES.find(({ at, text }) => head.startsWith(text, at))
  return found?.mediaType ?? null
}

/** The first frame, small: RGBA, a byte each. Pixels are picked, not mixed, so that colours stay true. */
function thumbnail(open: typeof sharp, bytes: Uint8Array): Promise<Buffer> {
  return open(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'truncated' })
    .timeout({ seconds: DECODE_SECONDS })
    .resize(THUMBNAIL, THUMBNAIL, { fit: 'inside', kernel: 'nearest', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer()
}
