import 'server-only'
import * as z from 'zod/mini'
import { ApiError } from '@/lib/wire/errors'
import { issueText } from './issue-text'

const MOST_LEVELS = 64

/**
 * A JSON body, checked. Throws 400 for what is not JSON, and the schema's ZodError, which the guard
 * answers with the field's path. How large a body may be is the door's business.
 */
export async function readJson<T>(request: Request, schema: z.core.$ZodType<T>): Promise<T> {
  const text = await request.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new ApiError(400, 'The request body is not valid JSON.')
  }
  checkShape(body, 1)
  return z.parse(schema, body, { error: issueText })
}

/** Keeps out what code that walks or merges the value would stumble over. Throws 400. */
export function checkShape(value: unknown, level: number): void {
  if (typeof value !== 'object' || value === null) return
  if (level > MOST_LEVELS) {
    throw new ApiError(400, `The request body is nested deeper than ${MOST_LEVELS} levels.`)
  }
  if (Object.hasOwn(value, '__proto__')) {
    throw new ApiError(400, 'The request body has a field named __proto__.')
  }
  for (const inner of Object.values(value)) checkShape(inner, level + 1)
}
