import * as z from 'zod/mini'
import { chatSettingsSchema, startRunSchema } from '@/lib/domain/conversation'
import { writtenTurnSchema } from '@/lib/domain/written-turns'

const turnIdsSchema = z.object({
  id: z.string(),
  userId: z.string(),
  prefillId: z.string(),
  assistantId: z.string(),
})

const waitingSchema = z.object({ tab: z.string(), ids: turnIdsSchema })
const againSchema = z.object({
  headId: z.string(),
  rootId: z.string(),
  turns: z.array(turnIdsSchema),
})

const savedSchema = z.object({
  text: z.string(),
  // What an older version wrote otherwise costs these two, and not the text.
  waiting: z.catch(z.nullable(waitingSchema), null),
  again: z.catch(z.nullable(againSchema), null),
  files: z._default(z.array(z.looseObject({ type: z.string() })), []),
  settings: z.nullable(chatSettingsSchema),
  sending: z.nullable(startRunSchema),
  unanswered: z.nullable(startRunSchema),
  results: z._default(
    z.record(
      z.string(),
      z.object({
        text: z.string(),
        isError: z.boolean(),
        blocks: z.array(z.looseObject({ type: z.string() })),
      }),
    ),
    {},
  ),
  notes: z._default(z.record(z.string(), z.string()), {}),
  untaken: z._default(z.record(z.string(), z.object({ text: z.string(), of: z.string() })), {}),
  edit: z._default(
    z.nullable(
      z.object({
        turnId: z.string(),
        texts: z.array(z.string()),
        without: z._default(z.array(z.number()), []),
        unanswered: z.catch(z.optional(startRunSchema), undefined),
      }),
    ),
    null,
  ),
  written: z._default(
    z.nullable(
      z.object({
        headId: z.nullable(z.string()),
        turns: z.array(writtenTurnSchema),
        newId: z.string(),
        posted: z.nullable(z.array(z.string())),
        isOpen: z.boolean(),
      }),
    ),
    null,
  ),
})

/** Reads a draft as it was written to storage. Null for what is no draft. */
export function readSaved(json: string | null): z.infer<typeof savedSchema> | null {
  try {
    const saved = savedSchema.safeParse(JSON.parse(json ?? 'null'))
    return saved.success ? saved.data : null
  } catch {
    return null
  }
}
