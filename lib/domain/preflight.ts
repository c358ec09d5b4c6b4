import type { Block, MessagesBody } from '@/lib/wire/types'
import { type Complaint, readComplaint } from './complaint'
import { localSourceOf, sourceKey } from './files/source'
import { findModel } from './models'

/** Answer of `POST /api/preflight`. */
export interface Preflight {
  /** What the API would refuse, in its own words. */
  complaints: string[]
  /** By the upstream's `count_tokens`, an estimate; null where it does not say. */
  inputTokens: number | null
}

/** What there is to say about a request before it is sent. */
export type Finding =
  | ({ kind: 'refused' } & Complaint)
  | { kind: 'waste'; field: string; code: WasteCode; count: number }

export type WasteCode =
  | 'tooShortToCache' // marks, and a prompt below the least that the model caches
  | 'longUnstreamed' // SDKs refuse to wait so long for an answer in one piece
  | 'uncallableTools' // sent and paid for, and `tool_choice` lets none be called

/** Above it an answer without streaming may take longer than SDKs wait (claude-api.md §5.3). */
const LONG_ANSWER = 21_333

const FILE_BLOCKS: ReadonlySet<string> = new Set(['image', 'document', 'container_upload'])

/**
 * Names what of a body takes tokens that the length of its texts does not tell: its files and images,
 * empty where there are none. A count of a body that names the same is still about right.
 */
export function filesIn({ messages }: Pick<MessagesBody, 'messages'>): string {
  const blocks = messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content))
  return blocks
    .filter(({ type }) => FILE_BLOCKS.has(type))
    .map((block) => {
      const source = localSourceOf(block)
      return source === null ? block.type : sourceKey(source)
    })
    .join()
}

/** All findings, refusals first. */
export function findingsOf(body: MessagesBody, preflight: Preflight | undefined): Finding[] {
  const refused = (preflight?.complaints ?? []).map(
    (message): Finding => ({ kind: 'refused', ...readComplaint(message) }),
  )
  return [...refused, ...wasteOf(body, preflight?.inputTokens ?? null)]
}

function wasteOf(body: MessagesBody, inputTokens: number | null): Finding[] {
  const least = findModel(body.model)?.minCacheTokens ?? 0
  const isShort = inputTokens !== null && inputTokens < least
  const { tools, tool_choice: choice } = body
  const isNone =
    typeof choice === 'object' && choice !== null && 'type' in choice && choice.type === 'none'
  const found: [boolean, Omit<Extract<Finding, { kind: 'waste' }>, 'kind'>][] = [
    [isShort && isMarked(body), { field: 'cache_control', code: 'tooShortToCache', count: least }],
    [
      body.stream !== true && body.max_tokens > LONG_ANSWER,
      { field: 'stream', code: 'longUnstreamed', count: LONG_ANSWER },
    ],
    [
      isNone && Array.isArray(tools) && tools.length > 0,
      {
        field: 'tool_choice',
        code: 'uncallableTools',
        count: Array.isArray(tools) ? tools.length : 0,
      },
    ],
  ]
  return found.flatMap(([isSo, finding]) => (isSo ? [{ kind: 'waste' as const, ...finding }] : []))
}

/** True where anything in a request is marked to be cached. */
export function isMarked({ system, tools, messages, cache_control: whole }: MessagesBody): boolean {
  if (whole != null) return true
  const blocks: unknown[] = [
    ...(Array.isArray(system) ? system : []),
    ...(Array.isArray(tools) ? tools : []),
    ...messages.flatMap(({ content }) => withResults(content)),
  ]
  return blocks.some(
    (block) =>
      typeof block === 'object' &&
      block !== null &&
      'cache_control' in block &&
      block.cache_control != null,
  )
}

/** Its blocks, and those in the results of tools: a mark may stand there, too. */
function withResults(content: unknown): Block[] {
  const blocks: Block[] = Array.isArray(content) ? content : []
  return blocks.flatMap((block) =>
    block.type === 'tool_result' ? [block, ...withResults(block.content)] : [block],
  )
}
