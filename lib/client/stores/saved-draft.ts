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
  headId: z.nullable(z.string()),
  rootId: z.string(),
  missing: z.optional(z.array(z.array(z.looseObject({ type: z.string() })))),
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
  unheard: z.catch(z._default(z.array(startRunSchema), []), []),
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

type Saved = z.infer<typeof savedSchema>

/** Reads a draft as it was written to storage. Null for what is no draft. */
export function readSaved(json: string | null): Saved | null {
  try {
    const saved = savedSchema.safeParse(JSON.parse(json ?? 'null'))
    return saved.success ? saved.data : null
  } catch {
    return null
  }
}

/** True for one that says nothing. A turn that waits is in the box. */
export function isEmptyDraft({ waiting: _waiting, ...draft }: Saved): boolean {
  return Object.values(draft).every(
    (part) => part === null || part === '' || Object.keys(part).length === 0,
  )
}

/** The same without the images of results: they alone are large. */
export function withoutImages<T extends Pick<Saved, 'results'>>(saved: T): T {
  const results = Object.entries(saved.results).map(([key, { blocks, ...result }]) => {
    return [key, { ...result, blocks: blocks.filter(({ type }) => type === 'text') }] as const
  })
  return { ...saved, results: Object.fromEntries(results) }
}
