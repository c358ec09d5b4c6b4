import { afterAll, describe, expect, it } from 'vitest'
import { serveSandbox } from '../served-sandbox'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

type Block = { type: string; [field: string]: unknown }

const SEARCH = { type: 'web_search_20250305', name: 'web_search' }
const question = { role: 'user', content: 'Search the web for tide tables' }
const call = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} }
const found = { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] }

async function send(model: string, messages: object[]) {
  const body = { model, max_tokens: 2000, tools: [SEARCH], messages }
  const { content, stop_reason } = await (await sandbox.post(body)).json()
  return { content: content as Block[], types: typesOf(content), stop_reason }
}
const typesOf = (content: Block[]) => content.map(({ type }) => type)

describe.each(['claude-sonnet-4-20250514', 'claude-opus-5-5'])('a paused turn on %s', (model) => {
  it('gets the result of the call that it ends in, and the words after it', async () => {
    const lead = { type: 'text', text: 'I will look.' }
    for (const content of [[call], [lead, call]]) {
      const { stop_reason, ...rest } = await send(model, [question, { role: 'assistant', content }])
      expect(rest.types).toEqual(['web_search_tool_result', 'text'])
      expect(rest.content[0]?.tool_use_id).toBe(call.id)
      expect(stop_reason).toBe('end_turn')
    }
  })

  it('goes on without another call where its last one has a result', async () => {
    const answer = { role: 'assistant', content: [{ type: 'text', text: 'I look.' }, call, found] }
    const { types, content } = await send(model, [question, answer])
    expect(new Set(types)).toEqual(new Set(['text']))
    expect(content[0]?.text).not.toMatch(/^\n/)
  })

  it('ends where `[[stop=pause_turn]]` has struck once', async () => {
    const messages: object[] = [
      { role: 'user', content: `[[stop=pause_turn after=12]] ${question.content}` },
    ]
    const first = await send(model, messages)
    expect([first.stop_reason, first.types.at(-1)]).toEqual(['pause_turn', 'server_tool_use'])
    const second = await send(model, [...messages, { role: 'assistant', content: first.content }])
    expect([second.stop_reason, ...second.types]).toEqual([
      'end_turn',
      'web_search_tool_result',
      'text',
    ])
    expect(second.content[0]?.tool_use_id).toBe(first.content.at(-1)?.id)
  })
})
