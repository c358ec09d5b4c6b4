import 'server-only'
import type { Message, StartRun } from '@/lib/domain/conversation'
import { pathTo } from '@/lib/domain/conversation'
import { type FilesOnWire, fileIdsIn, idsOnWire, putFiles } from '@/lib/domain/files/source'
import { newRun } from '@/lib/domain/new-run'
import { buildBody, contextKey, withFileIds } from '@/lib/domain/request'
import { requestPath } from '@/lib/domain/request-headers'
import { hasEnded, type Run } from '@/lib/domain/run'
import { titleOf, turnsOf } from '@/lib/domain/turn'
import { ApiError } from '@/lib/wire/errors'
import type { MessageParam, MessagesBody } from '@/lib/wire/types'
import { readConversationRuns } from '../store/conversation-runs'
import { checkTakesTurns, findConversation } from '../store/conversations'
import type { Db, Tx } from '../store/schema'
import { readTurns } from '../store/turns'
import type { Upstream } from '../upstream/sink'

/** What a start commits: the turns, the run, and the body that will be sent. */
export interface NewTurn {
  messages: Message[]
  run: Run
  body: MessagesBody
  title: string
  /** Which answer to its question this is, from 0; one that goes on from its beginning counts as that. */
  attempt: number
}

interface Known {
  current: (run: Run) => Run
  filesFor: (turns: readonly MessageParam[]) => Promise<FilesOnWire>
}

/**
 * Works out a new turn from what is stored, what was asked, how the runs are now (`current`: an answer may
 * have ended and not be stored yet), and what its files are on the wire (`filesFor`). Throws 404, 400, and 409 where the answer before the turn
 * still arrives: a request without its end would not be what the thread shows.
 */
export async function planTurn(
  db: Db | Tx,
  owner: string,
  input: StartRun,
  upstream: Upstream,
  { current, filesFor }: Known,
): Promise<NewTurn> {
  const conversation = await findConversation(db, owner, input.conversationId)
  if (conversation !== undefined) checkTakesTurns(conversation)
  const { messages: known, runs } = await readTree(db, owner, input.conversationId, current)
  const path = pathTo(known, input.parentId)
  if (input.parentId !== null && path.length === 0) {
    throw new ApiError(404, `parentId: there is no turn ${input.parentId} in this conversation.`)
  }
  if (input.userMessage === null && path.length === 0) {
    throw new ApiError(400, 'userMessage: Field required, because there is no turn to answer yet')
  }
  const before = runs.get(path.at(-1)?.runId ?? '')
  if (before !== undefined && !hasEnded(before.status)) {
    throw new ApiError(
      409,
      'The answer before this turn still arrives. Wait for its end, or stop it.',
    )
  }
  const now = Date.now()
  const turns = turnsOf(input, now)
  const asking = [...path, ...turns.slice(0, -1)]
  // Which files there are, whatever of the thinking goes along: that depends on their ids.
  const { messages: naming } = buildBody(asking, runs, input.settings, input)
  const files = await filesFor(naming)
  const fileIdOf = idsOnWire(files)
  const body = buildBody(asking, runs, input.settings, { ...input, fileIdOf })
  return {
    messages: turns,
    run: chatRun(input, upstream, now, fileIdsIn(naming, fileIdOf)),
    body: { ...body, messages: putFiles(body.messages, files) },
    title: titleOf(input),
    attempt: attemptOf(known, input),
  }
}

function attemptOf(known: readonly Message[], { userMessage, parentId }: StartRun): number {
  if (userMessage !== null) return 0
  const answersTo = (question: string | null) =>
    known.filter((turn) => turn.parentId === question && turn.role === 'assistant')
  const begun = known.find(({ id, role }) => id === parentId && role === 'assistant')
  return begun === undefined
    ? answersTo(parentId).length
    : answersTo(begun.parentId).findIndex(({ id }) => id === begun.id)
}

async function readTree(
  db: Db | Tx,
  owner: string,
  conversationId: string,
  current: (run: Run) => Run,
) {
  const messages = await readTurns(db, owner, conversationId)
  const runs = await readConversationRuns(db, owner, conversationId)
  return { messages, runs: new Map(runs.map((run) => [run.id, current(run)])) }
}

function chatRun(
  input: StartRun,
  upstream: Upstream,
  createdAt: number,
  fileIds: readonly string[],
): Run {
  return newRun({
    id: input.id,
    source: 'chat',
    conversationId: input.conversationId,
    messageId: input.assistantMessageId,
    upstream: upstream.name,
    isSandbox: upstream.isSandbox,
    upstreamKeyId: upstream.keyId,
    model: input.settings.model,
    apiVersion: input.settings.apiVersion,
    path: requestPath(input.settings),
    contextKey: withFileIds(contextKey(input.settings, input.account), fileIds),
    settings: input.settings,
    createdAt,
  })
}
