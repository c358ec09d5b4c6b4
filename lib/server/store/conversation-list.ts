import 'server-only'
import { sql } from 'kysely'
import type { ConversationSummary } from '@/lib/domain/conversation'
import type { ListQuery } from '@/lib/domain/conversation-list'
import { searchWords } from '@/lib/domain/search-text'
import { SUMMARY_COLUMNS, toSummary } from './conversations'
import { like } from './like'
import type { Db } from './schema'

interface Page {
  conversations: ConversationSummary[]
  nextCursor: string | null
}

/**
 * A page of the owner's conversations. The list has all pinned ones before its first page; a search
 * knows no pins, and `ids` no pages. The cursor is a place in the order, so a page stays right
 * whatever moves above it.
 */
export async function listConversations(db: Db, owner: string, query: ListQuery): Promise<Page> {
  const { ids, cursor, limit } = query
  if (ids !== undefined) {
    const rows = await select(db, owner)
      .where((is) => is.or([is('id', 'in', ids), is('id', 'in', comparisonsWith(db, owner, ids))]))
      .execute()
    return { conversations: rows.map(toSummary), nextCursor: null }
  }
  const words = searchWords(query.q)
  const isSearch = words.length > 0
  const pinned = isSearch || cursor !== undefined ? [] : await selectPinned(db, owner)
  let rest = select(db, owner).orderBy('updated_at', 'desc').orderBy('id', 'desc')
  if (!isSearch) rest = rest.where('pinned_at', 'is', null)
  for (const word of words) rest = rest.where(sql<boolean>`title_key LIKE ${like(word)} ESCAPE '!'`)
  if (cursor !== undefined) {
    const [time, id = ''] = cursor.split('.')
    const at = Number(time)
    rest = rest
      .where('updated_at', '<=', at)
      .where((is) => is.or([is('updated_at', '<', at), is('id', '<', id)]))
  }
  const rows = await rest.limit(limit + 1).execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    conversations: [...pinned, ...page].map(toSummary),
    nextCursor: rows.length > limit && last !== undefined ? `${last.updated_at}.${last.id}` : null,
  }
}

/** A column stands in no list; what is asked of it is told of its comparison. */
function comparisonsWith(db: Db, owner: string, ids: readonly string[]) {
  return db
    .selectFrom('conversations')
    .select('comparison_id')
    .where('owner_id', '=', owner)
    .where('id', 'in', ids)
    .where('comparison_id', 'is not', null)
}

function select(db: Db, owner: string) {
  return db
    .selectFrom('conversations')
    .select(SUMMARY_COLUMNS)
    .where('owner_id', '=', owner)
    .where('deleted_at', 'is', null)
    .where('comparison_id', 'is', null)
}

function selectPinned(db: Db, owner: string) {
  return select(db, owner)
    .where('pinned_at', 'is not', null)
    .orderBy('pinned_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}
