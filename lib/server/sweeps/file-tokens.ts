import 'server-only'
import { estimateFileTokens, MOST_IMAGE_TOKENS } from '@/lib/domain/files/estimate'
import type { FileFacts } from '@/lib/domain/files/facts'
import { localSourceOf } from '@/lib/domain/files/source'
import { sumKnown } from '@/lib/domain/sum-known'
import type { Block, MessagesBody } from '@/lib/wire/types'
import { getFile } from '../store/files'
import { type Db, OWNER } from '../store/schema'

/** About how many tokens the files of a request take; null where of one of them nothing tells. */
export type FileTokens = (body: Pick<MessagesBody, 'messages'>) => Promise<number | null>

/** Counts for many requests with the same files: each file is looked up once. */
export function createFileTokens(db: Db): FileTokens {
  const known = new Map<string, Promise<FileFacts | null>>()
  const factsOf = (id: string) => {
    const facts = known.get(id) ?? getFile(db, OWNER, id).then((file) => file.facts)
    known.set(id, facts)
    return facts
  }
  const tokensOf = async (block: Block) => {
    const local = localSourceOf(block)
    if (local !== null) {
      const facts = await factsOf(local.fileId)
      return facts === null ? null : estimateFileTokens(facts, local.way)
    }
    if (block.type === 'image') return MOST_IMAGE_TOKENS
    return block.type === 'document' ? null : 0
  }
  return async ({ messages }) => {
    const blocks = messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content))
    return sumKnown(await Promise.all(blocks.map(tokensOf)))
  }
}
