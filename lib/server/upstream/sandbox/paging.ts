import 'server-only'
import { ApiError } from '@/lib/wire/errors'

/** How many items come before the one that a cursor names, and how many up to its end. */
type Place = readonly [start: number, end: number]

/** A page of a list by `limit` and `after_id` or `before_id` (claude-api.md §7); throws the 400. */
export function pageById<Item extends { id: string }>(
  all: readonly Item[],
  query: URLSearchParams,
  findPlace: (id: string) => Place | null = (id) => placeIn(all, id),
) {
  const limit = readLimit(query)
  const [after, before] = [query.get('after_id'), query.get('before_id')]
  if (after !== null && before !== null) {
    throw new ApiError(400, 'after_id: cannot be combined with before_id')
  }
  const place = (field: string, id: string): Place => {
    const found = findPlace(id)
    if (found === null) throw new ApiError(400, `${field}: nothing in this list has the id ${id}`)
    return found
  }
  const end = before === null ? all.length : place('before_id', before)[0]
  const start = after === null ? 0 : place('after_id', after)[1]
  const data =
    before === null ? all.slice(start, start + limit) : all.slice(Math.max(0, end - limit), end)
  return {
    data,
    has_more: before === null ? start + limit < all.length : end > limit,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  }
}

function placeIn(all: readonly { id: string }[], id: string): Place | null {
  const index = all.findIndex((item) => item.id === id)
  return index < 0 ? null : [index, index + 1]
}

/** `limit`: 1 to 1000, by default 20. */
export function readLimit(query: URLSearchParams): number {
  const text = query.get('limit') ?? '20'
  const limit = Number(text)
  if (!/^\d{1,6}$/.test(text) || limit < 1 || limit > 1000) {
    throw new ApiError(400, 'limit: Input should be an integer from 1 to 1000')
  }
  return limit
}
