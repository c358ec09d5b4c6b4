import 'server-only'
import { API_VERSIONS } from '@/lib/domain/conversation'
import { ApiError, errorBody, isApiError } from '@/lib/wire/errors'
import { throwIfAborted, untilAborted } from '../abort'
import { type HeaderList, type Transport, type UpstreamCall, UpstreamError } from '../sink'
import { readJsonBody } from './body'
import { type ApiVersion, jsonReply, type Reply } from './exchange'
import { findRoute } from './routes'
import { createState, type SandboxOptions, type SandboxState } from './state'
import { newWireId } from './wire-id'

const ORGANIZATION_ID = '5a4db0c5-0000-4000-8000-000000000000'

/** An upstream inside the process: it speaks the Messages protocol without a model behind it. */
export interface Sandbox {
  transport: Transport
  close(): Promise<void>
}

/** A sandbox, which begins at once and holds nothing open until it is called. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const state = createState(options)
  return {
    close: () => state.worker.close(),
    async transport(call, sink) {
      try {
        const requestId = newWireId('req')
        const reply = await answer(state, call, requestId)
        throwIfAborted(call.signal)
        sink.head(reply.status, [...standingHeaders(requestId), ...reply.headers])
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

function standingHeaders(requestId: string): HeaderList {
  return [
    ['request-id', requestId],
    ['anthropic-organization-id', ORGANIZATION_ID],
  ]
}

/** The one place that turns a thrown error into an answer. */
async function answer(state: SandboxState, call: UpstreamCall, requestId: string): Promise<Reply> {
  try {
    const url = new URL(call.path, 'http://sandbox')
    const { handler, params } = findRoute(call.method, url.pathname)
    return await handler(
      {
        query: url.searchParams,
        params,
        version: readVersion(call.headers),
        betas: readBetas(call.headers),
        headers: call.headers,
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

function readVersion(headers: HeaderList): ApiVersion {
  const given = headers.find(([name]) => name === 'anthropic-version')?.[1]
  if (given === undefined) throw new ApiError(400, 'anthropic-version: header is required')
  const version = API_VERSIONS.find((known) => known === given)
  if (version !== undefined) return version
  throw new ApiError(400, `anthropic-version: ${JSON.stringify(given)} is not a valid version`)
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
