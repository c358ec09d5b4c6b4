import 'server-only'
import { readFacts } from '../facts/facts'
import { findValues } from '../facts/find-values'
import { SCORES } from '../facts/found'
import { wantedBy } from '../facts/kinds'
import { flatten, propertyOf, textOr } from '../json/schema'
import { blocksOf } from '../request/rules-turns'
import type { MessagesBody } from '../request/schema'
import { valid } from './fill-input'
import type { Offered } from './offered'
import type { Planned } from './plan-calls'

const LONGEST = 60
const MORE = /^(?:and|what about|how about|also|now|then)\b|^(?:那么?|还有|再|换成)|呢[?？]?$/i

/** "And in Rome?" asks for the last call again with another value. */
export function followUp(
  tools: readonly Offered[],
  { messages }: MessagesBody,
  text: string,
): Planned[] {
  if (text.length > LONGEST || !MORE.test(text.trim())) return []
  const last = messages.flatMap(blocksOf).findLast((block) => block.type === 'tool_use')
  const tool = tools.find(({ name }) => last?.type === 'tool_use' && name === last.name)
  if (tool === undefined || last?.type !== 'tool_use') return []
  const facts = readFacts(text)
  for (const [name, value] of Object.entries(last.input)) {
    const property = propertyOf(flatten(tool.schema, tool.schema), name, tool.schema)
    if (typeof value !== 'string' || Array.isArray(property.enum)) continue
    const wanted = wantedBy(name, {
      type: 'string',
      description: textOr(property.description, ''),
      format: null,
    })
    const best = findValues(wanted, facts).find(({ score }) => score >= SCORES.weak)
    if (best === undefined || best.value === value) continue
    return [{ tool, input: valid(tool.schema, { ...last.input, [name]: best.value }), missing: [] }]
  }
  return []
}
