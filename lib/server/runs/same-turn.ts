import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import type { StartedRun, StartRun } from '@/lib/domain/conversation'
import { buildBody, contextKey, lessFiles } from '@/lib/domain/request'
import { turnsOf } from '@/lib/domain/turn'
import { isRecord } from '@/lib/wire/json'

/** True when a run that is stored is what this start asks for, so that joining it drops nothing. */
export function isSameTurn(
  start: StartRun,
  { run, messages }: StartedRun,
  requestBody: string | null,
): boolean {
  const { settings } = start
  const asked = turnsOf(start, 0)
  const sent: unknown = JSON.parse(requestBody ?? 'null')
  const stored = messages.map((message) => ({ ...message, createdAt: 0 }))
  return (
    asked.every((turn) => stored.some((one) => isDeepStrictEqual(one, turn))) &&
    run.apiVersion === settings.apiVersion &&
    // Upstream, account, model and system prompt.
    lessFiles(run.contextKey) === contextKey(settings, start.account) &&
    isRecord(sent) &&
    isDeepStrictEqual(lessTurns(sent), lessTurns(buildBody([], new Map(), settings, start)))
  )
}

/** All that a body asks for but the turns, which are compared where they are stored. */
function lessTurns(body: Record<string, unknown>): Record<string, unknown> {
  const { messages: _messages, ...rest } = body
  return rest
}
