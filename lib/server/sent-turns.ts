import 'server-only'
import { type Message, pathTo } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { LinkRequest } from '@/lib/domain/linked-request'
import { contextKey, sentTurns } from '@/lib/domain/request'
import { hasEnded, type Run } from '@/lib/domain/run'
import { ApiError } from '@/lib/wire/errors'
import type { Parley } from './parley'
import { readConversationRuns } from './store/conversation-runs'
import type { LinkedTurn } from './store/linked-requests'
import { OWNER } from './store/schema'
import { readTurns } from './store/turns'

type Asked = Pick<LinkRequest, 'conversationId' | 'headId' | 'settings' | 'account'>

/** The turns of a request as it would be sent now, with the thinking that is valid in it. Throws 404, and 409 while an answer arrives. */
export async function readSentTurns(
  { store, runs }: Parley,
  { conversationId, headId, settings, account }: Asked,
): Promise<LinkedTurn[]> {
  if (conversationId === null || headId === null) return []
  const path = pathTo(await readTurns(store.db, OWNER, conversationId), headId)
  if (path.length === 0) {
    throw new ApiError(404, `headId: there is no turn ${headId} in this conversation.`)
  }
  const known = await readConversationRuns(store.db, OWNER, conversationId)
  const now = new Map(known.map((run) => [run.id, runs.current(OWNER, run)]))
  const last = now.get(path.at(-1)?.runId ?? '')
  if (last !== undefined && !hasEnded(last.status)) {
    throw new ApiError(409, 'The answer still arrives. Wait for its end, or stop it.')
  }
  return turnsAsSent(path, now, { settings, account })
}

/** The turns of a branch as they would go with these settings, with the thinking that is valid there. */
export function turnsAsSent(
  path: readonly Message[],
  runs: ReadonlyMap<string, Run>,
  { settings, account }: Pick<Asked, 'settings' | 'account'>,
): LinkedTurn[] {
  const key = contextKey(settings, account)
  return sentTurns(path, runs, key).map(({ message: { role, mark, captured, runId }, param }) => ({
    ...{ role, content: param.content },
    ...(mark === undefined ? {} : { mark }),
    captured: {
      ...(captured ?? { isOwn: true }),
      // With the files that its thinking was made after.
      contextKey: captured?.contextKey ?? runs.get(runId ?? '')?.contextKey ?? key,
    },
  }))
}

/** Such turns as those of a new conversation, one under the other. */
export function chainTurns(turns: readonly LinkedTurn[], conversationId: string) {
  const ids = turns.map(() => newId())
  const createdAt = Date.now()
  return turns.map((turn, index): Message & Pick<LinkedTurn, 'captured'> => ({
    ...turn,
    id: ids[index] ?? newId(),
    parentId: ids[index - 1] ?? null,
    ...{ conversationId, createdAt, runId: null },
  }))
}
