import 'server-only'
import type { KeyOutcome, KeyTest } from '@/lib/domain/upstream-keys'
import { isApiError, parseErrorBody } from '@/lib/wire/errors'
import { parseRecord } from '@/lib/wire/json'
import { redact } from '../log'
import type { Secret } from '../secret'
import { type Answer, ask } from '../upstream/ask'
import { header, WORKSPACE_HEADER } from '../upstream/headers'
import type { Upstream } from '../upstream/sink'

const TIME_LIMIT = 20_000
const LONGEST_MESSAGE = 300

/** What a status says of the key; every other one is a failure of another kind. */
const OUTCOMES: Readonly<Record<number, KeyOutcome>> = {
  401: 'refused',
  403: 'forbidden',
  404: 'unlisted',
  405: 'unlisted',
  429: 'busy',
  501: 'unlisted',
  529: 'busy',
}

/**
 * Asks an upstream for the first of its models, which costs nothing, and says what came of it.
 * Throws only when the caller leaves.
 */
export async function testKey(
  upstream: Upstream,
  secret: Secret | null,
  caller: AbortSignal,
): Promise<KeyTest> {
  const began = performance.now()
  const limit = AbortSignal.timeout(TIME_LIMIT)
  const finish = (found: Omit<KeyTest, 'at' | 'ms'>): KeyTest => ({
    at: Date.now(),
    ms: Math.round(performance.now() - began),
    ...found,
  })
  try {
    const signal = AbortSignal.any([caller, limit])
    const answer = await ask(upstream, '/v1/models?limit=1', HEADERS, signal)
    return finish(judge(answer, secret))
  } catch (error) {
    if (caller.aborted || !isApiError(error)) throw error
    const message = limit.aborted
      ? `No answer within ${TIME_LIMIT / 1000} s.`
      : error.message.replace(/^Parley: /, '')
    return finish({ ...NOBODY, outcome: 'unreachable', status: null, message })
  }
}

const HEADERS: Answer['headers'] = [
  ['anthropic-version', '2023-06-01'],
  ['accept-encoding', 'identity'],
]
const NOBODY = { organizationId: null, workspaceId: null }

function judge({ status, headers, body }: Answer, secret: Secret | null) {
  const text = body.toString('utf8')
  const who = {
    organizationId: header(headers, 'anthropic-organization-id'),
    workspaceId: header(headers, WORKSPACE_HEADER),
  }
  if (status >= 200 && status < 300) {
    // A login page of some network on the way answers 200 too.
    return Array.isArray(parseRecord(text)?.data)
      ? { ...who, outcome: 'works' as const, status, message: null }
      : {
          ...NOBODY,
          outcome: 'failed' as const,
          status,
          message: 'The answer is no list of models.',
        }
  }
  const said = parseErrorBody(status, text).error.message
  const message = redact(said, secret === null ? [] : [secret.reveal()]).slice(0, LONGEST_MESSAGE)
  return { ...who, outcome: OUTCOMES[status] ?? ('failed' as const), status, message }
}
