import 'server-only'
import { OPENAI_VERSION, openAiRules } from '@/lib/domain/openai-rules'
import { ApiError } from '@/lib/wire/errors'
import { DEPTH_LIMIT, isDeeperThan, isRecord } from '@/lib/wire/json'
import { toMessagesRequest } from '@/lib/wire/openai/request'
import { readOpenAi } from '../preferences'
import { header } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'
import type { GatewayCall } from './call'
import { toChunks, toCompletion } from './openai-answer'
import { forwardRun } from './run'
import { once } from './whole-body'

/** Of the client's body, or about the bytes that take its place. */
const BODY_HEADERS = new Set(['content-length', 'content-encoding', 'content-type'])

/**
 * A chat completion: asked as the Messages request that it stands for, which is the run, and answered
 * in OpenAI's shape (claude-api.md §11).
 */
export async function forwardChat(call: GatewayCall): Promise<void> {
  const { asked, parley } = call
  const rules = openAiRules(await readOpenAi(parley.store.db))
  const completion = await readJson(call)
  const request = toMessagesRequest(completion, rules)
  const body = Buffer.from(JSON.stringify(request.body))
  const kept = asked.headers.filter(
    ([name]) => !BODY_HEADERS.has(name) && !['accept-encoding', 'anthropic-version'].includes(name),
  )
  const headers: HeaderList = [
    ...kept,
    ['anthropic-version', OPENAI_VERSION],
    ['content-type', 'application/json'],
    ['content-length', String(body.length)],
    ['accept-encoding', 'identity'],
  ]
  const own = { ...call, asked: { ...asked, headers, body: once(body) } }
  await forwardRun(own, {
    to: '/v1/messages',
    // What a model takes decides what goes on to it.
    renamed: (model) => JSON.stringify(toMessagesRequest({ ...completion, model }, rules).body),
    answer: (out) => (request.stream ? toChunks(out, request.includeUsage) : toCompletion(out)),
  })
}

async function readJson({ asked }: GatewayCall): Promise<object> {
  if ((header(asked.headers, 'content-encoding') ?? 'identity') !== 'identity') {
    throw new ApiError(415, 'content-encoding: a chat completion must come uncompressed.')
  }
  const parts: Uint8Array[] = []
  for await (const part of asked.body ?? []) parts.push(part)
  let request: unknown
  try {
    request = JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    throw new ApiError(400, 'The request body is not valid JSON.')
  }
  if (!isRecord(request)) throw new ApiError(400, 'The request body must be a JSON object.')
  // It could not be written again.
  if (!isDeeperThan(request, DEPTH_LIMIT)) return request
  throw new ApiError(400, `The request body is nested deeper than ${DEPTH_LIMIT} levels.`)
}
