import 'server-only'
import type { FileFacts } from '@/lib/domain/files/facts'
import { factsOf } from '../plain-facts'
import type { ImageType } from './image-type'
import { MOST_PIXELS_A_SIDE, openSmall, readHeader } from './open-image'

/** What is known of an image of a type that the API takes. */
export async function lookAtImage(path: string, mediaType: ImageType): Promise<FileFacts> {
  try {
    // As it is shown: a camera that was turned says so instead of turning its pixels.
    const { width, height } = (await readHeader(path)).autoOrient
    const facts = factsOf('image', mediaType, { width, height })
    if (Math.max(width, height) > MOST_PIXELS_A_SIDE) return { ...facts, flaw: 'too_many_pixels' }
    const isWhole = await openSmall(path)
      .then((small) => small.raw().toBuffer())
      .then(
        () => true,
        () => false,
      )
    return isWhole ? facts : { ...facts, flaw: 'broken' }
  } catch {
    return factsOf('image', mediaType, { flaw: 'broken' })
  }
}
