import 'server-only'
import { type ImageType, imageTypeOf } from '../../../files/inspect/media/image-type'
import { isDecodable, openSmall, readHeader } from '../../../files/inspect/media/open-image'
import { type Colour, dominantColours } from './dominant-colours'

/** Of an image up to this many pixels a side all are counted, of a larger one as many as that. */
const COUNTED_SIDE = 512

/** What an image's bytes are; null where they are no image that can be read. */
export type ImageLook = null | {
  mediaType: ImageType
  width: number
  height: number
  frames: number
  /** The most frequent first; none where the image is too large to be decoded here. */
  colours: Colour[]
}

/** Reads an image's type, size and colours. A job of the worker. */
export async function readImage(bytes: Uint8Array): Promise<ImageLook> {
  const mediaType = imageTypeOf(bytes)
  if (mediaType === null) return null
  try {
    const { width, height, pages } = await readHeader(bytes)
    const colours = isDecodable(width, height) ? dominantColours(await pixelsOf(bytes)) : []
    return { mediaType, width, height, frames: pages ?? 1, colours }
  } catch {
    return null
  }
}

/** RGBA, a byte each. */
async function pixelsOf(bytes: Uint8Array): Promise<Buffer> {
  const small = await openSmall(bytes, COUNTED_SIDE)
  return small.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer()
}
