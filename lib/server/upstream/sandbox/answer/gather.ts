import 'server-only'
import { parseDirectives } from '@/lib/domain/sandbox-directives'
import type { Media } from '../media/media'
import type { ContentBlock } from '../request/blocks'
import { blocksOf } from '../request/rules-turns'
import type { MessagesBody, Turn } from '../request/schema'
import type { Brief, ImageFacts, Source, ToolOutcome } from './brief'
import { languageOf, measure } from './measure'

/** Gathers what an answer is made of; `text` is the user's last text without its directives. */
export function gatherBrief(body: MessagesBody, media: Media, text: string, seed: number): Brief {
  const users = body.messages.filter((turn) => turn.role === 'user')
  const found = body.messages.flatMap((turn) => blocksOf(turn).map((block) => look(block, media)))
  const calls = callsOf(body.messages)
  return {
    seed,
    language: languageOf(measure(text)),
    text,
    system: systemText(body),
    turn: users.length,
    history: body.messages.slice(0, -1).flatMap(historyOf),
    sources: found.flatMap(({ source }) => source ?? []),
    images: found.flatMap(({ image }) => image ?? []),
    unread: found.flatMap(({ unread }) => unread ?? []),
    results: resultsOf(body.messages.at(-1), calls),
    called: [...calls.values()],
  }
}

interface Found {
  source?: Source
  image?: ImageFacts
  unread?: string
}

/** What a block holds to work on. */
function look(block: ContentBlock, media: Media): Found {
  const known = media.get(block)
  if (known?.kind === 'image') return { image: known.facts }
  if (known?.kind === 'unread') return { unread: known.name }
  if (block.type === 'document') {
    const title = block.title ?? null
    if (known?.kind === 'pdf')
      return { source: { kind: 'pdf', title, pieces: known.pages, cite: null } }
    if (known?.kind === 'text')
      return { source: { kind: 'document', title, pieces: [known.text], cite: null } }
    return {}
  }
  return {}
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
  turn: Turn | undefined,
  calls: ReadonlyMap<string, { name: string; input: unknown }>,
): ToolOutcome[] {
  if (turn === undefined) return []
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
  return blocksOf(turn)
    .flatMap((block) => (block.type === 'text' ? [block.text] : []))
    .join('\n')
}

function systemText(body: MessagesBody): string {
  const { system = '' } = body
  return typeof system === 'string' ? system : system.map((block) => block.text).join('\n')
}
