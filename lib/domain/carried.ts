import * as z from 'zod/mini'
import { isRecord } from '@/lib/wire/json'
import type { MessagesBody } from '@/lib/wire/types'

/** In what a conversation cannot be the captured request that it was opened from. */
export const CAVEATS = [
  'number', // one that JSON.parse rounds; `name` is it
  'duplicate', // a key that stands twice in one object; `name` is it
  'upstream', // the one that was asked is not configured any more; `name` is it
  'maxTokens', // the request had none, which the API refuses
] as const

const headerName = z
  .string()
  .check(z.regex(/^anthropic-[a-z0-9-]{1,100}$/, 'must be the name of a header anthropic-…'))
const headerValue = z
  .string()
  .check(
    z.maxLength(2000),
    z.regex(
      /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/,
      'must consist of visible ASCII characters, with spaces between them only',
    ),
  )

/** A header of the API's own, such as `anthropic-user-profile-id`: no other is ever carried. */
export const carriedHeaderSchema = z.tuple([headerName, headerValue])
/** What stands behind the path of a call, with its `?`. */
export const querySchema = z
  .string()
  .check(
    z.maxLength(16_000),
    z.regex(/^\?[\x21\x22\x24-\x7e]+$/, 'must be a ? and visible ASCII characters without #'),
  )
/** A value of `anthropic-beta`. */
export const betaSchema = z
  .string()
  .check(
    z.maxLength(200),
    z.regex(
      /^[\x21-\x2b\x2d-\x7e]+$/,
      'must consist of visible ASCII characters without spaces and commas',
    ),
  )

/**
 * What a captured request asked for beyond what the panel can set. It goes out again as it came, in
 * the place of what the panel says of the same field, until somebody takes it out.
 */
export const carriedSchema = z.strictObject({
  /** Fields of the body by their names; of `output_config` only the parts that the panel lacks. */
  body: z
    .record(z.string(), z.unknown())
    .check(z.refine((body) => !('messages' in body || 'model' in body))),
  betas: z.array(betaSchema).check(z.maxLength(100)),
  headers: z.array(carriedHeaderSchema).check(z.maxLength(100)),
  /** Of the call; absent where it had none. */
  query: z.optional(querySchema),
  /** The names of the captured body's fields in their order. */
  order: z.array(z.string()).check(z.maxLength(1000)),
  caveats: z
    .array(z.strictObject({ kind: z.enum(CAVEATS), name: z.string() }))
    .check(z.maxLength(20)),
})
export type Carried = z.infer<typeof carriedSchema>
export type Caveat = Carried['caveats'][number]

/** The one field of which the panel sets a part and a request may carry another. */
export const SHARED = 'output_config'

/** True when a request carries a field, by its path on the wire, so that the panel does not set it. */
export function isCarried(carried: Carried | undefined, path: string): boolean {
  const [name = '', part] = path.split('.')
  if (carried === undefined || !Object.hasOwn(carried.body, name)) return false
  const value = carried.body[name]
  return name === SHARED && part !== undefined && isRecord(value)
    ? Object.hasOwn(value, part)
    : true
}

/** The body with what is carried in it, its fields in the captured order. */
export function withCarried(body: MessagesBody, carried: Carried | undefined): MessagesBody {
  if (carried === undefined) return body
  const { order } = carried
  const { stream, ...rest } = body
  // A request without it is one that is not streamed, and stays without it.
  const isSilent = stream === false && !order.includes('stream')
  const [own, more] = [rest[SHARED], carried.body[SHARED]]
  const shared = isRecord(own) && isRecord(more) ? { [SHARED]: { ...own, ...more } } : {}
  const whole: MessagesBody = {
    ...rest,
    ...(isSilent || stream === undefined ? {} : { stream }),
    ...carried.body,
    ...shared,
    model: body.model,
    messages: body.messages,
  }
  const places = Object.fromEntries(
    order.filter((name) => Object.hasOwn(whole, name)).map((name) => [name, null]),
  )
  return { ...places, ...whole }
}
