import { afterAll, describe, expect, it } from 'vitest'
import { serveSandbox } from '../served-sandbox'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

const user = (...content: unknown[]) => ({ role: 'user', content })
const assistant = (...content: unknown[]) => ({ role: 'assistant', content })
const text = { type: 'text', text: 'Hello' }
const call = (id: string) => ({ type: 'tool_use', id, name: 'f', input: {} })
const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'ok' })
const search = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} }
const found = { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] }

async function send(messages: unknown[], change: object = {}) {
  const model = 'claude-sonnet-4-20250514'
  const response = await sandbox.post({ model, max_tokens: 300, messages, ...change })
  const body = await response.json()
  return { status: response.status, message: body.error?.message as string | undefined }
}

describe('calls and results', () => {
  it.each([
    ['two answers in a row', [assistant(call('a')), assistant(call('b'))]],
    ['two turns of results', [assistant(call('a'), call('b'))]],
  ])('Item 31: %s count as one turn', async (_, calls) => {
    const messages = [user(text), ...calls, user(result('a'))]
    expect((await send(messages)).message).toContain('without `tool_result` blocks')
    expect((await send([...messages, user(result('b'), text)])).status).toBe(200)
  })

  it('Item 31: results come first in what neighbouring turns make together', async () => {
    const begun = [user(text), assistant(call('a'), call('b')), user(result('a'), text)]
    expect((await send([...begun, user(result('b'))])).message).toBe(
      'messages.2: `tool_result` blocks must come before other content',
    )
  })

  it('Item 31: an id is called once, and answered once', async () => {
    const twice = [user(text), assistant(call('a')), user(result('a'))]
    expect((await send([...twice, assistant(call('a')), user(result('a'))])).message).toBe(
      'messages.3.content.0: `tool_use` ids must be unique',
    )
    const answered = [user(text), assistant(call('a')), user(result('a'), result('a'))]
    expect((await send(answered)).message).toContain('each `tool_use` must have a single result')
  })

  it('Item 31: the complaint names the call or the result', async () => {
    expect((await send([user(text), assistant(call('a')), user(text)])).message).toMatch(
      /^messages\.1: `tool_use` ids were found without .* immediately after: a\./,
    )
    expect((await send([user(text), assistant(text), user(result('a'))])).message).toMatch(
      /^messages\.2\.content\.0: unexpected `tool_use_id` found in `tool_result` blocks: a\./,
    )
  })

  it('only results follow while a server tool has none', async () => {
    const open = [user(text), assistant(search, call('a'))]
    expect((await send([...open, user(result('a'))])).status).toBe(200)
    expect((await send([...open, user(result('a'), text)])).message).toContain(
      'only `tool_result` blocks may follow while `server_tool_use` srvtoolu_1 has no result',
    )
    const closed = [user(text), assistant(search, found, call('a'))]
    expect((await send([...closed, user(result('a'), text)])).status).toBe(200)
  })

  it.each([
    'web_search_tool_result',
    'web_fetch_tool_result',
    'code_execution_tool_result',
    'bash_code_execution_tool_result',
    'text_editor_code_execution_tool_result',
    'tool_search_tool_result',
  ])('a %s is not permitted in a turn of the user', async (type) => {
    expect((await send([user(text), assistant(text), user({ ...found, type })])).message).toBe(
      `messages.2.content.0: \`${type}\` blocks are not permitted in user messages`,
    )
  })

  it('Item 30: what a server tool left open is no prefill', async () => {
    const model = 'claude-opus-5-5'
    expect((await send([user(text), assistant(text, search)], { model })).status).toBe(200)
    expect((await send([user(text), assistant(search, found)], { model })).status).toBe(200)
    expect((await send([user(text), assistant(search, found, text)], { model })).status).toBe(400)
  })
})
