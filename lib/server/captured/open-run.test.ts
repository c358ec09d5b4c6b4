import { describe, expect, it } from 'vitest'
import { CORPUS } from '@/e2e/harness/captured-bodies'
import type { ChatSettings, Message } from '@/lib/domain/conversation'
import { judge } from '@/lib/domain/judge'
import { buildBody, contextKey } from '@/lib/domain/request'
import { requestHeaders } from '@/lib/domain/request-headers'
import type { HeaderList } from '../upstream/sink'
import { toSettings } from './to-settings'
import { toTurns } from './to-turns'

const VERSION: [string, string] = ['anthropic-version', '2023-06-01']

function settingsOf(body: Record<string, unknown>, headers: HeaderList = [VERSION]): ChatSettings {
  const model = String(body.model)
  const rest = { path: '/v1/messages', workspaceId: 'wrkspc_key', models: undefined, caveats: [] }
  return toSettings({ body, model, headers, upstream: 'anthropic', ...rest })
}

/** What the conversation of a body asks for again, under settings that may have been changed since. */
function askAgain(body: Record<string, unknown>, change: (was: ChatSettings) => ChatSettings) {
  const settings = settingsOf(body)
  const path = toTurns(body.messages, contextKey(settings, 'me')).map(
    (turn, index): Message => ({
      ...turn,
      id: String(index),
      conversationId: 'c',
      parentId: index === 0 ? null : String(index - 1),
      runId: null,
      createdAt: 0,
    }),
  )
  const now = change(settings)
  const asked = { ...judge(now, undefined), account: 'me' }
  return JSON.parse(JSON.stringify(buildBody(path, new Map(), now, asked)))
}

const unchanged = (settings: ChatSettings) => settings
const bodyOf = (name: string) => CORPUS.find(([one]) => one.startsWith(name))?.[1] ?? {}
const LOOP = 'a tool loop'

function without(settings: ChatSettings, field: string): ChatSettings {
  if (settings.carried === undefined) return settings
  const { [field]: _gone, ...body } = settings.carried.body
  return { ...settings, carried: { ...settings.carried, body } }
}

describe('a captured request that is asked again', () => {
  it.each(CORPUS)('Is the same, field for field and in the same order, with %s', (_, body) => {
    // What a program sends is text: it is compared as it is after its journey.
    const captured = JSON.parse(JSON.stringify(body))
    const again = askAgain(captured, unchanged)
    expect(again).toStrictEqual(captured)
    expect(Object.keys(again)).toEqual(Object.keys(captured))
  })

  it('Keeps its thinking while the prefix stands, and leaves it out where tools, system or model do not', () => {
    const body = bodyOf(LOOP)
    const thinking = (change: (was: ChatSettings) => ChatSettings) =>
      JSON.stringify(askAgain(body, change)).match(/"(?:redacted_)?thinking","(?:thinking|data)/g)
    expect(thinking(unchanged)).toHaveLength(2)
    expect(thinking((was) => ({ ...was, maxTokens: 8, effort: null }))).toHaveLength(2)
    expect(thinking((was) => without(was, 'tool_choice'))).toHaveLength(2)
    expect(thinking((was) => without(was, 'tools'))).toBeNull()
    expect(thinking((was) => ({ ...was, system: 'New.' }))).toBeNull()
    expect(thinking((was) => ({ ...was, model: 'claude-opus-5' }))).toBeNull()
  })

  it('Is changed by the panel where the panel can set it, and by nothing where it is carried', () => {
    const set = askAgain(bodyOf('a format'), (was) => ({ ...was, effort: 'high', maxTokens: 7 }))
    expect(set).toMatchObject({
      max_tokens: 7,
      output_config: { effort: 'high', format: { type: 'json_schema' }, task_budget: 5 },
    })
    const carried = askAgain(bodyOf('fields of betas'), (was) => ({
      ...was,
      thinkingType: 'disabled',
      stream: true,
    }))
    expect(carried.thinking).toEqual(bodyOf('fields of betas').thinking)
    expect(carried.stream).toBe(true)
  })
})

describe('the settings of a captured request', () => {
  it('Are those of the panel where it would send the same; nothing is set and carried at once', () => {
    expect(settingsOf(bodyOf(LOOP))).toMatchObject({
      maxTokens: 4096,
      thinkingType: 'adaptive',
      thinkingDisplay: 'summarized',
      effort: 'xhigh',
      stream: true,
      carried: { body: { tools: [{ name: 'read' }, {}], tool_choice: { type: 'auto' } } },
    })
    const odd = settingsOf(bodyOf('parameters that'))
    expect(odd).toMatchObject({ temperature: null, thinkingType: null, budgetTokens: null })
    expect(Object.keys(odd.carried?.body ?? {})).toEqual([
      'max_tokens',
      'temperature',
      'top_p',
      'top_k',
      'stop_sequences',
      'thinking',
      'output_config',
      'system',
    ])
  })

  it('Carry the betas and the API’s own headers, but neither the browser’s nor what goes with the key', () => {
    const settings = settingsOf(bodyOf('only'), [
      VERSION,
      ['anthropic-beta', 'a-2025-01-01, b-2025-01-01'],
      ['anthropic-beta', 'c-2025-01-01'],
      ['anthropic-workspace-id', 'wrkspc_key'],
      ['anthropic-user-profile-id', 'up_1'],
      ['anthropic-dangerous-direct-browser-access', 'true'],
      ['user-agent', 'Anthropic/JS'],
      ['x-stainless-lang', 'js'],
    ])
    expect(requestHeaders(settings, 'wrkspc_key')).toEqual([
      ['content-type', 'application/json'],
      VERSION,
      ['anthropic-beta', 'a-2025-01-01,b-2025-01-01,c-2025-01-01'],
      ['accept-encoding', 'identity'],
      ['anthropic-workspace-id', 'wrkspc_key'],
      ['anthropic-user-profile-id', 'up_1'],
    ])
  })

  it('Carry a version and a workspace that are none of the panel’s, in the place of its own', () => {
    const asked: HeaderList = [
      ['anthropic-version', '2030-01-01'],
      ['anthropic-workspace-id', 'wrkspc_other'],
    ]
    const sent = requestHeaders(settingsOf(bodyOf('only'), asked), 'wrkspc_key')
    expect(sent.filter(([name]) => name.startsWith('anthropic-'))).toEqual(asked)
  })

  it('Tell that a body without max_tokens cannot be sent so', () => {
    const { maxTokens, carried } = settingsOf({
      model: 'm',
      messages: [{ role: 'user', content: '' }],
    })
    expect(carried?.caveats).toEqual([{ kind: 'maxTokens', name: String(maxTokens) }])
  })
})

describe('the turns of a captured request', () => {
  it.each([
    [undefined, 'messages: it holds none'],
    [[], 'messages: it holds none'],
    [['Hi'], 'messages.0: it is no object'],
    [[{ role: 'tool', content: 'x' }], 'messages.0.role: it is "tool"'],
    [[{ content: 'x' }], 'messages.0.role: it is not there'],
    [[{ role: 'user' }], 'messages.0.content: it is neither a text nor a list of blocks'],
    [[{ role: 'user', content: [{}] }], 'messages.0.content.0: it is no block, for it has no type'],
  ])('Are refused with the place where %j is none', (messages, why) => {
    expect(() => toTurns(messages, 'k')).toThrow(why)
  })
})
