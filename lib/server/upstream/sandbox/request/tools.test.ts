import { afterAll, describe, expect, it } from 'vitest'
import { MODEL_TABLE } from '@/lib/domain/models-table'
import { serveSandbox } from '../served-sandbox'
import { TOOL_TYPES } from './tool-types'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

const input_schema = { type: 'object', properties: { city: { type: 'string' } } }
const weather = { name: 'get_weather', description: 'The weather', input_schema }
const BETAS = 'computer-use-2025-11-24,mcp-client-2025-11-20,advisor-tool-2026-03-01'
const EXTRA: Readonly<Record<string, object>> = {
  computer: { display_width_px: 800, display_height_px: 600 },
  mcp_toolset: { mcp_server_name: 'x' },
  advisor: { model: 'claude-opus-5-5' },
}

async function send(change: object, headers: Record<string, string> = {}) {
  const messages = [{ role: 'user', content: '[[tokens=1]]' }]
  const model = 'claude-sonnet-4-20250514'
  const response = await sandbox.post({ model, max_tokens: 2000, messages, ...change }, headers)
  const body = await response.json()
  return { status: response.status, message: body.error?.message as string | undefined }
}

describe('the tools of a request', () => {
  it.each([
    [weather],
    [{ ...weather, type: 'custom', strict: false, eager_input_streaming: true }],
    [{ ...weather, type: null, defer_loading: true, allowed_callers: ['direct'] }],
    [{ ...weather, input_examples: [{ city: 'Oslo' }], cache_control: { type: 'ephemeral' } }],
    [{ type: 'text_editor_20250728', name: 'str_replace_based_edit_tool', max_characters: 9 }],
    [{ type: 'computer_toolset_20260801', configs: { zoom: { enabled: true } } }],
    [{ type: 'web_search_20250305', name: 'web_search', max_uses: 3, allowed_domains: ['a.com'] }],
  ])('%j is one', async (tool) => {
    expect(await send({ tools: [tool] })).toEqual({ status: 200, message: undefined })
  })

  it.each([
    [{ ...weather, name: 'get weather' }, /^tools\.0\.custom\.name: String should match pattern/],
    [{ ...weather, name: 'a'.repeat(65) }, /^tools\.0\.custom\.name: String should match pattern/],
    [{ name: 'f' }, /^tools\.0\.custom\.input_schema: Field required$/],
    [
      { ...weather, input_schema: { type: 'string' } },
      /^tools\.0\.custom\.input_schema\.type: Input should be 'object'$/,
    ],
    [
      { ...weather, input_schema: { type: 'object', properties: 3 } },
      /^tools\.0\.custom\.input_schema: JSON schema is invalid/,
    ],
    [{ ...weather, colour: 1 }, /^tools\.0\.custom\.colour: Extra inputs are not permitted$/],
    [{ type: 'web_search_1999', name: 'web_search' }, /^tools\.0: Input tag "web_search_1999"/],
    [
      { type: 'bash_20250124', name: 'sh' },
      /^tools\.0\.bash_20250124\.name: Input should be 'bash'$/,
    ],
    [
      { type: 'browser_toolset_20260801', name: 'browser' },
      /^tools\.0\.browser_toolset_20260801\.name: Extra inputs are not permitted$/,
    ],
    [
      { ...weather, strict: true },
      /^tools\.0\.custom: For 'object' type, 'additionalProperties' must be explicitly set to false$/,
    ],
  ])('%j answers 400 with the path of the field', async (tool, expected) => {
    const { status, message } = await send({ tools: [tool] })
    expect([status, message]).toEqual([400, expect.stringMatching(expected)])
  })

  it('every type of the protocol is known, those of a beta with its header only', async () => {
    for (const row of TOOL_TYPES) {
      const named = row.name === null ? {} : { name: row.name }
      const tool = { type: row.type, ...named, ...EXTRA[row.name ?? row.type] }
      const plain = await send({ tools: [tool] })
      expect([row.type, plain.status]).toEqual([row.type, row.beta === undefined ? 200 : 400])
      const withBetas = await send({ tools: [tool] }, { 'anthropic-beta': BETAS })
      expect([row.type, withBetas.status]).toEqual([row.type, 200])
    }
  })

  it('the computer as a single tool is refused by the 5.5 models', async () => {
    const tools = [{ type: 'computer_20251124', name: 'computer', ...EXTRA.computer }]
    for (const [model, status] of [
      ['claude-opus-5-5', 400],
      ['claude-sonnet-5-5', 400],
      ['claude-haiku-5-5', 400],
      ['claude-opus-5', 200],
    ]) {
      expect((await send({ tools, model }, { 'anthropic-beta': BETAS })).status).toBe(status)
    }
  })

  it('two tools of one name answer 400', async () => {
    expect((await send({ tools: [weather, weather] })).message).toBe(
      'tools: Tool names must be unique.',
    )
  })
})

describe('a forced choice', () => {
  it('needs tools, and names one of them', async () => {
    expect((await send({ tool_choice: { type: 'auto' } })).message).toBe(
      'tool_choice: may only be specified while providing tools',
    )
    const other = { tools: [weather], tool_choice: { type: 'tool', name: 'f' } }
    expect((await send(other)).message).toBe(
      "tool_choice.tool.name: Tool 'f' not found in provided tools",
    )
  })

  it('Item 32: answers 400 on exactly the models that refuse it, whatever their thinking', async () => {
    const refusing: string[] = []
    for (const { id, lifecycle } of MODEL_TABLE) {
      if (lifecycle === 'retired' && id.includes('4-1-')) continue
      const statuses: number[] = []
      for (const tool_choice of [{ type: 'any' }, { type: 'tool', name: 'get_weather' }]) {
        statuses.push((await send({ model: id, tools: [weather], tool_choice })).status)
      }
      expect(new Set(statuses).size).toBe(1)
      if (statuses[0] === 400) refusing.push(id)
      const unforced = { type: 'auto', disable_parallel_tool_use: true }
      expect((await send({ model: id, tools: [weather], tool_choice: unforced })).status).toBe(200)
    }
    expect(refusing.sort()).toEqual([
      'claude-fable-5-1',
      'claude-fable-5-2',
      'claude-mythos-5-1',
      'claude-mythos-5-2',
      'claude-mythos-preview',
      'claude-opus-5-5',
      'claude-sonnet-5-5',
    ])
  })

  it('Item 32: answers 400 with a thinking budget, and leaves adaptive thinking out', async () => {
    const forced = { tools: [weather], tool_choice: { type: 'any' }, model: 'claude-opus-4-6' }
    const enabled = { type: 'enabled', budget_tokens: 1024 }
    expect((await send({ ...forced, thinking: enabled })).message).toBe(
      'Thinking may not be enabled when tool_choice forces tool use.',
    )
    const adaptive = { ...forced, thinking: { type: 'adaptive' }, max_tokens: 2000 }
    const messages = [{ role: 'user', content: 'Hello' }]
    const { content } = await (await sandbox.post({ ...adaptive, messages })).json()
    expect(content.map(({ type }: { type: string }) => type)).not.toContain('thinking')
  })
})
