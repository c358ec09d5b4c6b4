import 'server-only'
import { listBlocks, type PromptBlock, withoutMarks } from '../cache/prompt-blocks'
import type { Media } from '../media/media'
import type { AnyBlock, ContentBlock } from '../request/blocks'
import type { CountBody } from '../request/schema'
import { countTokens } from '../tokens'
import { thoughtTokens } from './signature'

/** For a role and the marks around a turn. */
const TURN_TOKENS = 4
const REQUEST_TOKENS = 3
/** For the words that tell a model how to call tools. */
const TOOLS_TOKENS = 300

/** The input tokens of a request: the same for count_tokens and for usage. */
export function countInput(body: CountBody, media: Media): number {
  return countBlocks(listBlocks(body), media).total
}

/** The tokens of a prompt's blocks, and of the whole request. */
export function countBlocks(
  blocks: readonly PromptBlock[],
  media: Media,
): { sizes: number[]; total: number } {
  const sizes = blocks.map((block) => around(block) + within(block, media))
  return { sizes, total: sizes.reduce((sum, tokens) => sum + tokens, REQUEST_TOKENS) }
}

const AROUND = { tools: TOOLS_TOKENS, format: 0, system: TURN_TOKENS, messages: TURN_TOKENS }

const around = ({ isFirst, section }: PromptBlock) => (isFirst ? AROUND[section] : 0)

function within(block: PromptBlock, media: Media): number {
  return block.kind === 'json' ? jsonTokens(block.value) : blockTokens(block.value, media)
}

const jsonTokens = (value: unknown) => countTokens(JSON.stringify(value, withoutMarks) ?? '')

function contentTokens(content: string | readonly AnyBlock[], media: Media): number {
  if (typeof content === 'string') return countTokens(content)
  return content.reduce((sum, block) => sum + blockTokens(block, media), 0)
}

function blockTokens(block: AnyBlock, media: Media): number {
  const known = media.get(block)
  if (known !== undefined) return known.tokens
  switch (block.type) {
    case 'text':
      return countTokens(block.text)
    case 'thinking':
      return thoughtTokens(block) ?? countTokens(block.thinking)
    case 'redacted_thinking':
      return thoughtTokens(block) ?? jsonTokens(block)
    case 'document':
      return (
        countTokens(block.title ?? '') +
        countTokens(block.context ?? '') +
        sourceTokens(block.source, media)
      )
    case 'search_result':
      return (
        countTokens(block.title) + countTokens(block.source) + contentTokens(block.content, media)
      )
    case 'tool_result':
      return contentTokens(block.content ?? '', media)
    default:
      return jsonTokens(block)
  }
}

type DocumentSource = Extract<ContentBlock, { type: 'document' }>['source']

/** Of a document that stands in the request; what any other costs is known from looking into it. */
function sourceTokens(source: DocumentSource, media: Media): number {
  if (source.type === 'text') return countTokens(source.data)
  return source.type === 'content' ? contentTokens(source.content, media) : 0
}
