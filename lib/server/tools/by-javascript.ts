import 'server-only'
import type { ToolResult } from '@/lib/domain/tools/answer'
import { isRecord } from '@/lib/wire/json'
import { TookTooMuch } from '../worker/thread'
import type { Handler } from './handler'
import { failed } from './results'
import type { Scripts } from './script/pool'
import type { ScriptEnd } from './script/run-script'

/** Answers by what a script returns: a text, content blocks, or anything else as JSON. */
export function byJavascript(scripts: Scripts): Handler<'javascript'> {
  return async ({ code, seconds, megabytes }, { input, signal, onConsole }) => {
    const job = { code, input: JSON.stringify(input), seconds, megabytes }
    const console: string[] = []
    const onLine = (line: string) => {
      console.push(line)
      onConsole?.(line)
    }
    try {
      const end = await scripts.run(job, signal, onLine)
      return { result: toResult(end), console, rule: null }
    } catch (error) {
      if (!(error instanceof TookTooMuch)) throw error
      return { ...failed(`The script was ended: ${error.message}.`), console }
    }
  }
}

function toResult(end: ScriptEnd): ToolResult {
  if (end.kind === 'error') return { content: end.message, isError: true }
  if (end.kind === 'text') return { content: end.text, isError: false }
  const value: unknown = JSON.parse(end.json)
  return { content: isBlocks(value) ? value : end.json, isError: false }
}

/** What a `tool_result` may hold that a script can make (claude-api.md §2.7). */
const BLOCK_TYPES = new Set<unknown>(['text', 'image', 'document', 'search_result'])

const MOST_BLOCKS = 1000

type Block = Exclude<ToolResult['content'], string>[number]

function isBlocks(value: unknown): value is Block[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MOST_BLOCKS &&
    value.every((block) => isRecord(block) && BLOCK_TYPES.has(block.type))
  )
}
