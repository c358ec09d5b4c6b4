import { z } from 'zod'
import type { Block } from '@/lib/wire/types'
import { idSchema } from './ids'
import { EFFORT_LEVELS, THINKING_TYPES } from './models-row'
import type { Run } from './run'

/** A turn in a conversation's tree. Siblings share a parent; nothing is ever overwritten. */
export interface Message {
  id: string
  conversationId: string
  /** Null for the first turn. */
  parentId: string | null
  role: 'user' | 'assistant'
  /** A user turn's blocks as sent. Null for an assistant turn: its run holds what came. */
  content: Block[] | null
  runId: string | null
  createdAt: number
}

export interface ConversationSummary {
  id: string
  title: string
  createdAt: number
  updatedAt: number
  /** When it was pinned to the top of the list; null = it is not. */
  pinnedAt: number | null
}

export interface Conversation extends ConversationSummary {
  /** The leaf of the branch in view; null while empty. */
  headId: string | null
  /** What the last run of this conversation was asked with; null while empty. */
  settings: ChatSettings | null
  /** The whole tree, in order of creation. */
  messages: Message[]
  /** The runs of its assistant turns. */
  runs: Run[]
}

export const API_VERSIONS = ['2023-06-01', '2026-10-21'] as const

export const THINKING_DISPLAYS = ['summarized', 'omitted'] as const

/**
 * What a person chose for the next run of a conversation. Null = not chosen: the field is left out
 * and the API's own default holds. Fields added since have defaults, so that older rows still load.
 */
export const chatSettingsSchema = z.strictObject({
  upstream: z.string().min(1).max(64),
  apiVersion: z.enum(API_VERSIONS),
  model: z.string().min(1).max(256),
  maxTokens: z.int().min(1).max(1_000_000),
  system: z.string().max(4_000_000),
  temperature: z.number().min(0).max(1).nullable().default(null),
  topP: z.number().min(0).max(1).nullable().default(null),
  topK: z.int().min(0).max(1_000_000).nullable().default(null),
  stopSequences: z.array(z.string().min(1).max(1000)).max(64).default([]),
  thinkingType: z.enum(THINKING_TYPES).nullable().default(null),
  budgetTokens: z.int().min(1).max(1_000_000).nullable().default(null),
  thinkingDisplay: z.enum(THINKING_DISPLAYS).nullable().default(null),
  effort: z.enum(EFFORT_LEVELS).nullable().default(null),
  stream: z.boolean().default(true),
})
export type ChatSettings = z.infer<typeof chatSettingsSchema>

/** The parameters that nobody has touched. */
export const NO_PARAMETERS = {
  temperature: null,
  topP: null,
  topK: null,
  stopSequences: [] as string[],
  thinkingType: null,
  budgetTokens: null,
  thinkingDisplay: null,
  effort: null,
  stream: true,
} satisfies Partial<ChatSettings>

/** The fields of {@link ChatSettings} that may stay behind, because model and version refuse them. */
export const WITHHOLDABLE = [
  'temperature',
  'topP',
  'topK',
  'stopSequences',
  'thinkingType',
  'budgetTokens',
  'thinkingDisplay',
  'effort',
] as const
export type Withholdable = (typeof WITHHOLDABLE)[number]

/** A content block as a client may send it: a `type`, the rest as it is. */
const blockSchema = z.looseObject({ type: z.string().min(1).max(128) })

/**
 * Body of `POST /api/runs`. With `userMessage` the turn is committed first and the run answers it;
 * without it the run answers `parentId` again: a user turn (Retry) or, where the model takes a
 * prefill, an interrupted assistant turn (Continue).
 */
export const startRunSchema = z.strictObject({
  id: idSchema,
  conversationId: idSchema,
  parentId: idSchema.nullable(),
  userMessage: z
    .strictObject({ id: idSchema, content: z.array(blockSchema).min(1).max(1000) })
    .nullable(),
  assistantMessageId: idSchema,
  settings: chatSettingsSchema,
  /** What the settings hold and is not sent, as the panel showed it. */
  withheld: z.array(z.enum(WITHHOLDABLE)).max(WITHHOLDABLE.length).default([]),
})
export type StartRun = z.infer<typeof startRunSchema>

/** Answer of `POST /api/runs`: what was committed, enough to draw without another request. */
export interface StartedRun {
  run: Run
  /** The user turn (when one was sent) and the assistant turn. */
  messages: Message[]
  conversation: ConversationSummary & { headId: string | null; settings: ChatSettings | null }
}

/** Body of `PATCH /api/conversations/{id}`. `deleted: false` undoes a delete. */
export const patchConversationSchema = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    deleted: z.boolean(),
    pinned: z.boolean(),
  })
  .partial()

export type PatchConversation = z.infer<typeof patchConversationSchema>

/** The turns from the root to `headId`, in order. Unknown ids give an empty path. */
export function pathTo(messages: readonly Message[], headId: string | null): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const path: Message[] = []
  const seen = new Set<string>()
  for (let id = headId; id !== null && !seen.has(id); ) {
    const message = byId.get(id)
    if (message === undefined) break
    seen.add(id)
    path.push(message)
    id = message.parentId
  }
  return path.reverse()
}
