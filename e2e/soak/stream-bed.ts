import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { type RawCall, send } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { json } from '../harness/upstream/script'
import { type Rest, readRest } from './rest'

/** A gateway before a scripted upstream, and what it held before anything was asked of it. */
export interface StreamBed {
  upstream: FakeUpstream
  parley: ParleyServer
  before: Rest
  close(): Promise<void>
}

/** Opens one that has answered a call already: what it opens once and keeps is open. */
export async function openStreamBed(): Promise<StreamBed> {
  const upstream = await startFakeUpstream()
  const parley = await startParley({ env: upstreamEnv(upstream.url) })
  // Its connection is not kept, so that it is none of what the server holds at rest.
  upstream.enqueue(json({ type: 'message' }, { headers: [['connection', 'close']] }))
  await send(...messagesCall(parley, 'first'))
  return {
    upstream,
    parley,
    before: await readRest(parley),
    close: async () => {
      await parley.stop()
      await upstream.close()
    },
  }
}

/** A Messages call whose run can be told by its model. */
export function messagesCall(
  { url, gatewayKey }: ParleyServer,
  model: string,
  more: Omit<RawCall, 'body'> = {},
): [url: string, call: RawCall] {
  const messages = [{ role: 'user', content: 'Say something.' }]
  const body = JSON.stringify({ model, max_tokens: 64, stream: true, messages })
  const headers = {
    'x-api-key': gatewayKey,
    'anthropic-version': '2023-06-01',
    'content-type': 'application/json',
    ...more.headers,
  }
  return [`${url}/v1/messages`, { ...more, body, headers }]
}
