import 'server-only'
import type { z } from 'zod'
import { ApiError } from '@/lib/wire/errors'

/**
 * A JSON body, checked. Throws 400 for what is not JSON, and the schema's ZodError, which the guard
 * answers with the field's path. How large a body may be is the door's business.
 */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const text = await request.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new ApiError(400, 'The request body is not valid JSON.')
  }
  return schema.parse(body)
}
