import { request as httpRequest, type IncomingMessage } from 'node:http'

/** A raw HTTP answer, bytes untouched. */
export interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export interface RawCall {
  method?: string
  headers?: Record<string, string | string[]>
  body?: string | Uint8Array
  signal?: AbortSignal
}

/** Sends a request as given and resolves with the response, its body still to come. */
export function open(url: string, call: RawCall = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      url,
      {
        method: call.method ?? (call.body === undefined ? 'GET' : 'POST'),
        headers: call.headers ?? {},
        agent: false,
        ...(call.signal === undefined ? {} : { signal: call.signal }),
      },
      resolve,
    )
    outgoing.on('error', reject)
    outgoing.end(call.body)
  })
}

/** Sends a request and collects the whole answer. Rejects when the body breaks off. */
export async function send(url: string, call: RawCall = {}): Promise<RawAnswer> {
  const incoming = await open(url, call)
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part)
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts) }
}

/** The same, with the body parsed. */
export async function sendJson(url: string, call: RawCall = {}) {
  const answer = await send(url, call)
  const json: unknown = JSON.parse(answer.body.toString('utf8'))
  return { ...answer, json }
}
