import 'server-only'
import type { Media } from '../media/media'
import type { ContentBlock } from '../request/blocks'
import type { CountBody } from '../request/schema'
import { countTokens } from '../tokens'

/** Estimates for what has no text to count; the API's own figures depend on pixels and pages. */
const IMAGE_TOKENS = 1_500
const REMOTE_DOCUMENT_TOKENS = 3_000
const PDF_CHARACTERS_PER_TOKEN = 60
/** For a role and the marks around a turn. */
const TURN_TOKENS = 4
const REQUEST_TOKENS = 3

type Result = Extract<ContentBlock, { type: 'tool_result' }>
type Counted = ContentBlock | Exclude<Result['content'], string | undefined>[number]

/** The input tokens of a request: the same for count_tokens and for usage. */
export function countInput(body: CountBody, media: Media): number {
  const turns = body.messages.map((turn) => TURN_TOKENS + contentTokens(turn.content, media))
  const system = body.system === undefined ? 0 : TURN_TOKENS + contentTokens(body.system, media)
  const tools = (body.tools ?? []).map(jsonTokens)
  const format = body.output_config?.format
  return [...turns, ...tools, system, format == null ? 0 : jsonTokens(format)].reduce(
    (sum, tokens) => sum + tokens,
    REQUEST_TOKENS,
  )
}

const jsonTokens = (value: unknown) => countTokens(JSON.stringify(value) ?? '')

function contentTokens(content: string | readonly Counted[], media: Media): number {
  if (typeof content === 'string') return countTokens(content)
  return content.reduce((sum, block) => sum + blockTokens(block, media), 0)
}

function blockTokens(block: Counted, media: Media): number {
  const known = media.get(block)
  if (known !== undefined) return known.tokens
  switch (block.type) {
    case 'text':
      return countTokens(block.text)
    case 'thinking':
      return countTokens(block.thinking)
    case 'image':
      return IMAGE_TOKENS
    case 'document':
      return countTokens(block.title ?? '') + documentTokens(block.source, media)
    case 'search_result':
      return countTokens(block.title) + contentTokens(block.content, media)
    case 'tool_result':
      return contentTokens(block.content ?? '', media)
    default:
      return jsonTokens(block)
  }
}

function documentTokens(
  source: Extract<ContentBlock, { type: 'document' }>['source'],
  media: Media,
): number {
  switch (source.type) {
    case 'text':
      return countTokens(source.data)
    case 'content':
      return contentTokens(source.content, media)
    case 'base64':
      return Math.ceil(source.data.length / PDF_CHARACTERS_PER_TOKEN)
    default:
      return REMOTE_DOCUMENT_TOKENS
  }
}
