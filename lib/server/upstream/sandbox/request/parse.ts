import 'server-only'
import type { z } from 'zod'
import { ApiError } from '@/lib/wire/errors'
import type { Exchange } from '../exchange'
import { callableModel } from '../models'
import { issueText } from './issue-text'
import type { Asked } from './rule'
import { RULES } from './rules'
import type { AnyBody } from './schema'

/** Reads a Messages body: shape first, then the model, then the rules of both; throws the 400 or 404. */
export function parseRequest<Body extends AnyBody>(
  json: unknown,
  { version, betas }: Pick<Exchange, 'version' | 'betas'>,
  schema: z.ZodType<Body>,
): Asked<Body> {
  const result = schema.safeParse(json)
  if (!result.success) {
    const issue = result.error.issues[0]
    throw new ApiError(400, issue === undefined ? 'Invalid request.' : issueText(issue, json))
  }
  const body = result.data
  const asked = { body, model: callableModel(body.model), version, betas }
  for (const rule of RULES) {
    const complaint = rule(asked)
    if (complaint !== null) throw new ApiError(400, complaint)
  }
  return asked
}
