import 'server-only'
import type { HeaderList } from '../sink'
import { wholeMessage } from './answer/answer'
import { countInput } from './answer/input-tokens'
import { planAnswer } from './answer/plan'
import { type Handler, jsonReply } from './exchange'
import { wantedError } from './faults/strike'
import { readMedia } from './media/read-media'
import { parseRequest } from './request/parse'
import { countSchema, messagesSchema } from './request/schema'
import { toFrames } from './stream/frames'
import { createPace } from './stream/pace'
import { playAnswer } from './stream/play'

const STREAM_HEADERS: HeaderList = [
  ['content-type', 'text/event-stream; charset=utf-8'],
  ['cache-control', 'no-cache'],
]

/** `POST /v1/messages`: the same answer as one JSON text or as a stream. */
export const createMessage: Handler = async (exchange, state) => {
  const asked = parseRequest(await exchange.readJson(), exchange, messagesSchema)
  const media = await readMedia(asked, state, exchange.signal)
  const inputTokens = countInput(asked.body, media)
  const { answer, pace: wanted, refusal } = await planAnswer({ asked, media, inputTokens }, state)
  const outputTokens = refusal === null ? answer.outputTokens : 0
  const limits = state.limits.take(asked.model.line, inputTokens, outputTokens)
  if (refusal !== null) throw wantedError(refusal, refusalHeaders(refusal, limits))
  const pace = createPace(wanted ?? state.tps, exchange.signal)
  const events = playAnswer(answer, pace)
  if (asked.body.stream === true) {
    const headers = [...STREAM_HEADERS, ...limits]
    return { status: 200, headers, chunks: toFrames(events, exchange.requestId) }
  }
  // An answer that is not streamed takes its time all the same, and its faults strike.
  while ((await events.next()).done !== true);
  return jsonReply(200, wholeMessage(answer), limits)
}

function refusalHeaders(status: number, limits: HeaderList): Record<string, string> {
  return status === 429 ? { 'retry-after': '1', ...Object.fromEntries(limits) } : {}
}

/** `POST /v1/messages/count_tokens`. */
export const countMessageTokens: Handler = async (exchange, state) => {
  const asked = parseRequest(await exchange.readJson(), exchange, countSchema)
  const media = await readMedia(asked, state, exchange.signal)
  return jsonReply(200, { input_tokens: countInput(asked.body, media) })
}
