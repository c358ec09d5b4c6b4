import { describe, expect, it } from 'vitest'
import type { Block } from '@/lib/wire/types'
import { type ChatSettings, type Message, NO_CHOICES } from './conversation'
import type { LocalSource } from './files/source'
import { newRun } from './new-run'
import { buildBody, contextKey, withFileIds } from './request'
import type { Run, RunStatus } from './run'

const settings: ChatSettings = {
  upstream: 'sandbox',
  apiVersion: '2023-06-01',
  model: 'claude-opus-5-5',
  maxTokens: 1024,
  system: 'Be brief.',
  ...NO_CHOICES,
}
const thinking: Block = { type: 'thinking', thinking: 'Hm.', signature: 'c2ln' }
const text = (value: string): Block => ({ type: 'text', text: value })

function user(id: string, content: Block[]): Message {
  return {
    id,
    conversationId: 'c',
    parentId: null,
    role: 'user',
    content,
    runId: null,
    createdAt: 0,
  }
}

function answer(id: string): Message {
  return {
    id,
    conversationId: 'c',
    parentId: null,
    role: 'assistant',
    content: null,
    runId: id,
    createdAt: 0,
  }
}

function run(id: string, content: Block[], over: Partial<Run> = {}): [string, Run] {
  const message = {
    id: 'msg_1',
    type: 'message' as const,
    role: 'assistant' as const,
    model: settings.model,
    content,
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: {},
  }
  return [
    id,
    newRun({
      id,
      source: 'chat',
      conversationId: 'c',
      messageId: id,
      upstream: settings.upstream,
      isSandbox: true,
      model: settings.model,
      apiVersion: settings.apiVersion,
      contextKey: contextKey(settings, null),
      status: 'complete',
      httpStatus: 200,
      message,
      createdAt: 0,
      endedAt: 1,
      ...over,
    }),
  ]
}

describe('the request built from a branch', () => {
  it('What the settings say and the turns of the branch are the whole body', () => {
    expect(buildBody([user('u', [text('Hi')])], new Map(), settings)).toEqual({
      model: 'claude-opus-5-5',
      max_tokens: 1024,
      system: 'Be brief.',
      messages: [{ role: 'user', content: [text('Hi')] }],
      stream: true,
    })
  })

  it('An empty system prompt is not sent at all', () => {
    expect(buildBody([], new Map(), { ...settings, system: '' })).not.toHaveProperty('system')
  })

  it('Thinking goes back unchanged while upstream, model and system prompt are the same', () => {
    const path = [user('u', [text('Hi')]), answer('a'), user('v', [text('Go on')])]
    const body = buildBody(path, new Map([run('a', [thinking, text('Hello')])]), settings)
    expect(body.messages[1]).toEqual({ role: 'assistant', content: [thinking, text('Hello')] })
  })

  it.each([
    ['system prompt', { system: 'Be long.' }],
    ['model', { model: 'claude-sonnet-5-5' }],
    ['upstream', { upstream: 'anthropic' }],
  ])('Thinking made under another %s stays behind', (_, change) => {
    const path = [user('u', [text('Hi')]), answer('a'), user('v', [text('Go on')])]
    const runs = new Map([run('a', [thinking, text('Hello')])])
    const body = buildBody(path, runs, { ...settings, ...change })
    expect(body.messages[1]).toEqual({ role: 'assistant', content: [text('Hello')] })
  })

  it('Thinking made with the key of another account stays behind', () => {
    const path = [user('u', [text('Hi')]), answer('a'), user('v', [text('Go on')])]
    const contextOfFirst = { contextKey: contextKey(settings, 'first') }
    const runs = new Map([run('a', [thinking, text('Hello')], contextOfFirst)])
    const sent = (account: string) =>
      buildBody(path, runs, settings, { account }).messages[1]?.content
    expect(sent('first')).toEqual([thinking, text('Hello')])
    expect(sent('second')).toEqual([text('Hello')])
  })

  it('Thinking made after files of other ids stays behind, and that before them and after the same goes on', () => {
    const file = (fileId: string, way: 'file' | 'text'): Block => ({
      type: 'document',
      source: { type: 'parley_file', fileId, way },
    })
    const [first, second, inside] = ['7a', '7b', '7c'].map(
      (end) => `019a0000-0000-7000-8000-0000000000${end}`,
    ) as [string, string, string]
    const context = contextKey(settings, null)
    const runs = new Map([
      run('a', [thinking, text('Before')]),
      run('b', [thinking, text('One')], { contextKey: withFileIds(context, ['file_1']) }),
      run('c', [thinking, text('Two')], { contextKey: withFileIds(context, ['file_1', 'file_2']) }),
    ])
    const path = [
      ...[user('u', [file(inside, 'text'), text('Hi')]), answer('a')],
      ...[user('v', [file(first, 'file'), text('And this?')]), answer('b')],
      ...[user('w', [file(second, 'file'), text('And that?')]), answer('c')],
    ]
    const thoughtful = (ids: Record<string, string> | null) => {
      const fileIdOf = ids === null ? null : ({ fileId }: LocalSource) => ids[fileId] ?? null
      return buildBody(path, runs, settings, { fileIdOf })
        .messages.filter(({ role }) => role === 'assistant')
        .map(({ content }) => content.length === 2)
    }
    expect(thoughtful({ [first]: 'file_1', [second]: 'file_2' })).toEqual([true, true, true])
    expect(thoughtful({ [first]: 'file_1', [second]: 'file_9' })).toEqual([true, true, false])
    expect(thoughtful({ [first]: 'file_9', [second]: 'file_2' })).toEqual([true, false, false])
    expect(thoughtful(null)).toEqual([true, true, true])
  })

  it('Thinking without its signature and text of white space alone stay behind', () => {
    const unsigned = { type: 'thinking', thinking: 'Hm', signature: '' }
    const path = [user('u', [text('Hi')]), answer('a'), user('v', [text('Go on')])]
    const runs = new Map([run('a', [unsigned, text('\n\n'), text('Hello ')])])
    expect(buildBody(path, runs, settings).messages[1]?.content).toEqual([text('Hello ')])
  })

  it.each<RunStatus>(['interrupted', 'stopped', 'failed'])(
    'Of a run that is %s only its text goes on: half made thinking and tool calls are dropped',
    (status) => {
      const tool = { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} }
      const runs = new Map([run('a', [thinking, text('Hel'), tool], { status })])
      const path = [user('u', [text('Hi')]), answer('a'), user('v', [text('Go on')])]
      expect(buildBody(path, runs, settings).messages[1]).toEqual({
        role: 'assistant',
        content: [text('Hel')],
      })
    },
  )

  it('A turn without content is left out: the API refuses empty ones', () => {
    const runs = new Map([run('a', [], { status: 'failed', message: null })])
    const path = [user('u', [text('Hi')]), answer('a'), user('v', [text('Again')])]
    expect(buildBody(path, runs, settings).messages.map(({ role }) => role)).toEqual([
      'user',
      'user',
    ])
  })

  it('What a refusal had said is discarded', () => {
    const [id, refused] = run('a', [text('Here is h')])
    const message = refused.message === null ? null : { ...refused.message, stop_reason: 'refusal' }
    const path = [user('u', [text('Hi')]), answer('a'), user('v', [text('Something else')])]
    const body = buildBody(path, new Map([[id, { ...refused, message }]]), settings)
    expect(body.messages.map(({ role }) => role)).toEqual(['user', 'user'])
  })

  it('A prefill loses its trailing white space, which the API refuses', () => {
    const runs = new Map([run('a', [text('Once upon a ')], { status: 'interrupted' })])
    const body = buildBody([user('u', [text('Hi')]), answer('a')], runs, settings)
    expect(body.messages.at(-1)).toEqual({ role: 'assistant', content: [text('Once upon a')] })
  })

  it('What was captured goes as it was, an unanswered call too; one whose result was left out since does not', () => {
    const call = { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} }
    const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'done' }
    const captured = { contextKey: '' }
    const said = { ...user('u', [text('Hi')]), captured }
    const asked: Message = {
      ...{ ...said, id: 'a', role: 'assistant', parentId: 'u' },
      content: [text('Let me see.'), call],
    }
    const answered = { ...said, id: 'r', parentId: 'a', content: [result, text('And?')] }
    const sent = (path: readonly Message[]) =>
      buildBody(path, new Map(), settings).messages.map(({ content }) => content)
    expect(sent([said, asked, answered])).toEqual([said, asked, answered].map((m) => m.content))
    const unanswered = { ...answered, content: [text('Never mind')] }
    expect(sent([said, asked, unanswered])[1]).toEqual(asked.content)

    const off: Message = { ...answered, mark: 'off' }
    const next = { ...user('n', [text('Again')]), parentId: 'r' }
    expect(sent([said, asked, off, next])).toEqual([
      said.content,
      [text('Let me see.')],
      next.content,
    ])
    expect(sent([said, asked, off])[1]).toEqual(asked.content)
    const callOff: Message = { ...asked, mark: 'off' }
    expect(sent([said, callOff, answered])).toEqual([said.content, [text('And?')]])
  })
})
