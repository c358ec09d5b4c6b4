import { describe, expect, test } from 'vitest'
import { bodyOf, hi, PLAIN, turnsOf } from './__fixtures__/map-request'

describe('System and user messages', () => {
  test('Item 74: two system messages and a developer message become one system, joined by single newlines', () => {
    const messages = [
      { role: 'system', content: 'One.', name: 's' },
      hi,
      { role: 'developer', content: [{ type: 'text', text: 'Two.' }] },
      { role: 'assistant', content: 'Hello' },
      { role: 'system', content: 'Three.' },
      { role: 'system', content: '' },
      { role: 'user', content: 'Go on' },
    ]
    expect(bodyOf({ messages })).toEqual({
      ...PLAIN,
      system: 'One.\nTwo.\nThree.',
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
        { role: 'user', content: 'Go on' },
      ],
    })
  })

  test('Parts keep their order; audio, files and names are left out', () => {
    const content = [
      { type: 'text', text: 'Look:' },
      { type: 'input_audio', input_audio: { data: 'AA==', format: 'wav' } },
      { type: 'image_url', image_url: { url: 'https://example.com/a,b.png', detail: 'high' } },
      { type: 'file', file: { file_id: 'file-1' } },
      { type: 'text', text: '' },
      { type: 'text', text: ' \n' },
      { type: 'text', text: ' And? ' },
    ]
    expect(turnsOf({ role: 'user', name: 'Ann', content })).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Look:' },
          { type: 'image', source: { type: 'url', url: 'https://example.com/a,b.png' } },
          { type: 'text', text: ' And? ' },
        ],
      },
    ])
  })

  test.each<[url: string, source: object]>([
    [
      'data:image/png;base64,iVBORw0=',
      { type: 'base64', media_type: 'image/png', data: 'iVBORw0=' },
    ],
    ['DATA:Image/WebP;BASE64,UklG', { type: 'base64', media_type: 'image/webp', data: 'UklG' }],
    [
      'data:image/gif;name=a.gif;base64,R0lG',
      { type: 'base64', media_type: 'image/gif', data: 'R0lG' },
    ],
    ['http://example.com/a.jpg', { type: 'url', url: 'http://example.com/a.jpg' }],
    [
      'HTTPS://example.com/a.jpg?x=data:',
      { type: 'url', url: 'HTTPS://example.com/a.jpg?x=data:' },
    ],
  ])('Item 79: the image %s becomes its source', (url, source) => {
    const part = { type: 'image_url', image_url: { url } }
    expect(turnsOf({ role: 'user', content: [part] })).toEqual([
      { role: 'user', content: [{ type: 'image', source }] },
    ])
  })

  test('A message of which nothing is left stays behind', () => {
    const audio = { type: 'input_audio', input_audio: { data: 'AA==', format: 'wav' } }
    const empty = [
      { role: 'user', content: '' },
      { role: 'user', content: [] },
      { role: 'user', content: [audio] },
      { role: 'assistant', content: null },
      { role: 'assistant', content: '' },
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }], refusal: 'No.' },
      { role: 'assistant', tool_calls: [], audio: { id: 'a' } },
    ]
    expect(turnsOf(...empty, hi, ...empty)).toEqual(PLAIN.messages)
  })
})

describe('Calls and results', () => {
  const call = (id: string, name: string, json?: unknown) => ({
    id,
    type: 'function',
    function: { name, ...(json === undefined ? {} : { arguments: json }) },
  })
  const use = (id: string, name: string, input: object) => ({ type: 'tool_use', id, name, input })
  const answer = (id: string, content: unknown) => ({ role: 'tool', tool_call_id: id, content })
  const result = (id: string, content?: unknown) => ({
    type: 'tool_result',
    tool_use_id: id,
    ...(content === undefined ? {} : { content }),
  })
  const calls = {
    role: 'assistant',
    content: null,
    tool_calls: [call('a', 'f', '{"x":1}'), call('b', 'g', '')],
  }
  const uses = { role: 'assistant', content: [use('a', 'f', { x: 1 }), use('b', 'g', {})] }

  test('Item 75: parallel calls go in one turn, their results in one, and what follows them after', () => {
    const parts = [
      { type: 'text', text: '2' },
      { type: 'text', text: '' },
    ]
    expect(
      turnsOf(
        hi,
        { ...calls, content: 'I look.' },
        answer('a', '1'),
        { role: 'developer', content: 'Be brief.' },
        answer('b', parts),
        { role: 'user', content: 'And?' },
      ),
    ).toEqual([
      ...PLAIN.messages,
      { role: 'assistant', content: [{ type: 'text', text: 'I look.' }, ...uses.content] },
      {
        role: 'user',
        content: [
          result('a', '1'),
          result('b', [{ type: 'text', text: '2' }]),
          { type: 'text', text: 'And?' },
        ],
      },
    ])
  })

  test('Results stand before what the user said among them', () => {
    const [, , turn] = turnsOf(hi, calls, answer('a', '1'), hi, answer('b', '2'))
    expect(turn?.content).toEqual([
      result('a', '1'),
      result('b', '2'),
      { type: 'text', text: 'Hi' },
    ])
  })

  test('Results of one round stay apart from those of the next', () => {
    const second = { role: 'assistant', tool_calls: [call('c', 'f')] }
    expect(
      turnsOf(hi, calls, answer('a', '1'), answer('b', '2'), second, answer('c', '3')),
    ).toEqual([
      ...PLAIN.messages,
      uses,
      { role: 'user', content: [result('a', '1'), result('b', '2')] },
      { role: 'assistant', content: [use('c', 'f', {})] },
      { role: 'user', content: [result('c', '3')] },
    ])
  })

  test.each(['', ' ', null, undefined, []])(
    'The output %j is a result without content',
    (content) => {
      const [, , turn] = turnsOf(hi, calls, answer('a', content), answer('b', 'x'))
      expect(turn?.content).toEqual([result('a'), result('b', 'x')])
    },
  )

  test('Arguments keep every key', () => {
    const json = '{"__proto__":{"a":1},"b":[null,"\\u4f60"]}'
    const [, turn] = turnsOf(
      hi,
      { role: 'assistant', tool_calls: [call('a', 'f', json)] },
      answer('a', 'x'),
    )
    expect(turn?.content[0]).toStrictEqual(use('a', 'f', JSON.parse(json)))
  })

  test('Legacy calls are answered by name, the first open one first', () => {
    const legacy = (name: string) => ({
      role: 'assistant',
      content: null,
      function_call: { name, arguments: '{"x":1}' },
    })
    const outcome = (name: string, content: unknown) => ({ role: 'function', name, content })
    expect(turnsOf(hi, legacy('f'), outcome('f', '1'), legacy('f'), outcome('f', null))).toEqual([
      ...PLAIN.messages,
      { role: 'assistant', content: [use('function_call_1', 'f', { x: 1 })] },
      { role: 'user', content: [result('function_call_1', '1')] },
      { role: 'assistant', content: [use('function_call_3', 'f', { x: 1 })] },
      { role: 'user', content: [result('function_call_3')] },
    ])
  })
})
