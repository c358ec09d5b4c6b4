import { readWatched } from '@/lib/domain/live'
import { guard } from '@/lib/server/guard'
import { readRequestToken } from '@/lib/server/session-cookie'
import { OWNER } from '@/lib/server/store/schema'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** The one live connection of a tab: see lib/domain/live.ts. */
export const GET = guard('owner', (request, { parley }) => {
  const query = new URL(request.url).searchParams
  const token = readRequestToken(request)
  const how = { token, hasFeed: query.get('feed') === '1' }
  const body = parley.runs.live.connect(OWNER, readWatched(query.get('runs') ?? ''), how)
  return new Response(body, { headers: HEADERS })
})
