import 'server-only'
import type { ChatSettings, Message } from '@/lib/domain/conversation'
import type { Run } from '@/lib/domain/run'
import { type Answer, OUTSIDE_WAYS, toolResultSchema } from '@/lib/domain/tools/answer'
import type { CallNote, ToolCall } from '@/lib/domain/tools/call'
import { nameOfDefinition, type ToolDefinition } from '@/lib/domain/tools/definition'
import type { Tool } from '@/lib/domain/tools/tool'
import { INVALID_JSON_KEY } from '@/lib/wire/accumulate'
import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { WITHOUT_TOOL } from './answer-call'

/** What decides how the calls of an answer begin. */
export interface LoopState {
  conversationId: string
  messageId: string
  settings: ChatSettings | null
  /** The library by id. */
  library: ReadonlyMap<string, Tool>
  /** Those that a person has let run from now on in this conversation, by id. */
  approved: ReadonlySet<string>
  /** This turn holds results that came from outside. */
  hasOutside: boolean
  /** Why the loop does not go on by itself; null = it does. */
  limit: CallNote | null
  /** What is wrong with an input by its tool's schema; null = nothing is known to be. */
  check(definition: ToolDefinition, input: unknown): Promise<string | null>
  /** True where a tool is not what it was when it was accepted. */
  hasChanged(answer: Answer): Promise<boolean>
}

/** The tool of the library that a call's name stands for in its request. */
export function toolOf(
  settings: ChatSettings | null,
  name: string,
  library: ReadonlyMap<string, Tool>,
): { id: string | null; definition: ToolDefinition | null; tool: Tool | null } {
  const chosen = settings?.tools.find(({ definition }) => nameOfDefinition(definition) === name)
  if (chosen === undefined) return { id: null, definition: null, tool: null }
  const { id, definition } = chosen
  return { id, definition, tool: library.get(id) ?? null }
}

/** The calls that an answer asks for, each as it begins: to be run, asked about, or answered by hand. */
export async function planCalls(content: readonly Block[], state: LoopState): Promise<ToolCall[]> {
  const blocks = content.filter(({ type, id }) => type === 'tool_use' && typeof id === 'string')
  return Promise.all(
    blocks.map(async (block, index) => ({ ...(await planCall(block, state)), index })),
  )
}

/**
 * The calls of an answer that a program had asked for: its tools are not here, so that a person answers
 * what the program would have.
 */
export async function planCapturedCalls(
  { status, message }: Pick<Run, 'status' | 'message'>,
  ids: Pick<ToolCall, 'conversationId' | 'messageId'>,
): Promise<ToolCall[]> {
  if (status !== 'complete' || message?.stop_reason !== 'tool_use') return []
  return planHandCalls(message.content, ids)
}

/**
 * The calls of turns that stand one under the other and that no run here has written: those whose
 * results stand in the next turn have them, the others are a person's to answer, should the branch
 * come to end there.
 */
export async function planWrittenCalls(turns: readonly Message[]): Promise<ToolCall[]> {
  const calls = await Promise.all(
    turns.map(async ({ role, mark, content, conversationId, id: messageId }, index) => {
      // What is not sent asks for nothing.
      if (role !== 'assistant' || mark === 'off') return []
      const planned = await planHandCalls(content ?? [], { conversationId, messageId })
      return planned.map((call) => withResult(call, turns[index + 1]))
    }),
  )
  return calls.flat()
}

function withResult(call: ToolCall, next: Message | undefined): ToolCall {
  const block = next?.content?.find(
    ({ type, tool_use_id }) => type === 'tool_result' && tool_use_id === call.id,
  )
  if (next === undefined || block === undefined) return call
  const { content, is_error } = block
  const result = toolResultSchema.safeParse({ content: content ?? [], isError: is_error === true })
  if (!result.success) return call
  return { ...call, state: 'done', result: result.data, resultMessageId: next.id }
}

/** The calls of a turn that nothing here has asked for; a person answers them. */
function planHandCalls(
  content: readonly Block[],
  ids: Pick<ToolCall, 'conversationId' | 'messageId'>,
): Promise<ToolCall[]> {
  return planCalls(content, {
    ...ids,
    settings: null,
    library: new Map(),
    approved: new Set(),
    hasOutside: false,
    limit: null,
    check: async () => null,
    hasChanged: async () => false,
  })
}

async function planCall(block: Block, state: LoopState): Promise<ToolCall> {
  const { conversationId, messageId, settings, library } = state
  const name = typeof block.name === 'string' ? block.name : ''
  const { id: toolId, definition, tool } = toolOf(settings, name, library)
  const call: ToolCall = {
    id: String(block.id),
    conversationId,
    messageId,
    index: 0,
    name,
    toolId,
    by: tool?.answer.by ?? 'hand',
    state: 'waiting',
    note: null,
    result: null,
    isEdited: false,
    console: [],
    startedAt: null,
    endedAt: null,
    resultMessageId: null,
  }
  const problem = await problemOf(block.input, definition, state)
  if (problem !== null) {
    const result = { content: `The call was not run: ${problem}`, isError: true }
    return { ...call, state: 'done', note: { code: 'invalidInput', problem }, result }
  }
  if (tool === null) return toolId === null ? call : { ...call, ...WITHOUT_TOOL }
  if (tool.answer.by === 'hand') return call
  if (await state.hasChanged(tool.answer)) {
    return { ...call, state: 'asking', note: { code: 'toolChanged' } }
  }
  const reason = reasonToAsk(tool, tool.answer, state)
  if (reason !== undefined) return { ...call, state: 'asking', note: reason }
  return { ...call, state: 'running', startedAt: Date.now() }
}

async function problemOf(
  input: unknown,
  definition: ToolDefinition | null,
  { check }: LoopState,
): Promise<string | null> {
  if (!isRecord(input) || Object.hasOwn(input, INVALID_JSON_KEY)) {
    return 'the arguments are not a JSON object.'
  }
  return definition === null ? null : check(definition, input)
}

/** Undefined = nobody need be asked; null = asked because the tool says so. */
function reasonToAsk(tool: Tool, answer: Answer, state: LoopState): CallNote | null | undefined {
  if (state.limit !== null) return state.limit
  if (OUTSIDE_WAYS.has(answer.by) && state.hasOutside) return { code: 'outsideResults' }
  if (tool.approval === 'each') return null
  return tool.approval === 'conversation' && !state.approved.has(tool.id) ? null : undefined
}
