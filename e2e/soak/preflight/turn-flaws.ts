import type { Block, MessageParam } from '@/lib/wire/types'
import type { Flaw } from './flaw'
import { loop, say, WEATHER } from './panel-request'

const turns = (
  name: string,
  messages: MessageParam[],
  more: object = {},
  model?: string,
): Flaw => ({
  name,
  ...(model === undefined ? {} : { model }),
  apply: ({ body }) => {
    Object.assign(body, { messages, ...more })
  },
})

const user = (...content: Block[]): MessageParam => ({ role: 'user', content })
const answer = (...content: Block[]): MessageParam => ({ role: 'assistant', content })
const HI = user(say('Hi'))
const [CALL = HI, RESULT = HI] = loop('toolu_9')
const result = (id: string): Block => ({ type: 'tool_result', tool_use_id: id, content: 'warm' })
const text = (data: string, enabled: boolean): Block => ({
  type: 'document',
  source: { type: 'text', media_type: 'text/plain', data },
  citations: { enabled },
})
const cited = { type: 'char_location', cited_text: 'a', document_index: 0 }
const SEARCH: Block = {
  type: 'search_result',
  source: 'https://example.org',
  title: 'One',
  content: [say('Found.')],
}
const WITH_TOOLS = { tools: [WEATHER], tool_choice: { type: 'auto' } }
const SONNET_4 = 'claude-sonnet-4-20250514'
const SONNET_46 = 'claude-sonnet-4-6'
const BUDGET = { max_tokens: 3000, thinking: { type: 'enabled', budget_tokens: 1024 } }
const PREFILL = [HI, answer(say('The answer'))]
const CLOSED = { type: 'object', properties: {}, additionalProperties: false }
const FORMAT = { output_config: { format: { type: 'json_schema', schema: CLOSED } } }
/** A block that the schema knows and the types here do not. */
const odd = (fields: object): Block => ({ type: 'text', ...fields })

const newer = (name: string, messages: MessageParam[]): Flaw => ({
  name,
  apply: (draft) => {
    draft.version = '2026-10-21'
    draft.body.messages = messages
  },
})

export const TURN_FLAWS: readonly Flaw[] = [
  turns('no turns', []),
  turns('an empty turn', [user(), answer(say('Yes?')), HI]),
  turns('a turn of no text', [{ role: 'user', content: '' }]),
  turns('an empty text block', [user(say('Hi'), say(''))]),
  turns('an empty answer at the end', [HI, answer()]),
  turns('a block of no known type', [user({ type: 'poem', text: 'Roses' })]),
  turns('a block with another field', [user({ ...say('Hi'), mood: 'good' })]),
  turns('a text block without its text', [user({ type: 'text' })]),
  turns('text that is none', [user(odd({ text: 3 }))]),
  turns('a call of the user', [user(say('Hi'), ...blocks(CALL).slice(1))]),
  turns('a search result', [user(SEARCH, say('What?'))]),
  turns('a document of the assistant', [HI, answer(text('a', false)), HI]),
  newer('a document of the assistant in the new version', [HI, answer(text('a', false)), HI]),
  turns('citations of the user', [user({ ...say('a'), citations: [cited] })]),
  newer('citations of the user in the new version', [user({ ...say('a'), citations: [cited] })]),
  turns('a turn of the system', [HI, { role: 'system', content: 'Be brief.' }]),
  turns('a turn of the system first', [{ role: 'system', content: 'Be brief.' }, HI]),
  turns('a begun answer', PREFILL),
  turns('a begun answer on an old model', PREFILL, { output_config: {} }, SONNET_4),
  turns('white space after a begun answer', [HI, answer(say('The answer '))], {}, SONNET_4),
  turns('a begun answer and thinking', PREFILL, BUDGET, 'claude-haiku-4-5-20251001'),
  turns('a begun answer in a format', PREFILL, FORMAT, 'claude-haiku-4-5-20251001'),
  turns('a call without an answer', [HI, CALL, HI], WITH_TOOLS),
  turns('an answer without a call', [HI, answer(say('Yes?')), user(result('toolu_7'))]),
  turns(
    'two answers to a call',
    [HI, CALL, user(result('toolu_9'), result('toolu_9'))],
    WITH_TOOLS,
  ),
  turns('two calls of one id', [HI, CALL, RESULT, CALL, RESULT], WITH_TOOLS),
  turns('text before an answer', [HI, CALL, user(say('Well'), result('toolu_9'))], WITH_TOOLS),
  turns('text after an answer', [HI, CALL, user(result('toolu_9'), say('And?'))], WITH_TOOLS),
  turns('a loop without its thinking', [HI, CALL, RESULT], { ...WITH_TOOLS, ...BUDGET }, SONNET_46),
  {
    name: 'thinking by nobody',
    isAlone: true,
    apply: ({ body }) => {
      const thinking = { type: 'thinking', thinking: 'Hm.', signature: 'c2ln' }
      body.messages = [HI, answer(thinking, say('42')), HI]
    },
  },
  turns('thinking without a signature', [HI, answer({ type: 'thinking', thinking: 'Hm.' }), HI]),
  turns('cited documents', [user(text('The sky is blue.', true), say('What is blue?'))]),
  turns('citations on some documents', [user(text('a', true), text('b', false), say('What?'))]),
  turns('citations in a format', [user(text('a', true), say('What?'))], FORMAT, SONNET_46),
]

function blocks({ content }: MessageParam): Block[] {
  return typeof content === 'string' ? [say(content)] : content
}
