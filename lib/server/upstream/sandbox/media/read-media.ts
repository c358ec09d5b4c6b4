import 'server-only'
import type { ModelRow } from '@/lib/domain/models-row'
import { ApiError } from '@/lib/wire/errors'
import { untilAborted } from '../../abort'
import type { Asked } from '../request/rule'
import type { SandboxState } from '../state'
import { countTokens } from '../tokens'
import { findMedia, type MediaBlock, type Placed } from './find-media'
import { lookAtDocument, type PageBudget } from './look-at-document'
import { lookAtImage } from './look-at-image'
import type { BlockMedia, Media } from './media'
import { uploadName } from './source-bytes'

/** What one request may hold, by the size of the model's context (claude-api.md §2.7). */
function limitsOf({ context }: ModelRow): { images: number; pages: number } {
  const isSmall = context !== null && context < 1_000_000
  return isSmall ? { images: 100, pages: 100 } : { images: 600, pages: 600 }
}

/** What the blocks of one request share. */
interface Reading {
  imageCount: number
  pages: PageBudget
  model: ModelRow
  state: SandboxState
}

/**
 * Looks into every image, PDF and file of a request: type, size and pixels are checked, texts read.
 * Throws the 400 or 404 in the API's words. One after the other, so that a request with many does not
 * crowd out those of others, and its first fault is the one it hears of. Without `hasFiles` the files
 * that it names are another upstream's, and stay unread.
 */
export async function readMedia(
  { body, model }: Asked,
  state: SandboxState,
  signal: AbortSignal,
  { hasFiles = true }: { hasFiles?: boolean } = {},
): Promise<Media> {
  const found = findMedia(body.messages)
  const imageCount = found.filter(({ block }) => block.type === 'image').length
  const limits = limitsOf(model)
  if (imageCount > limits.images) {
    throw new ApiError(400, `messages: too many images: ${imageCount} > ${limits.images} maximum`)
  }
  const pages = { left: limits.pages, most: limits.pages }
  const media = new Map<object, BlockMedia>()
  for (const placed of found) {
    if (!hasFiles && isFile(placed.block)) continue
    const known = await untilAborted(lookAt(placed, { imageCount, pages, model, state }), signal)
    if (known !== null) media.set(placed.block, known)
  }
  return media
}

function isFile(block: MediaBlock): boolean {
  return block.type === 'container_upload' || block.source.type === 'file'
}

async function lookAt(
  { block, where }: Placed<MediaBlock>,
  { imageCount, pages, model, state }: Reading,
): Promise<BlockMedia | null> {
  switch (block.type) {
    case 'image':
      return lookAtImage({ block, where }, imageCount, model, state)
    case 'document':
      return lookAtDocument({ block, where }, pages, state)
    default: {
      const name = await uploadName(block, state)
      return { kind: 'unread', tokens: countTokens(name), name }
    }
  }
}
