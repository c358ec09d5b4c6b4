import * as z from 'zod/mini'
import { betaSchema } from './carried'
import { API_VERSIONS } from './chat-settings'

/** Body of `POST /api/preflight`: a request as it would go out. */
export const preflightSchema = z.strictObject({
  upstream: z.string().check(z.minLength(1), z.maxLength(64)),
  apiVersion: z.enum(API_VERSIONS),
  betas: z.array(betaSchema).check(z.maxLength(200)),
  body: z.record(z.string(), z.unknown()),
})
export type PreflightInput = z.infer<typeof preflightSchema>
