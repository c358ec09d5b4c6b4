import 'server-only'
import { parseDirectives } from '@/lib/domain/sandbox-directives'
import { isRecord } from '@/lib/wire/json'
import type { Brief } from '../answer/brief'
import { textOf } from '../answer/gather'
import { type Language, languageOf, measure } from '../answer/measure'
import { blocksOf } from '../request/rules-turns'
import type { MessagesBody } from '../request/schema'
import type { Planned } from './plan-calls'

/** Where a request stands: what the user asked, and what has been called for it. */
export interface Loop {
  question: string
  /** The question's: the turn that brings results may have no words. */
  language: Language
  called: { name: string; input: unknown }[]
  /** True where the last turn brings results. */
  isOpen: boolean
}

/** The question of the tool loop that a request continues; a request without results begins one. */
export function readLoop({ messages }: MessagesBody, brief: Brief): Loop {
  const start = messages.findLastIndex(
    (turn) =>
      turn.role === 'user' &&
      textOf(turn).trim() !== '' &&
      blocksOf(turn).every(({ type }) => type !== 'tool_result'),
  )
  const first = messages[start]
  const asked = first === undefined ? '' : parseDirectives(textOf(first)).text
  const isOpen = brief.results.length > 0
  const called = messages
    .slice(start + 1)
    .flatMap((turn) =>
      blocksOf(turn).flatMap((block) =>
        block.type === 'tool_use' ? [{ name: block.name, input: block.input }] : [],
      ),
    )
  const question = isOpen && brief.text.trim() === '' ? asked : brief.text
  return { question, language: languageOf(measure(question)), called, isOpen }
}

/** Whether a call has been made, in the same words or with more in them. */
export function isDone({ tool, input }: Planned, called: Loop['called']): boolean {
  const values = textsIn(input)
  return called.some((call) => {
    if (call.name !== tool.name) return false
    const before = textsIn(call.input)
    return values.every((value) => before.some((one) => one.includes(value)))
  })
}

const DEEPEST = 8

function textsIn(value: unknown, depth = 0): string[] {
  if (depth > DEEPEST) return []
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, depth + 1))
  if (isRecord(value)) return Object.values(value).flatMap((one) => textsIn(one, depth + 1))
  return [String(value).toLowerCase()]
}
