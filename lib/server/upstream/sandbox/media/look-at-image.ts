import 'server-only'
import type { ModelRow } from '@/lib/domain/models-row'
import { ApiError } from '@/lib/wire/errors'
import type { SandboxState } from '../state'
import type { ImageBlock, Placed } from './find-media'
import { imageTokens, largestFit, type Size } from './image-size'
import { unlessTooMuch } from './looker'
import type { BlockMedia } from './media'
import { base64Bytes, fileBytes, type SourceBytes } from './source-bytes'

/** Of an image in base64 (claude-api.md §2.7). */
const MOST_BASE64 = 10 * 1024 ** 2
/** An estimate: how large an image by URL is cannot be known here. */
const REMOTE_IMAGE_TOKENS = 1_500

const MOST_PIXELS = 8_000
/** A request with more images than this takes smaller ones only. */
const MANY_IMAGES = 20
const MOST_PIXELS_OF_MANY = 2_000

/** Looks into an image of a request that has `count` of them; throws the 400 or 404. */
export async function lookAtImage(
  { block, where }: Placed<ImageBlock>,
  count: number,
  model: ModelRow,
  state: SandboxState,
): Promise<BlockMedia> {
  const { source } = block
  if (source.type === 'url') {
    return { kind: 'unread', tokens: REMOTE_IMAGE_TOKENS, name: source.url }
  }
  const given =
    source.type === 'base64'
      ? base64Bytes(source, where)
      : await fileBytes(source, { block, where }, state)
  checkBytes(given)
  const look = await unlessTooMuch(
    state.looker.image(given.bytes),
    `${given.where}: Could not process image`,
  )
  if (look === null) throw new ApiError(400, `${given.where}: Could not process image`)
  if (look.mediaType !== given.mediaType) {
    throw new ApiError(
      400,
      `${given.where}: Image does not match the provided media type ${given.mediaType}`,
    )
  }
  checkPixels(look, count, given.where)
  if (block.transformations?.oversized_image === 'error') checkFit(look, model, given.where)
  return { kind: 'image', tokens: imageTokens(look, model), facts: look }
}

function checkBytes({ bytes, where }: SourceBytes): void {
  const size = Math.ceil(bytes.byteLength / 3) * 4
  if (size === 0) throw new ApiError(400, `${where}: image cannot be empty`)
  if (size <= MOST_BASE64) return
  throw new ApiError(
    400,
    `${where}: image exceeds 10 MB maximum: ${size} bytes > ${MOST_BASE64} bytes`,
  )
}

function checkPixels({ width, height }: Size, count: number, where: string): void {
  const most = count > MANY_IMAGES ? MOST_PIXELS_OF_MANY : MOST_PIXELS
  if (Math.max(width, height) <= most) return
  const kind = count > MANY_IMAGES ? ' for many-image requests' : ''
  throw new ApiError(
    400,
    `${where}: At least one of the image dimensions exceed max allowed size${kind}: ${most} pixels`,
  )
}

/** Some would rather have an error than an image scaled down unseen (`transformations`, SDK 1.10). */
function checkFit(size: Size, model: ModelRow, where: string): void {
  const fit = largestFit(size, model)
  if (fit.width === size.width && fit.height === size.height) return
  throw new ApiError(
    400,
    `${where}: image dimensions ${size.width}x${size.height} exceed the maximum image size of ${model.id}; the largest dimensions that fit are ${fit.width}x${fit.height}`,
  )
}
