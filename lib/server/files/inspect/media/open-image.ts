import 'server-only'
import type { Sharp } from 'sharp'

/** The largest image that is decoded: the API takes 8,000 by 8,000 (claude-api.md §2.7). */
export const MOST_PIXELS_A_SIDE = 8_000
const MOST_PIXELS = MOST_PIXELS_A_SIDE ** 2
const THUMBNAIL = 64
const DECODE_SECONDS = 15

/** What an image's header says, however large the image is. */
export async function readHeader(image: string | Uint8Array) {
  const { default: open } = await import('sharp')
  return open(image, { limitInputPixels: false }).metadata()
}

/** The first frame, at most so many pixels a side. Pixels are picked, not mixed, so that colours stay true. Fails for a damaged one. */
export async function openSmall(image: string | Uint8Array, side = THUMBNAIL): Promise<Sharp> {
  const { default: open } = await import('sharp')
  return open(image, { limitInputPixels: MOST_PIXELS, failOn: 'truncated' })
    .timeout({ seconds: DECODE_SECONDS })
    .resize(side, side, { fit: 'inside', kernel: 'nearest', withoutEnlargement: true })
}

/** True for one that is decoded here. */
export const isDecodable = (width: number, height: number) => width * height <= MOST_PIXELS
