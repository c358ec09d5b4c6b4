import 'server-only'
import { findModel } from '@/lib/domain/models'
import { isApiError } from '@/lib/wire/errors'
import { isDeeperThan } from '@/lib/wire/json'
import type { Exchange } from '../exchange'
import { callableModel } from '../models'
import { issueText } from './issue-text'
import { MOST_DEPTH, parseRequest } from './parse'
import { RULES } from './rules'
import { messagesSchema } from './schema'

/** Whose request is looked at: with `isOwn` one for the sandbox itself, which knows its models and signatures. */
interface Asker extends Pick<Exchange, 'version' | 'betas'> {
  isOwn: boolean
}

/**
 * All that the API would say against a Messages body, by the rules that the sandbox answers by; empty
 * where nothing is known to be wrong. What stands in images and files is not looked at.
 */
export function complaintsOf(json: unknown, asker: Asker): string[] {
  if (isDeeperThan(json, MOST_DEPTH)) {
    return [`The request body is nested deeper than ${MOST_DEPTH} levels.`]
  }
  const result = messagesSchema.safeParse(json)
  if (!result.success) return unique(result.error.issues.map((issue) => issueText(issue, json)))
  const { data: body } = result
  const model = findModel(body.model)
  if (model === undefined) return asker.isOwn ? [`model: ${body.model}`] : []
  const asked = { body, model, version: asker.version, betas: asker.betas, isStrict: true }
  const said = RULES.flatMap((rule) => rule(asked) ?? [])
  return said.length > 0 || !asker.isOwn ? unique(said) : whole(json, asker)
}

/** What is found out only on the way: retired models, thinking that does not fit any more. */
function whole(json: unknown, asker: Asker): string[] {
  try {
    const { body } = parseRequest(json, asker, messagesSchema)
    callableModel(body.model)
    return []
  } catch (error) {
    if (!isApiError(error)) throw error
    return [error.message]
  }
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)]
}
