import 'server-only'
import { ApiError, parseErrorBody } from '@/lib/wire/errors'
import { STATUS_OF_FAULT } from './fault-status'
import { withWorkspace } from './headers'
import type { HeaderList, Sink, Upstream, UpstreamCall, UpstreamError } from './sink'

/** A whole answer, for Parley's own small questions (a model list), never for a run. */
export interface Answer {
  status: number
  headers: HeaderList
  body: Buffer
}

/** Asks an upstream and waits for the whole answer, by default with POST where there is a body. Throws an ApiError when none comes. */
export function ask(
  upstream: Upstream,
  path: string,
  headers: HeaderList,
  signal: AbortSignal,
  body: UpstreamCall['body'] = null,
  method: string = body === null ? 'GET' : 'POST',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let head: Pick<Answer, 'status' | 'headers'> = { status: 502, headers: [] }
    const parts: Uint8Array[] = []
    const sink: Sink = {
      head: (status, list) => {
        head = { status, headers: list }
      },
      write: (chunk) => {
        parts.push(chunk)
      },
      end: () => resolve({ ...head, body: Buffer.concat(parts) }),
      fail: (error) => reject(toApiError(error)),
    }
    const all = withWorkspace(headers, upstream)
    void upstream.transport(
      {
        ...{ path, headers: all, body, signal, method },
        // What is long on its way has had no answer yet.
        silenceFrom: body === null || body instanceof Uint8Array ? 'start' : 'headers',
      },
      sink,
    )
  })
}

/** What goes with a question of Parley's own. */
interface Question {
  body: unknown
  betas: readonly string[]
}

/** The same, for JSON. Throws what the upstream says for a status of 300 or more. */
export async function askJson(
  upstream: Upstream,
  path: string,
  version: string,
  signal: AbortSignal,
  question?: Question,
): Promise<unknown> {
  const body = question === undefined ? null : Buffer.from(JSON.stringify(question.body))
  const sent = { body, headers: headersOf(question) }
  return (await askWith(upstream, path, version, signal, sent)).json
}

/** The same, with a body of any kind and its headers; answers the headers, too. */
export async function askWith(
  upstream: Upstream,
  path: string,
  version: string,
  signal: AbortSignal,
  sent: Pick<UpstreamCall, 'body' | 'headers'> & { method?: string },
): Promise<{ headers: HeaderList; json: unknown }> {
  const asked: HeaderList = [
    ['anthropic-version', version],
    ['accept-encoding', 'identity'],
    // Screens that cannot list the models could not try the fault lab's faults either.
    ['x-sandbox-lab', 'off'],
    ...sent.headers,
  ]
  const { status, headers, body } = await ask(upstream, path, asked, signal, sent.body, sent.method)
  const text = body.toString('utf8')
  if (status >= 300) {
    const { error } = parseErrorBody(status, text)
    const reason = `${upstream.label} answered ${status}: ${error.message}`
    throw new ApiError(ownStatus(status), reason, { type: error.type })
  }
  try {
    return { headers, json: JSON.parse(text) }
  } catch {
    throw new ApiError(502, `${upstream.label} answered with something that is not JSON.`)
  }
}

function headersOf(question: Question | undefined): HeaderList {
  if (question === undefined) return []
  const { betas } = question
  return [
    ['content-type', 'application/json'],
    ...(betas.length === 0 ? [] : [['anthropic-beta', betas.join(',')] as [string, string]]),
  ]
}

/**
 * The status under which Parley passes on a refusal of its own question. The upstream's 401 is about
 * Parley's key: as Parley's own it would say that the client has to sign in.
 */
function ownStatus(status: number): number {
  return status === 401 || status < 400 || status > 599 ? 502 : status
}

/** An upstream's fault in Parley's voice (claude-api.md item 56). */
export function toApiError(error: UpstreamError): ApiError {
  const headers: Record<string, string> = error.isFinal ? { 'x-should-retry': 'false' } : {}
  return new ApiError(STATUS_OF_FAULT[error.fault], `Parley: ${error.message}`, { headers })
}
