import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import type { Records } from '../../../disk/records'
import { type Handler, jsonReply } from '../exchange'
import { pageById, readLimit } from '../paging'
import { type FileRecord, fileMetadata } from './record'

/** Asks for the old shape of the list (claude-api.md §1.2). */
const OLD_SHAPE = 'files-api-2025-04-14'
const MOST_IDS = 100

/** `GET /v1/files`, newest first, in the shape that the beta header asks for. */
export const listFiles: Handler = async ({ query, betas }, { files }) => {
  const records = await files.records()
  return jsonReply(200, betas.has(OLD_SHAPE) ? oldList(records, query) : list(records, query))
}

function list(records: Records<FileRecord>, query: URLSearchParams) {
  const ids = new Set([...query.getAll('ids[]'), ...query.getAll('ids')])
  if (ids.size > 0) return { data: byIds(records, ids, query), next_page: null }
  const limit = readLimit(query)
  const page = query.get('page')
  const before = page === null ? Number.POSITIVE_INFINITY : readPage(page)
  const rest = records.all().filter(({ place }) => place < before)
  const data = rest.slice(0, limit)
  const last = data.at(-1)
  return {
    data: data.map(fileMetadata),
    next_page: last !== undefined && rest.length > limit ? writePage(last.place) : null,
  }
}

function byIds(records: Records<FileRecord>, ids: ReadonlySet<string>, query: URLSearchParams) {
  const other = ['page', 'limit'].find((field) => query.has(field))
  if (other !== undefined) throw new ApiError(400, `ids: cannot be combined with ${other}`)
  if (ids.size > MOST_IDS) {
    throw new ApiError(400, `ids: List should have at most ${MOST_IDS} items`)
  }
  return records
    .all()
    .filter(({ id }) => ids.has(id))
    .map(fileMetadata)
}

/** Files of a session cannot exist here, so a list in any scope is empty. */
function oldList(records: Records<FileRecord>, query: URLSearchParams) {
  const all = query.has('scope_id') ? [] : records.all()
  const { data, ...page } = pageById(all, query, (id) => records.span(id))
  return { data: data.map(fileMetadata), ...page }
}

/** A cursor says which file came last; it means nothing to a client (claude-api.md §8). */
function writePage(place: number): string {
  return `page_${Buffer.from(String(place)).toString('base64url')}`
}

function readPage(page: string): number {
  const text = Buffer.from(page.slice('page_'.length), 'base64url').toString()
  if (!page.startsWith('page_') || !/^\d{1,15}$/.test(text)) {
    throw new ApiError(400, 'page: Input should be the next_page of an earlier page')
  }
  return Number(text)
}
