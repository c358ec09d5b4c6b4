import 'server-only'
import { API_VERSIONS, type ApiVersion } from '@/lib/domain/chat-settings'
import type { SandboxSettings } from '@/lib/domain/sandbox-settings'
import { ApiError, errorBody, isApiError } from '@/lib/wire/errors'
import { throwIfAborted, untilAborted } from '../abort'
import { header, WORKSPACE_HEADER } from '../headers'
import { type HeaderList, type Transport, type UpstreamCall, UpstreamError } from '../sink'
import { readJsonBody } from './body'
import { jsonReply, type Reply } from './exchange'
import { strikeBefore } from './faults/before'
import { readStanding, type Standing } from './faults/standing'
import { answerInBatch, createMessage } from './messages'
import { type Asker, type Judgement, judgeRequest } from './request/judge'
import { findRoute } from './routes'
import { createState, type SandboxOptions, type SandboxState } from './state'
import { newWireId } from './wire-id'

const WORKSPACE_ID = 'wrkspc_01SandboxSandboxSandbox'
const ORGANIZATION_ID = '5a4db0c5-0000-4000-8000-000000000000'

/** An upstream inside the process: it speaks the Messages protocol without a model behind it. */
export interface Sandbox {
  transport: Transport
  /** Takes effect with the next call. */
  configure(settings: SandboxSettings): void
  /** Says what an answer would say against a request, without answering it. */
  judge(json: unknown, asker: Asker): Promise<Judgement>
  close(): Promise<void>
}

/**
 * A sandbox, which begins at once and goes on with the batches that a former one left in its
 * directory. It makes nothing and holds nothing open until it is called.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const state = createState(options)
  state.batches.start((params, asker) => answerInBatch(params, asker, state))
  return {
    configure: (settings) => {
      state.settings = settings
      state.chances.reset()
    },
    judge: (json, asker) => judgeRequest(json, asker, state),
    close: async () => {
      // A row may wait for the worker, which therefore ends at once.
      await Promise.all([state.batches.close(), state.worker.close()])
    },
    async transport(call, sink) {
      try {
        const requestId = newWireId('req')
        const reply = await answer(state, call, requestId)
        throwIfAborted(call.signal)
        sink.head(reply.status, [...standingHeaders(requestId, reply.status), ...reply.headers])
        for await (const chunk of reply.chunks) {
          throwIfAborted(call.signal)
          const wait = sink.write(chunk)
          if (wait !== undefined) await untilAborted(wait, call.signal)
        }
      } catch (error) {
        return sink.fail(toFault(error))
      }
      sink.end()
    },
  }
}

function standingHeaders(requestId: string, status: number): HeaderList {
  return [
    ['request-id', requestId],
    ['anthropic-organization-id', ORGANIZATION_ID],
    // Who is not known belongs to none (claude-api.md §1.3).
    ...(status === 401 ? [] : [[WORKSPACE_HEADER, WORKSPACE_ID] as [string, string]]),
  ]
}

/** The one place that turns a thrown error into an answer. */
async function answer(state: SandboxState, call: UpstreamCall, requestId: string): Promise<Reply> {
  try {
    if (state.needsKey) requireKey(call.headers)
    const url = readUrl(call.path)
    const { handler, params } = findRoute(call.method, url.pathname)
    const standing = readStanding(call.headers, state.settings.faults)
    // A message's own text has a say too: it is asked when it has been read.
    if (handler !== createMessage) await strikeCall(state, call, standing)
    return await handler(
      {
        query: url.searchParams,
        params,
        version: readVersion(call.headers),
        betas: readBetas(call.headers),
        headers: call.headers,
        standing,
        requestId,
        signal: call.signal,
        body: call.body,
        readJson: (limit) => readJsonBody(call, limit),
      },
      state,
    )
  } catch (error) {
    if (error instanceof UpstreamError) throw error
    const apiError = isApiError(error) ? error : new ApiError(500, `The sandbox failed: ${error}`)
    const headers = Object.entries(apiError.headers)
    return jsonReply(apiError.status, errorBody(apiError, requestId), headers)
  }
}

const HOST = 'http://sandbox'

/** A path that begins with two slashes names no other host; anything else may be a whole URL. */
function readUrl(path: string): URL {
  return new URL(path.startsWith('/') ? `${HOST}${path}` : path, HOST)
}

/** What strikes a call that has no text to say more. Its like are those with its path and length. */
async function strikeCall(state: SandboxState, call: UpstreamCall, standing: Standing) {
  const { method, path, headers, signal } = call
  const like = () => `${method} ${path} ${header(headers, 'content-length')}`
  const directives = state.chances.striking({ ...standing.lab, ...standing.header }, like)
  await strikeBefore(directives, { signal, now: state.now() })
}

function readVersion(headers: HeaderList): ApiVersion {
  const given = header(headers, 'anthropic-version')
  if (given === null) throw new ApiError(400, 'anthropic-version: header is required')
  const version = API_VERSIONS.find((known) => known === given)
  if (version !== undefined) return version
  throw new ApiError(400, `anthropic-version: ${JSON.stringify(given)} is not a valid version`)
}

/** Any key will do, but one of the two headers must bring it, and both must agree (claude-api.md §1.1). */
function requireKey(headers: HeaderList): void {
  const key = header(headers, 'x-api-key')
  const bearer = header(headers, 'authorization')?.replace(/^Bearer +/i, '') ?? null
  if (key !== null && bearer !== null && key !== bearer) {
    throw new ApiError(
      401,
      'Both x-api-key and Authorization were sent, and they differ; send one of them.',
    )
  }
  if ((key ?? bearer ?? '') === '') {
    throw new ApiError(401, 'x-api-key header is required')
  }
}

/** A comma list that may repeat (claude-api.md §1.1). */
function readBetas(headers: HeaderList): ReadonlySet<string> {
  const given = headers.filter(([name]) => name === 'anthropic-beta')
  return new Set(given.flatMap(([, value]) => value.split(',').map((beta) => beta.trim())))
}

function toFault(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error
  return new UpstreamError('cut', `The sandbox failed: ${error}`)
}
