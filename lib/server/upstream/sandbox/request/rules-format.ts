import 'server-only'
import { allBlocks } from '../media/find-media'
import { isCited } from './blocks'
import { limitComplaint, schemaComplaint } from './json-schema'
import type { Rule } from './rule'
import { isPrefill } from './rules-turns'

/** What a wanted format needs and excludes (claude-api.md §2.5), and citations (§2.7). */

const knownFormat: Rule = ({ body, model }) =>
  body.output_config?.format != null && !model.hasStructuredOutputs
    ? `output_config.format: not supported for ${model.id}`
    : null

const schemaIsGood: Rule = ({ body }) => {
  const schema = body.output_config?.format?.schema
  if (schema === undefined) return null
  const complaint = schemaComplaint(schema) ?? limitComplaint(schema)
  return complaint === null ? null : `output_config.format.schema: ${complaint}`
}

const formatStandsAlone: Rule = ({ body }) => {
  if (body.output_config?.format == null) return null
  if (allBlocks(body.messages).some(({ block }) => isCited(block))) {
    return 'output_config.format: structured outputs cannot be combined with citations'
  }
  const last = body.messages.at(-1)
  return last !== undefined && isPrefill(last) && last.content.length > 0
    ? 'output_config.format: structured outputs cannot be combined with an assistant message prefill'
    : null
}

const citationsOnAllOrNone: Rule = ({ body }) => {
  const documents = allBlocks(body.messages).filter(({ block }) => block.type === 'document')
  const cited = documents.filter(({ block }) => isCited(block)).length
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
