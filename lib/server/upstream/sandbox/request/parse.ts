import 'server-only'
import type { z } from 'zod'
import type { ModelRow } from '@/lib/domain/models-row'
import type { SandboxSettings } from '@/lib/domain/sandbox-settings'
import { ApiError } from '@/lib/wire/errors'
import { isDeeperThan } from '@/lib/wire/json'
import type { Exchange } from '../exchange'
import { callableModel } from '../models'
import { issueText } from './issue-text'
import { parseLoosely } from './loosen'
import type { Asked } from './rule'
import { RULES } from './rules'
import type { AnyBody } from './schema'
import { settleThoughts } from './settle-thoughts'

const MOST_DEPTH = 200

// The SDK's tool runner threads by default; told so, it sends the whole history instead.
const NO_THREADS = 'thread: the sandbox keeps no conversations; send all of the messages'
const NO_THREADS_DETAILS = { error_code: 'thread_unsupported_request', unsupported: null }

/**
 * Reads a Messages body: shape first, then the model, then the rules of both; throws the 400 or 404.
 * The body comes back as the model reads it: old names by their new ones, thinking settled.
 */
export function parseRequest<Body extends AnyBody>(
  json: unknown,
  { version, betas }: Pick<Exchange, 'version' | 'betas'>,
  schema: z.ZodType<Body>,
  { isStrict }: Pick<SandboxSettings, 'isStrict'> = { isStrict: true },
): Asked<Body> {
  const shape = readShape(json, schema, isStrict)
  if ('complaints' in shape) throw new ApiError(400, shape.complaints[0] ?? 'Invalid request.')
  const body = withNewNames(shape.body, betas, isStrict)
  const model = modelHere(body)
  const asked = { body, model, version, betas, isStrict }
  for (const rule of RULES) {
    const complaint = rule(asked)
    if (complaint !== null) throw new ApiError(400, complaint)
  }
  return settled(asked)
}

/** A body in the shape of its schema, or all that is against it. */
export function readShape<Body extends AnyBody>(
  json: unknown,
  schema: z.ZodType<Body>,
  isStrict: boolean,
): { body: Body } | { complaints: string[] } {
  if (isDeeperThan(json, MOST_DEPTH)) {
    return { complaints: [`The request body is nested deeper than ${MOST_DEPTH} levels.`] }
  }
  const result = isStrict ? schema.safeParse(json) : parseLoosely(json, schema)
  if (result.success) return { body: result.data }
  return { complaints: result.error.issues.map((issue) => issueText(issue, json)) }
}

/** The model that is to answer here; throws the 400 or 404. */
export function modelHere(body: AnyBody): ModelRow {
  if (body.thread != null) throw new ApiError(400, NO_THREADS, { details: NO_THREADS_DETAILS })
  return callableModel(body.model)
}

/** The request with its thinking as the model reads it; throws the 400. */
export function settled<Body extends AnyBody>(asked: Asked<Body>): Asked<Body> {
  return { ...asked, body: { ...asked.body, messages: settleThoughts(asked) } }
}

/** `output_format` is the old name of `output_config.format`, and known to its beta only. */
export function withNewNames<Body extends AnyBody>(
  body: Body,
  betas: Exchange['betas'],
  isStrict: boolean,
): Body {
  const { output_format: format, ...rest } = body
  if (!('output_format' in body)) return body
  if (!betas.has('structured-outputs-2025-11-13')) {
    if (isStrict) throw new ApiError(400, 'output_format: Extra inputs are not permitted')
    // The rest of a body is one, of which every field that is left out may be left out.
    return rest as Body
  }
  if (body.output_config?.format != null) {
    throw new ApiError(400, 'output_format: cannot be combined with output_config.format')
  }
  // As above.
  return { ...rest, output_config: { ...body.output_config, format } } as Body
}
