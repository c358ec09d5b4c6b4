import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { isRecord, parseRecord } from '@/lib/wire/json'
import type { MessagesBody } from '@/lib/wire/types'
import { startLocalServer } from './local-server'
import { encodeEvents, lastText, messageOf, replyEvents } from './upstream/answers'
import { applyDirectives, findDirectives } from './upstream/directives'
import { play, type Sent } from './upstream/play'
import { failure, type HeaderList, json, type Script, stream } from './upstream/script'
import { urlOf } from './url-of'

/** A call as it arrived. */
export interface RecordedRequest {
  method: string
  path: string
  /** As sent: order, case and repetition kept. */
  headers: HeaderList
  body: Buffer
  /** `performance.now()` of its arrival. */
  at: number
  /** What has been answered so far. */
  sent: Sent
  /** Resolves when the answer is over; `isAborted` says that the client left first. */
  closed: Promise<{ isAborted: boolean }>
}

export interface FakeUpstream {
  url: string
  /** All calls, the oldest first. */
  requests: RecordedRequest[]
  /** The next calls get these, one each, before the default counts again. */
  enqueue(...scripts: Script[]): void
  /** What calls get that nothing else decides. */
  setDefault(script: Script | ((request: RecordedRequest) => Script)): void
  /** Resolves with call number `count` (from 1), once its body has arrived. */
  nthRequest(count: number): Promise<RecordedRequest>
  /** Forgets requests, queue and default. */
  reset(): void
  close(): Promise<void>
}

const MODELS = ['claude-sonnet-5-5', 'claude-sonnet-4-20250514'].map((id) => ({
  type: 'model',
  id,
  display_name: id,
  created_at: '2026-01-01T00:00:00Z',
}))

/**
 * A Messages API whose answers a test scripts. A call gets, in this order: what its directives say
 * (see upstream/directives.ts), the next of the queue, the default.
 */
export async function startFakeUpstream(port = 0): Promise<FakeUpstream> {
  let queue: Script[] = []
  let byDefault: Script | ((request: RecordedRequest) => Script) = reply
  const requests: RecordedRequest[] = []
  const waiting = new Map<number, ((request: RecordedRequest) => void)[]>()

  const { url, close } = await startLocalServer(async (incoming, response) => {
    response.socket?.setNoDelay(true)
    const request = await record(incoming, response)
    if (request === null) return
    requests.push(request)
    for (const resolve of waiting.get(requests.length) ?? []) resolve(request)
    const choose = (): Script =>
      queue.shift() ?? (typeof byDefault === 'function' ? byDefault(request) : byDefault)
    await play(chooseScript(request, choose), response, request.sent)
  }, port)
  return {
    url,
    requests,
    enqueue: (...scripts) => void queue.push(...scripts),
    setDefault: (script) => {
      byDefault = script
    },
    nthRequest: (count) => {
      const known = requests[count - 1]
      if (known !== undefined) return Promise.resolve(known)
      return new Promise((resolve) => {
        waiting.set(count, [...(waiting.get(count) ?? []), resolve])
      })
    },
    reset: () => {
      queue = []
      byDefault = reply
      requests.length = 0
    },
    close,
  }
}

/** A URL where nobody listens. */
export async function refusedUrl(): Promise<string> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = urlOf(server.address())
  await new Promise((resolve) => server.close(resolve))
  return url
}

/** What a Messages server answers to this call. */
export function reply(request: RecordedRequest): Script {
  const { pathname } = new URL(request.path, 'http://any')
  if (pathname === '/v1/models') return json(listOfModels())
  if (pathname.startsWith('/v1/models/')) {
    const model = MODELS.find(({ id }) => id === decodeURIComponent(pathname.slice(11)))
    return model === undefined ? failure(404, 'not_found_error') : json(model)
  }
  const body = readBody(request)
  if (body === null) return failure(400, 'invalid_request_error')
  if (pathname === '/v1/messages/count_tokens') {
    return json({ input_tokens: Math.ceil(request.body.length / 4) })
  }
  if (pathname !== '/v1/messages') return failure(404, 'not_found_error')
  const events = replyEvents(body)
  return body.stream === true ? stream(encodeEvents(events)) : json(messageOf(events))
}

function listOfModels() {
  return { data: MODELS, has_more: false, first_id: MODELS[0]?.id, last_id: MODELS.at(-1)?.id }
}

function chooseScript(request: RecordedRequest, choose: () => Script): Script {
  try {
    const body = readBody(request)
    const header = request.headers.find(([name]) => name.toLowerCase() === 'x-fault')?.[1]
    const directives = findDirectives(header, body === null ? '' : lastText(body))
    return directives === null ? choose() : applyDirectives(reply(request), directives)
  } catch (error) {
    return json({ error: String(error) }, { status: 500 })
  }
}

/** The Messages body of a call; null when it has none. */
export function readBody({ body }: Pick<RecordedRequest, 'body'>): MessagesBody | null {
  const parsed = parseRecord(body.toString('utf8'))
  return isMessagesBody(parsed) ? parsed : null
}

function isMessagesBody(value: unknown): value is MessagesBody {
  return isRecord(value) && typeof value.model === 'string' && Array.isArray(value.messages)
}

async function record(
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<RecordedRequest | null> {
  const at = performance.now()
  const sent: Sent = { frames: [], bytes: 0, isCut: false }
  const closed = new Promise<{ isAborted: boolean }>((resolve) => {
    response.once('close', () => {
      resolve({ isAborted: !response.writableFinished && !sent.isCut })
    })
  })
  const parts: Buffer[] = []
  try {
    for await (const part of incoming) parts.push(part)
  } catch {
    return null
  }
  const { method = '', url: path = '', rawHeaders } = incoming
  const headers = Array.from({ length: rawHeaders.length / 2 }, (_, i) => {
    return [rawHeaders[2 * i] ?? '', rawHeaders[2 * i + 1] ?? ''] as const
  })
  const body = Buffer.concat(parts)
  return { method, path, headers, body, at, sent, closed }
}
