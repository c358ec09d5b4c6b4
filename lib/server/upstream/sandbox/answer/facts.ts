import 'server-only'
import { parseDirectives } from '@/lib/domain/sandbox-directives'
import type { ContentBlock } from '../request/blocks'
import { blocksOf } from '../request/rules-turns'
import type { MessagesBody, Turn } from '../request/schema'

/** What a request holds, as far as the sandbox can say something true about it. */
export interface Facts {
  /** The user's last text, directives taken out. */
  text: string
  /** Which of the user's turns it stands in, from 1. */
  turn: number
  /** How the conversation began; empty on its first turn. */
  opening: string
  system: string
  attachments: Attachment[]
  toolResults: number
  tools: number
  hasFormat: boolean
}

export interface Attachment {
  kind: 'image' | 'pdf' | 'document' | 'search_result'
  /** Media type or title, where there is one. */
  detail: string
}

/** Gathers the facts; `text` is the user's last text without its directives. */
export function gatherFacts(body: MessagesBody, text: string): Facts {
  const users = body.messages.filter((turn) => turn.role === 'user')
  const last = users.at(-1)
  const lastBlocks = last === undefined ? [] : blocksOf(last)
  const first = users[0]
  return {
    text,
    turn: users.length,
    opening: first === undefined || first === last ? '' : parseDirectives(textOf(first)).text,
    system: systemText(body),
    attachments: lastBlocks.flatMap(attachmentsOf),
    toolResults: lastBlocks.filter((block) => block.type === 'tool_result').length,
    tools: body.tools?.length ?? 0,
    hasFormat: body.output_config?.format != null,
  }
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

function attachmentsOf(block: ContentBlock): Attachment[] {
  switch (block.type) {
    case 'image':
      return [
        { kind: 'image', detail: 'media_type' in block.source ? block.source.media_type : '' },
      ]
    case 'document': {
      const isPdf = 'media_type' in block.source && block.source.media_type === 'application/pdf'
      return [{ kind: isPdf ? 'pdf' : 'document', detail: block.title ?? '' }]
    }
    case 'search_result':
      return [{ kind: 'search_result', detail: block.title }]
    default:
      return []
  }
}
