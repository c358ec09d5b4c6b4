import 'server-only'
import type { AnswerBlock } from '../answer/answer'
import { splitTokens } from '../tokens'
import { newWireId } from '../wire-id'

export type CallBlock = Extract<AnswerBlock, { kind: 'call' }>
type Input = CallBlock['input']

/** A call as a block of an answer; `isEager` streams its input token by token (claude-api.md §4). */
export function callBlock(
  type: CallBlock['type'],
  name: string,
  input: Input,
  isEager = false,
): CallBlock {
  const fragments = byValue(input)
  return {
    kind: 'call',
    type,
    id: newWireId(type === 'tool_use' ? 'toolu' : 'srvtoolu'),
    name,
    input,
    fragments: isEager ? splitTokens(fragments.join('')) : fragments,
  }
}

/** The JSON of an input, one piece per finished value; its comma finishes a value. */
function byValue(input: Input): string[] {
  const entries = Object.entries(input)
  if (entries.length === 0) return ['{}']
  return entries.map(([key, value], at) => {
    const pair = `${JSON.stringify(key)}: ${JSON.stringify(value)}`
    return `${at === 0 ? '{' : ' '}${pair}${at === entries.length - 1 ? '}' : ','}`
  })
}
