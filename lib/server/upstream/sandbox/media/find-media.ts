import 'server-only'
import type { AnyBlock, ContentBlock } from '../request/blocks'
import { blocksOf } from '../request/rules-turns'
import type { Turn } from '../request/schema'

export type ImageBlock = Extract<ContentBlock, { type: 'image' }>
export type DocumentBlock = Extract<ContentBlock, { type: 'document' }>
export type UploadBlock = Extract<ContentBlock, { type: 'container_upload' }>

/** A block of a request and its path, as the API writes it: `messages.0.content.1.image`. */
export interface Placed<Block> {
  block: Block
  where: string
}

/** The blocks of all turns and those of their tool results, in order. */
export function allBlocks(turns: readonly Turn[]): Placed<AnyBlock>[] {
  return turns.flatMap((turn, at) =>
    blocksOf(turn).flatMap((block, index): Placed<AnyBlock>[] => {
      const placed = place(block, `messages.${at}.content`, index)
      if (block.type !== 'tool_result' || !Array.isArray(block.content)) return [placed]
      const inner = block.content.map((one, i) => place(one, `${placed.where}.content`, i))
      return [placed, ...inner]
    }),
  )
}

/** A block that stands for bytes. */
export type MediaBlock = ImageBlock | DocumentBlock | UploadBlock

/** The images, documents and uploads of a request, those inside documents of blocks included. */
export function findMedia(turns: readonly Turn[]): Placed<MediaBlock>[] {
  return allBlocks(turns).flatMap(({ block, where }): Placed<MediaBlock>[] => {
    if (block.type === 'image' || block.type === 'container_upload') return [{ block, where }]
    return block.type === 'document' ? [{ block, where }, ...imagesIn(block, where)] : []
  })
}

function imagesIn({ source }: DocumentBlock, where: string): Placed<ImageBlock>[] {
  if (source.type !== 'content' || typeof source.content === 'string') return []
  return source.content.flatMap((block, index) =>
    block.type === 'image' ? [place(block, `${where}.source.content.content`, index)] : [],
  )
}

function place<Block extends { type: string }>(
  block: Block,
  path: string,
  index: number,
): Placed<Block> {
  return { block, where: `${path}.${index}.${block.type}` }
}
