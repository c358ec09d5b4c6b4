import 'server-only'
import { estimateFileTokens, MOST_IMAGE_TOKENS } from '@/lib/domain/files/estimate'
import { localSourceOf } from '@/lib/domain/files/source'
import type { Block, MessagesBody } from '@/lib/wire/types'
import { getFile } from '../store/files'
import { type Db, OWNER } from '../store/schema'

/** About how many tokens the files of a request take; null where of one of them nothing tells. */
export async function fileTokens(
  db: Db,
  { messages }: Pick<MessagesBody, 'messages'>,
): Promise<number | null> {
  const blocks = messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content))
  const counts = await Promise.all(blocks.map((block) => tokensOf(db, block)))
  return counts.reduce<number | null>(
    (sum, count) => (sum === null || count === null ? null : sum + count),
    0,
  )
}

async function tokensOf(db: Db, block: Block): Promise<number | null> {
  const local = localSourceOf(block)
  if (local !== null) {
    const { facts } = await getFile(db, OWNER, local.fileId)
    return facts === null ? null : estimateFileTokens(facts, local.way)
  }
  if (block.type === 'image') return MOST_IMAGE_TOKENS
  return block.type === 'document' ? null : 0
}
