import 'server-only'
import type { WireMessage } from '@/lib/wire/types'
import { throwIfAborted, untilAborted } from '../abort'
import type { HeaderList } from '../sink'
import { type Answer, wholeMessage } from './answer/answer'
import { countInput } from './answer/input-tokens'
import { planAnswer } from './answer/plan'
import { type Exchange, type Handler, jsonReply, type Reply } from './exchange'
import { errorInstead, strikeBefore } from './faults/before'
import { breakJson } from './faults/broken-json'
import { dripping } from './faults/drip'
import { readMedia } from './media/read-media'
import { parseRequest } from './request/parse'
import { countSchema, messagesSchema } from './request/schema'
import type { SandboxState } from './state'
import { toFrames } from './stream/frames'
import { createPace, type Pace } from './stream/pace'
import { playAnswer } from './stream/play'

const STREAM_HEADERS: HeaderList = [
  ['content-type', 'text/event-stream; charset=utf-8'],
  ['cache-control', 'no-cache'],
]

/** Whom a request comes from, as far as its answer depends on it. */
type Asker = Pick<Exchange, 'version' | 'betas' | 'signal'> & Partial<Pick<Exchange, 'standing'>>

async function plan(json: unknown, asker: Asker, state: SandboxState) {
  throwIfAborted(asker.signal)
  const asked = parseRequest(json, asker, messagesSchema, state.settings)
  const media = await readMedia(asked, state, asker.signal)
  const prompt = state.promptCache.look(asked, media)
  const planned = planAnswer({ asked, media, prompt, standing: asker.standing }, state)
  // A long text is worked on in a thread, which its caller need not wait for.
  return { asked, prompt, ...(await untilAborted(planned, asker.signal)) }
}

/** `POST /v1/messages`: the same answer as one JSON text or as a stream. */
export const createMessage: Handler = async (exchange, state) => {
  const planned = await plan(await exchange.readJson(), exchange, state)
  const { asked, prompt, answer, directives } = planned
  const { fresh, written5m, written1h } = prompt.input
  const limits = state.limits.take({
    modelClass: asked.model.line,
    isFast: answer.speed === 'fast',
    input: fresh + written5m + written1h,
    output: errorInstead(directives) === null ? answer.outputTokens : 0,
  })
  await strikeBefore(directives, { signal: exchange.signal, limits, now: state.now() })
  prompt.begin(answer.id)
  const pace = createPace(directives.pace?.value ?? state.tps, exchange.signal)
  const reply =
    asked.body.stream === true
      ? streamed(answer, pace, limits, exchange.requestId)
      : await unstreamed(answer, pace, limits)
  return dripping(reply, directives, exchange.signal)
}

function streamed(answer: Answer, pace: Pace, limits: HeaderList, requestId: string): Reply {
  const headers = [...STREAM_HEADERS, ...limits]
  return { status: 200, headers, chunks: toFrames(playAnswer(answer, pace), requestId) }
}

async function unstreamed(answer: Answer, pace: Pace, limits: HeaderList): Promise<Reply> {
  return breakJson(jsonReply(200, await playedOut(answer, pace), limits), answer.faults)
}

/** A message that nobody sees in the making: it takes its time all the same, and its faults strike. */
async function playedOut(answer: Answer, pace: Pace): Promise<WireMessage> {
  const events = playAnswer(answer, pace)
  while ((await events.next()).done !== true);
  return wholeMessage(answer)
}

/** The answer to a request of a batch: no pace, and no limits but the batch's own; its faults strike. */
export async function answerInBatch(
  params: unknown,
  asker: Asker,
  state: SandboxState,
): Promise<WireMessage> {
  const { prompt, answer, directives } = await plan(params, asker, state)
  await strikeBefore(directives, { signal: asker.signal, now: state.now() })
  prompt.begin(answer.id)
  return playedOut({ ...answer, serviceTier: 'batch' }, createPace(0, asker.signal))
}

/** `POST /v1/messages/count_tokens`. */
export const countMessageTokens: Handler = async (exchange, state) => {
  const asked = parseRequest(await exchange.readJson(), exchange, countSchema, state.settings)
  state.limits.takeRequest('count_tokens')
  const media = await readMedia(asked, state, exchange.signal)
  return jsonReply(200, { input_tokens: countInput(asked.body, media) })
}
