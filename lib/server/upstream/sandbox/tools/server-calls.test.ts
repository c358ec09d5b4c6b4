import type Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'
import { callsOf, TEXT, tool } from './tool-bed'

let sandbox: ServedSandbox
beforeAll(async () => {
  sandbox = await serveSandbox()
})
afterAll(() => sandbox.close())

const base = { model: 'claude-sonnet-4-20250514', max_tokens: 1000 }
const ask = (content: string, tools: Anthropic.ToolUnion[]) =>
  sandbox.current.messages.create({ ...base, tools, messages: [{ role: 'user', content }] })

const WEATHER = tool('get_weather', 'Get the current weather in a place', { location: TEXT })

describe('tools that the API would run', () => {
  it.each<[text: string, type: string, name: string, called: string, result: string]>([
    [
      'Search the web for tide tables',
      'web_search_20250305',
      'web_search',
      'web_search',
      'web_search_tool_result',
    ],
    [
      'Summarize https://example.com/tides',
      'web_fetch_20250910',
      'web_fetch',
      'web_fetch',
      'web_fetch_tool_result',
    ],
    [
      'Run `print(6)` in python',
      'code_execution_20250522',
      'code_execution',
      'code_execution',
      'code_execution_tool_result',
    ],
    [
      'Run `ls` for me',
      'code_execution_20250825',
      'code_execution',
      'bash_code_execution',
      'bash_code_execution_tool_result',
    ],
  ])(
    'answer that they are unavailable, never with a pretended result: %s',
    async (text, type, name, called, result) => {
      const response = await sandbox.post({
        ...base,
        tools: [{ type, name }],
        messages: [{ role: 'user', content: text }],
      })
      expect(response.status).toBe(200)
      const { content, stop_reason, usage } = await response.json()
      expect(content[0]).toMatchObject({
        type: 'server_tool_use',
        name: called,
        id: expect.stringMatching(/^srvtoolu_/),
      })
      expect(content[1]).toMatchObject({
        type: result,
        tool_use_id: content[0].id,
        content: { type: `${result}_error`, error_code: 'unavailable' },
      })
      expect(content[2].text).toContain('no server tools')
      expect(stop_reason).toBe('end_turn')
      expect(usage.server_tool_use).toBeNull()
    },
  )

  it('are followed by JSON where the request has a format', async () => {
    const schema = {
      type: 'object',
      properties: { port: { type: 'string' } },
      required: ['port'],
      additionalProperties: false,
    }
    const { content } = await sandbox.current.messages.create({
      ...base,
      model: 'claude-sonnet-4-6',
      tools: [{ type: 'web_search_20250305', name: 'web_search' }],
      output_config: { format: { type: 'json_schema', schema } },
      messages: [{ role: 'user', content: 'Search the web for the tide tables of port Dover' }],
    })
    expect(content.map(({ type }) => type)).toEqual([
      'server_tool_use',
      'web_search_tool_result',
      'text',
    ])
    const text = content.findLast((block) => block.type === 'text')?.text ?? ''
    expect(JSON.parse(text)).toEqual({ port: expect.any(String) })
  })

  it('are left alone where the words do not need them, or a tool of the caller’s fits better', async () => {
    const search: Anthropic.ToolUnion = { type: 'web_search_20250305', name: 'web_search' }
    expect((await ask('Hello there', [search])).content.map(({ type }) => type)).toEqual(['text'])
    expect(callsOf(await ask('Look up the weather in Rome', [search, WEATHER]))).toEqual([
      ['get_weather', { location: 'Rome' }],
    ])
  })

  it('leave the caller’s bash to a command that is plainly there', async () => {
    const bash: Anthropic.ToolUnion = { type: 'bash_20250124', name: 'bash' }
    expect(callsOf(await ask('Please run `ls -la /tmp`', [bash]))).toEqual([
      ['bash', { command: 'ls -la /tmp' }],
    ])
    expect(callsOf(await ask('How do I list files?', [bash]))).toEqual([])
  })
})
