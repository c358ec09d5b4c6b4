import * as z from 'zod/mini'
import type { Block } from '@/lib/wire/types'
import { type ChatSettings, chatSettingsSchema, WITHHOLDABLE } from './chat-settings'
import { idSchema } from './ids'
import type { Run } from './run'
import type { RunMark } from './run-mark'
import type { ToolCall } from './tools/call'

export {
  API_VERSIONS,
  type ChatSettings,
  chatSettingsSchema,
  NO_CHOICES,
  NO_PARAMETERS,
  THINKING_DISPLAYS,
  WITHHOLDABLE,
  type Withholdable,
} from './chat-settings'

/** A turn in a conversation's tree. Siblings share a parent; nothing is ever overwritten. */
export interface Message {
  id: string
  conversationId: string
  /** Null for the first turn. */
  parentId: string | null
  role: 'user' | 'assistant' | 'system'
  /** The blocks as sent. Null for an answer: its run holds what came. */
  content: Block[] | null
  runId: string | null
  createdAt: number
  /** `prefill`: the beginning that its answer was given; `off`: it is not sent. */
  mark?: TurnMark
  /** Only of a turn that came with a captured request. */
  captured?: CapturedTurn
}

export const TURN_MARKS = ['prefill', 'off'] as const
export type TurnMark = (typeof TURN_MARKS)[number]

/** What sends a captured turn back as it was, beside its role and its blocks. */
export interface CapturedTurn {
  /** Its thinking is valid in requests of this context (`contextKey`). */
  contextKey: string
  /** Its content was a string, which means one text block. */
  isString?: boolean
  /** Fields that it had beside role and content. */
  fields?: Record<string, unknown>
  /** It was a turn of a conversation: what goes for those goes for it. */
  isOwn?: boolean
}

/** `comparison`: a row of the list whose columns are conversations of the kind `column`, which are not in it. */
export type ConversationKind = 'chat' | 'comparison' | 'column'

export interface ConversationSummary {
  id: string
  kind: ConversationKind
  title: string
  createdAt: number
  updatedAt: number
  /** When it was pinned to the top of the list; null = it is not. */
  pinnedAt: number | null
}

export interface Conversation extends ConversationSummary {
  /** The last turn of the branch in view, mostly a leaf; null while empty. */
  headId: string | null
  /** What the last run of this conversation was asked with; null while empty. */
  settings: ChatSettings | null
  /** The whole tree, in order of creation; without what was deleted, and what hangs under it. */
  messages: Message[]
  /** The runs of its assistant turns. */
  runs: Run[]
  /** The calls of one's own tools that its answers ask for, each turn's in order. */
  toolCalls: ToolCall[]
  /** What a person thinks of the answers of those runs, where they said so. */
  marks: RunMark[]
}

/** A content block as a client may send it: a `type`, the rest as it is. */
const blockSchema = z.looseObject({ type: z.string().check(z.minLength(1), z.maxLength(128)) })

/**
 * Body of `POST /api/runs`. With `userMessage` the turn is committed first and the run answers it;
 * without it the run answers `parentId` again: a user turn (Retry) or, where the model takes a
 * prefill, an interrupted assistant turn (Continue).
 */
export const startRunSchema = z.strictObject({
  id: idSchema,
  conversationId: idSchema,
  parentId: z.nullable(idSchema),
  userMessage: z.nullable(
    z.strictObject({
      id: idSchema,
      content: z.array(blockSchema).check(z.minLength(1), z.maxLength(1000)),
    }),
  ),
  /** The turn that the answer begins with, under the question. */
  prefill: z._default(
    z.nullable(
      z.strictObject({
        id: idSchema,
        text: z.string().check(z.minLength(1), z.maxLength(100_000)),
      }),
    ),
    null,
  ),
  assistantMessageId: idSchema,
  settings: chatSettingsSchema,
  /** What the settings hold and is not sent, as the panel showed it. */
  withheld: z._default(z.array(z.enum(WITHHOLDABLE)).check(z.maxLength(WITHHOLDABLE.length)), []),
  /** What is sent as `max_tokens`, where the model writes less than the settings ask for. */
  maxTokens: z._default(z.nullable(chatSettingsSchema.shape.maxTokens), null),
  /** Names the account that is asked (`accountOf`); null where there is none, or it is not known. */
  account: z._default(z.nullable(z.string().check(z.maxLength(200))), null),
  /** The results of tools in this turn have not gone back yet, as far as it is known where it was made. */
  hasNewResults: z._default(z.boolean(), false),
})
export type StartRun = z.infer<typeof startRunSchema>

/** What a start says beside its settings: a tool loop goes on with the same. */
export const askedSchema = z.pick(startRunSchema, {
  withheld: true,
  maxTokens: true,
  account: true,
})
export type Asked = z.infer<typeof askedSchema>

/** Answer of `POST /api/runs`: what was committed, enough to draw without another request. */
export interface StartedRun {
  run: Run
  /** The user turn and the prefill (when they were sent), and the assistant turn. */
  messages: Message[]
  conversation: ConversationSummary & { headId: string | null; settings: ChatSettings | null }
}

/**
 * Body of `PATCH /api/conversations/{id}`. `deleted: false` undoes a delete; `headId` brings the
 * branch that ends at this turn into view.
 */
export const patchConversationSchema = z.partial(
  z.strictObject({
    title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    deleted: z.boolean(),
    pinned: z.boolean(),
    headId: idSchema,
  }),
)

export type PatchConversation = z.infer<typeof patchConversationSchema>

/** Body of `PATCH /api/conversations/{id}/turns/{turnId}`: delete from here, or undo that. */
export const patchTurnSchema = z.strictObject({ deleted: z.boolean() })
export type PatchTurn = z.infer<typeof patchTurnSchema>

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
