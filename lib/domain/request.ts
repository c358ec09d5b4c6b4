import type { Block, MessageParam, MessagesBody } from '@/lib/wire/types'
import { withCarried } from './carried'
import type { ChatSettings, Conversation, Message } from './conversation'
import { type FileIdOf, fileIdsIn } from './files/source'
import type { Judgement } from './judge'
import { withPairedCalls } from './paired-calls'
import { fieldsOf, prefixOf, withPatch } from './request-fields'
import type { Run } from './run'
import type { SentTurn } from './sent-turn'

/**
 * The Messages body for the next answer: the turns on the path, and what the settings say.
 * Thinking blocks are valid only under the account, the model and the system prompt they were made
 * with, and after files of the same ids (newer models check the whole prefix, claude-api.md §2.4), so
 * elsewhere they stay behind; a cut answer sends its finished text and nothing half made. What came with a captured request goes as
 * it was captured.
 */
export function buildBody(
  path: readonly Message[],
  runs: ReadonlyMap<string, Run>,
  settings: ChatSettings,
  {
    withheld = [],
    maxTokens = null,
    account = null,
    fileIdOf = null,
  }: Partial<Judgement & Asked> = {},
): MessagesBody {
  const key = contextKey(settings, account)
  const body: MessagesBody = {
    model: settings.model,
    max_tokens: maxTokens ?? settings.maxTokens,
    ...fieldsOf(settings, new Set(withheld)),
    messages: trimPrefill(sentTurns(path, runs, key, fileIdOf)).map(toWire),
    stream: settings.stream,
  }
  return withPatch(withCarried(body, settings.carried), settings.patch)
}

interface Asked {
  /** Whose key it goes with (`accountOf`). */
  account: string | null
  /** Null while nobody knows the ids of its files: they are taken to be what they were. */
  fileIdOf: FileIdOf | null
}

/** True for thinking that was made in such a context (`Run.contextKey`) and is valid here. */
type Holds = (made: string | null) => boolean

/**
 * The turns that go with a request of that context, in their order on the wire: those of which
 * nothing is left stay behind.
 */
export function sentTurns(
  path: readonly Message[],
  runs: ReadonlyMap<string, Run>,
  key: string | null,
  fileIdOf: FileIdOf | null = null,
): SentTurn[] {
  const fileIds: string[] = []
  // Runs of older versions have no mark of their files' ids: the key alone says what it said then.
  const holds: Holds = (made) =>
    fileIdOf === null
      ? lessFiles(made) === lessFiles(key)
      : made === key || made === withFileIds(key, fileIds)
  const turns = path
    .filter(({ mark }) => mark !== 'off')
    .map((message) => {
      const content = contentOf(message, runs, holds)
      if (fileIdOf !== null) fileIds.push(...fileIdsIn([{ content }], fileIdOf))
      return { message, param: { role: message.role, content } }
    })
    .filter(hasContent)
  return withPairedCalls(turns).filter(hasContent)
}

/** A turn that was captured empty stays so. */
function hasContent({ message, param }: SentTurn): boolean {
  return param.content.length > 0 || message.content?.length === 0
}

/** A turn as a body has it: one that was captured with the fields and in the form that it had. */
export function toWire({ message: { captured }, param }: SentTurn): MessageParam {
  const text = captured?.isString ? param.content[0]?.text : undefined
  const content = typeof text === 'string' ? text : param.content
  return { ...captured?.fields, ...param, content }
}

/** What of a turn holds in any other place: its thinking does not (claude-api.md §2.4). */
export function keptContent(turn: Message, runs: ReadonlyMap<string, Run>): Block[] {
  return contentOf(turn, runs, () => false).filter((block) => !isThinking(block))
}

function contentOf(
  { content, captured, runId }: Message,
  runs: ReadonlyMap<string, Run>,
  holds: Holds,
): Block[] {
  if (content !== null) {
    const isValid = captured === undefined || holds(captured.contextKey)
    return isValid ? content : content.filter((block) => !isThinking(block))
  }
  const run = runId === null ? undefined : runs.get(runId)
  return run === undefined ? [] : answerContent(run, holds)
}

function answerContent(run: Run, holds: Holds): Block[] {
  const content = run.message?.content ?? []
  // What a refusal had said is to be discarded before the conversation goes on (claude-api.md §3).
  if (run.message?.stop_reason === 'refusal') return []
  if (run.status !== 'complete') return content.filter(isFinishedText)
  const isValid = holds(run.contextKey)
  return content.filter(
    (block) => !isEmptyText(block) && !isUnsigned(block) && (isValid || !isThinking(block)),
  )
}

/** Of what a request may carry, that which stands before its turns (claude-api.md §2.4). */
export const PREFIX_FIELDS: readonly string[] = ['system', 'tools', 'mcp_servers']

/** Names what a thinking block is bound to; a short fingerprint, not a secret (FNV-1a, 2 x 32 bits). */
export function contextKey(settings: ChatSettings, account: string | null): string {
  const { upstream, model, system, carried, patch, systemBlocks } = settings
  const { tools, system: blocks } = prefixOf(settings)
  const own: unknown[] = [
    ...(tools === undefined ? [] : [tools]),
    ...(systemBlocks ? [blocks] : []),
  ]
  const more = [carried?.body, patch].flatMap((fields) => {
    const values = PREFIX_FIELDS.map((name) => fields?.[name])
    return values.every((value) => value === undefined) ? [] : values
  })
  const text = JSON.stringify([upstream, account, model, system, ...more, ...own])
  return fingerprintOf(text)
}

const BEFORE_FILES = '.'

/** The context after turns that name files by such ids; without any it is that of the settings. */
export function withFileIds<Key extends string | null>(key: Key, ids: readonly string[]) {
  return key === null || ids.length === 0
    ? key
    : `${key}${BEFORE_FILES}${fingerprintOf(JSON.stringify(ids))}`
}

/** The context that the settings make, whichever files there are. */
export function lessFiles(key: string | null): string | null {
  return key?.split(BEFORE_FILES, 1)[0] ?? null
}

function fingerprintOf(text: string): string {
  return fnv1a(text, 0x811c9dc5) + fnv1a(text, 0x9747b28c)
}

function fnv1a(text: string, seed: number): string {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

function isThinking(block: Block): boolean {
  return block.type === 'thinking' || block.type === 'redacted_thinking'
}

/** Thinking that ended before its signature is no whole block: it is refused, and may stay behind. */
function isUnsigned(block: Block): boolean {
  return block.type === 'thinking' && (block.signature ?? '') === ''
}

/** Text blocks of nothing, or of white space alone, are refused upstream. */
function isEmptyText(block: Block): boolean {
  return block.type === 'text' && (typeof block.text !== 'string' || block.text.trim() === '')
}

/** Citations of a cut block may be incomplete; its text is not. */
function isFinishedText(block: Block): boolean {
  return block.type === 'text' && typeof block.text === 'string' && block.text.trim() !== ''
}

/** A prefill must not end in white space (claude-api.md §2.2); a captured one is what it is. */
function trimPrefill(turns: SentTurn[]): SentTurn[] {
  const last = turns.at(-1)
  if (last?.param.role !== 'assistant' || last.message.content !== null) return turns
  const { content } = last.param
  const block = content.at(-1)
  if (block?.type !== 'text' || typeof block.text !== 'string') return turns
  const trimmed = { ...block, text: block.text.trimEnd() }
  const param = { ...last.param, content: [...content.slice(0, -1), trimmed] }
  return [...turns.slice(0, -1), { ...last, param }]
}

/** True when a turn asks for tools of one's own: the API takes nothing after it but their results. */
export function hasOpenCall({ messages, headId, runs }: Conversation): boolean {
  const head = messages.findLast(({ id }) => id === headId)
  if (head?.role !== 'assistant') return false
  const run = runs.find(({ id }) => id === head.runId)
  // What was cut inside a call asks for nothing, and stays behind.
  if (run !== undefined && run.message?.stop_reason !== 'tool_use') return false
  const [sent] = sentTurns([head], new Map(runs.map((run) => [run.id, run])), null)
  return sent?.param.content.some(({ type }) => type === 'tool_use') ?? false
}
