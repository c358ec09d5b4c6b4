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
  const watched = readWatched(new URL(request.url).searchParams.get('runs') ?? '')
  const body = parley.runs.live.connect(OWNER, watched, readRequestToken(request))
  return new Response(body, { headers: HEADERS })
})
