import 'server-only'
import type { ContentBlock } from './blocks'
import { isJsonSchema, limitComplaint } from './json-schema'
import type { Rule } from './rule'
import { blocksOf } from './rules-turns'
import type { AnyBody } from './schema'

/** What a wanted format needs and excludes (claude-api.md §2.5), and citations (§2.7). */

const knownFormat: Rule = ({ body, model }) =>
  body.output_config?.format != null && !model.hasStructuredOutputs
    ? `output_config.format: not supported for ${model.id}`
    : null

const schemaIsGood: Rule = ({ body }) => {
  const schema = body.output_config?.format?.schema
  if (schema === undefined) return null
  const complaint = isJsonSchema(schema)
    ? limitComplaint(schema)
    : 'JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12).'
  return complaint === null ? null : `output_config.format.schema: ${complaint}`
}

type Inner =
  | ContentBlock
  | Exclude<Extract<ContentBlock, { type: 'tool_result' }>['content'], string | undefined>[number]

/** Every block of the messages, those within tool results included. */
function everyBlock({ messages }: AnyBody): Inner[] {
  return messages.flatMap(blocksOf).flatMap((block): Inner[] => {
    const inner = block.type === 'tool_result' ? block.content : undefined
    return typeof inner === 'object' ? [block, ...inner] : [block]
  })
}

const isCited = (block: Inner) =>
  (block.type === 'document' || block.type === 'search_result') && block.citations?.enabled === true

const formatStandsAlone: Rule = ({ body }) => {
  if (body.output_config?.format == null) return null
  if (everyBlock(body).some(isCited)) {
    return 'output_config.format: structured outputs cannot be combined with citations'
  }
  const last = body.messages.at(-1)
  return last?.role === 'assistant' && last.content.length > 0
    ? 'output_config.format: structured outputs cannot be combined with an assistant message prefill'
    : null
}

const citationsOnAllOrNone: Rule = ({ body }) => {
  const documents = everyBlock(body).filter(({ type }) => type === 'document')
  const cited = documents.filter(isCited).length
  return cited > 0 && cited < documents.length
    ? 'messages: citations must be enabled on all or none of the documents in a request'
    : null
}

export const FORMAT_RULES: readonly Rule[] = [
  knownFormat,
  schemaIsGood,
  formatStandsAlone,
  citationsOnAllOrNone,
]
