import 'server-only'
import { parseDirectives } from '@/lib/domain/sandbox-directives'
import type { Media } from '../media/media'
import type { ContentBlock } from '../request/blocks'
import { blocksOf } from '../request/rules-turns'
import type { MessagesBody, Turn } from '../request/schema'
import { splitMessage } from '../text/split-message'
import type { Brief, ToolOutcome } from './brief'
import { gatherImages, gatherSources, gatherUnread } from './gather-sources'
import { type Language, languageOf, measure } from './measure'

const LONGEST_PARTED = 20_000

/** Gathers what an answer is made of, of turns that are merged; `text` is the user's last text without its directives. */
export function gatherBrief(body: MessagesBody, media: Media, text: string, seed: number): Brief {
  const { messages } = body
  const last = messages.findLastIndex((turn) => turn.role === 'user')
  // What stands after the user's last words is the beginning of this very answer.
  const before = messages.slice(0, Math.max(0, last))
  const calls = callsOf(messages)
  return {
    seed,
    language: languageOfAsk(text),
    text,
    system: systemText(body),
    turn: messages.filter((turn) => turn.role === 'user').length,
    history: before.flatMap(historyOf),
    sources: gatherSources(messages, media),
    images: gatherImages(messages, media),
    unread: gatherUnread(messages, media),
    results: messages.slice(last, last + 1).flatMap((turn) => resultsOf(turn, calls)),
  }
}

/** The language of what is asked; of the whole text where it asks nothing or is too long to part here. */
function languageOfAsk(text: string): Language {
  const ask = text.length > LONGEST_PARTED ? text : splitMessage(text, true).ask
  const size = measure(ask)
  return languageOf(size.words + size.han === 0 ? measure(text) : size)
}

function historyOf(turn: Turn): Brief['history'] {
  if (turn.role === 'system') return []
  const { text } = parseDirectives(textOf(turn))
  return text === '' ? [] : [{ role: turn.role, text }]
}

/** Every call of a client's tool, by its id. */
function callsOf(turns: readonly Turn[]): Map<string, { name: string; input: unknown }> {
  return new Map(
    turns.flatMap((turn) =>
      blocksOf(turn).flatMap((block) =>
        block.type === 'tool_use'
          ? [[block.id, { name: block.name, input: block.input }] as const]
          : [],
      ),
    ),
  )
}

function resultsOf(
  turn: Turn,
  calls: ReadonlyMap<string, { name: string; input: unknown }>,
): ToolOutcome[] {
  return blocksOf(turn).flatMap((block) => {
    if (block.type !== 'tool_result') return []
    const { name = '', input = {} } = calls.get(block.tool_use_id) ?? {}
    return [{ name, input, isError: block.is_error === true, text: resultText(block.content) }]
  })
}

type ResultContent = Extract<ContentBlock, { type: 'tool_result' }>['content']

function resultText(content: ResultContent): string {
  if (content === undefined || typeof content === 'string') return content ?? ''
  return content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
}

/** The text of a turn's text blocks. */
export function textOf(turn: Turn): string {
  return textsOf(turn).join('\n')
}

export function textsOf(turn: Turn): string[] {
  return blocksOf(turn).flatMap((block) => (block.type === 'text' ? [block.text] : []))
}

function systemText(body: MessagesBody): string {
  const { system = '' } = body
  return typeof system === 'string' ? system : system.map((block) => block.text).join('\n')
}
