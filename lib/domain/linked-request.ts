import * as z from 'zod/mini'
import { chatSettingsSchema } from './conversation'
import { idSchema } from './ids'

/** Body of `POST /api/requests`: the request that sending would make now, to be kept behind a link. */
export const linkRequestSchema = z.strictObject({
  /** The turns up to this one; null = none. */
  conversationId: z.nullable(idSchema),
  headId: z.nullable(idSchema),
  settings: chatSettingsSchema,
  /** Names the account that would be asked (`accountOf`). */
  account: z.nullable(z.string().check(z.maxLength(200))),
  /** What stands in the box. */
  text: z.string().check(z.maxLength(4_000_000)),
})
export type LinkRequest = z.infer<typeof linkRequestSchema>

/** Of `GET /api/requests`: a request behind a link. */
export interface LinkedRequestSummary {
  id: string
  title: string
  model: string
  createdAt: number
}

/** Body of `PATCH /api/requests/{id}`: whether its link is taken back. */
export const patchLinkedRequestSchema = z.strictObject({ deleted: z.boolean() })
export type PatchLinkedRequest = z.infer<typeof patchLinkedRequestSchema>

/** Answer of `POST /api/requests/{id}/open`: the conversation that was made of it, and what belongs in its box. */
export interface OpenedRequest {
  conversationId: string
  text: string
}

/** The name of the id in the address of the new conversation. */
export const REQUEST_PARAMETER = 'request'

/** The path of a kept request inside this Parley. */
export function linkedRequestPath(id: string): string {
  return `/c?${REQUEST_PARAMETER}=${id}`
}
