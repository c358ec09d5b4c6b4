import type { MessagesBody } from '@/lib/wire/types'
import { type FakeUpstream, type RecordedRequest, readBody, reply } from '../harness/fake-upstream'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import type { Gate } from '../harness/upstream/gate'
import { type Script, stream } from '../harness/upstream/script'

const isAsk = ({ path }: RecordedRequest) => /^\/v1\/messages(\?|$)/.test(path)

/** Scripts the next Messages calls, one each. What comes later, and the list of models, is as ever. */
export function answerWith(upstream: FakeUpstream, ...scripts: Script[]): void {
  const left = [...scripts]
  upstream.setDefault((request) => (isAsk(request) ? left.shift() : undefined) ?? reply(request))
}

/** The Messages calls so far. */
export function asksOf(upstream: FakeUpstream): RecordedRequest[] {
  return upstream.requests.filter(isAsk)
}

/** Messages call number `count` (from 1), once it has arrived. */
export async function nthAsk(upstream: FakeUpstream, count: number): Promise<RecordedRequest> {
  for (let arrived = 1; ; arrived++) {
    await upstream.nthRequest(arrived)
    const ask = asksOf(upstream)[count - 1]
    if (ask !== undefined) return ask
  }
}

/** What a call asked for. */
export function bodyOf(ask: RecordedRequest | undefined): MessagesBody {
  const body = ask === undefined ? null : readBody(ask)
  if (body === null) throw new Error('This call has no Messages body.')
  return body
}

/** Frames of a stream before its first token: `message_start`, `content_block_start`. */
const HEAD = 2

/** An answer of numbered tokens that a test lets out one by one. */
export function gatedAnswer(tokens: number, gate: Gate, from = 0): Script {
  return stream(encodeEvents(textEvents(tokens, 'claude-sonnet-5-5', from)), { gate })
}

/** Lets the head of a gated answer and its first `tokens` tokens out. */
export async function releaseTokens(gate: Gate, tokens: number, isFirst = true): Promise<void> {
  for (let i = isFirst ? -HEAD : 0; i < tokens; i++) await gate.release()
}
