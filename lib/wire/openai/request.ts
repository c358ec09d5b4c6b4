import type { MessagesBody } from '../types'
import {
  type Read,
  readFlag,
  readInteger,
  readList,
  readName,
  readNumber,
  readObject,
  readOptional,
  readText,
  refuse,
} from './fields'
import { readTools } from './tools'
import { readTurns } from './turns'

/** What of the sampling a model takes under the version that the request goes with. */
export interface SamplingRules {
  temperature: boolean
  topP: boolean
  /** Whether it takes the two together; where not, the temperature goes. */
  both: boolean
}

export interface RequestOptions {
  /** `max_tokens` of a request that names no limit. */
  defaultMaxTokens: (model: string) => number
  /** Told also what the answer may hang on: thinking refuses most of it (claude-api.md §2.3). */
  canSample: (model: string, asked: { thinking: unknown; topP: number | null }) => SamplingRules
  /** What goes on as `output_config` although the official layer ignores it: off is `() => false`. */
  mapping: {
    responseFormat: (model: string) => boolean
    reasoningEffort: (model: string, level: string) => boolean
  }
}

/** A Messages request, and what the answer to it needs to know. */
export interface MessagesRequest {
  body: MessagesBody
  stream: boolean
  includeUsage: boolean
}

type Fields = Record<string, unknown>

/**
 * A chat completion request of OpenAI's as a Messages request (claude-api.md §11). What has no
 * counterpart is left out silently where the official layer does so, and else refused with a 400
 * that names the field.
 */
export function toMessagesRequest(value: unknown, options: RequestOptions): MessagesRequest {
  const request = readObject(value, 'body')
  const model = readName(request.model, 'model')
  const { system, messages } = readTurns(request.messages)
  if ((request.n ?? 1) !== 1) refuse('n', 'only 1 choice is supported')
  const stream = readOptional(request.stream, 'stream', readFlag) ?? false
  const includeUsage = readOptional(request.stream_options, 'stream_options', readIncludeUsage)
  return {
    body: {
      model,
      max_tokens: readMaxTokens(request) ?? options.defaultMaxTokens(model),
      ...(system === '' ? {} : { system }),
      messages,
      ...readStops(request),
      ...readSampling(request, model, options),
      ...readTools(request),
      ...present('thinking', request.thinking ?? null),
      ...readOutput(request, model, options),
      ...(stream ? { stream } : {}),
    },
    stream,
    includeUsage: stream && includeUsage === true,
  }
}

const readIncludeUsage: Read<boolean | null> = (value, path) =>
  readOptional(readObject(value, path).include_usage, `${path}.include_usage`, readFlag)

function readMaxTokens(request: Fields): number | null {
  const old = readOptional(request.max_tokens, 'max_tokens', readInteger)
  return readOptional(request.max_completion_tokens, 'max_completion_tokens', readInteger) ?? old
}

/** Blank sequences are left out: the Messages API refuses them. */
function readStops({ stop }: Fields): Fields {
  const list = readOptional(stop, 'stop', (value, path) =>
    typeof value === 'string' ? [value] : readList(value, path, readText),
  )
  const sequences = list?.filter((sequence) => sequence.trim() !== '') ?? []
  return sequences.length === 0 ? {} : { stop_sequences: sequences }
}

/** OpenAI's temperatures end at 2, those here at 1. */
function readSampling(request: Fields, model: string, { canSample }: RequestOptions): Fields {
  const temperature = readOptional(request.temperature, 'temperature', readNumber)
  const topP = readOptional(request.top_p, 'top_p', readNumber)
  if (temperature === null && topP === null) return {}
  const rules = canSample(model, { thinking: request.thinking ?? null, topP })
  const kept = rules.temperature ? temperature : null
  return {
    ...present('temperature', kept === null ? null : Math.min(kept, 1)),
    ...present('top_p', rules.topP && (rules.both || kept === null) ? topP : null),
  }
}

function readOutput(request: Fields, model: string, { mapping }: RequestOptions): Fields {
  const format = mapping.responseFormat(model)
    ? readOptional(request.response_format, 'response_format', readFormat)
    : null
  const asked = request.reasoning_effort
  // `none` has no counterpart here, and `minimal` none of its own.
  const level = asked === 'minimal' ? 'low' : asked
  const isTaken =
    typeof level === 'string' && level !== 'none' && mapping.reasoningEffort(model, level)
  const config = { ...present('format', format), ...(isTaken ? { effort: level } : {}) }
  return Object.keys(config).length === 0 ? {} : { output_config: config }
}

/** Null for `text`, and for `json_object`, which has no schema and so no counterpart. */
const readFormat: Read<Fields | null> = (value, path) => {
  const format = readObject(value, path)
  if (format.type !== 'json_schema') return null
  const { schema } = readObject(format.json_schema, `${path}.json_schema`)
  return { type: 'json_schema', schema: readObject(schema, `${path}.json_schema.schema`) }
}

function present(name: string, value: unknown): Fields {
  return value === null ? {} : { [name]: value }
}
