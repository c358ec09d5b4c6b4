import 'server-only'
import { z } from 'zod'
import { ApiError } from '@/lib/wire/errors'
import { issueText } from '../request/issue-text'

/** In one batch (claude-api.md §1). */
export const MOST_ROWS = 100_000
const ID_PATTERN = '^[a-zA-Z0-9_-]{1,64}$'

const row = z.strictObject({
  custom_id: z
    .string()
    .regex(new RegExp(ID_PATTERN), `String should match pattern '${ID_PATTERN}'`),
  /** A Messages body, judged when its turn comes. */
  params: z.record(z.string(), z.unknown()),
})
export type BatchRow = z.infer<typeof row>

const body = z.strictObject({ requests: z.array(row).min(1).max(MOST_ROWS) })

/** Reads the body of a new batch; throws the 400 that names the row. */
export function parseBatch(json: unknown): BatchRow[] {
  const result = body.safeParse(json)
  if (!result.success) {
    const issue = result.error.issues[0]
    throw new ApiError(400, issue === undefined ? 'Invalid request.' : issueText(issue, json))
  }
  const { requests } = result.data
  const seen = new Map<string, number>()
  for (const [at, { custom_id }] of requests.entries()) {
    const first = seen.get(custom_id)
    if (first !== undefined) {
      throw new ApiError(
        400,
        `requests.${at}.custom_id: must be unique in the batch, and requests.${first} has it already`,
      )
    }
    seen.set(custom_id, at)
  }
  return requests
}

/** Fields of a Messages body that a row cannot have (claude-api.md §9). */
const REFUSED: readonly { field: string; isRefused: (value: unknown) => boolean; text: string }[] =
  [
    { field: 'stream', isRefused: (value) => value === true, text: 'a batch cannot stream' },
    {
      field: 'speed',
      isRefused: (value) => value !== undefined && value !== null,
      text: 'not supported in a batch',
    },
    {
      field: 'max_tokens',
      isRefused: (value) => value === 0,
      text: 'Input should be greater than or equal to 1 in a batch',
    },
    {
      field: 'thread',
      isRefused: (value) => value !== undefined,
      text: 'not supported in a batch',
    },
  ]

/** Throws the 400 for a row that a batch does not take. */
export function checkParams(params: BatchRow['params']): void {
  const refused = REFUSED.find(({ field, isRefused }) => isRefused(params[field]))
  if (refused !== undefined) throw new ApiError(400, `${refused.field}: ${refused.text}`)
}
