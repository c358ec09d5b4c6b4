import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CodeRequest } from '@/lib/domain/code/code-request'
import { ExactNumber, parseExact, stringifyExact } from '@/lib/domain/code/exact-json'
import { JAVASCRIPT } from '@/lib/domain/code/javascript-literal'
import { writeLiteral } from '@/lib/domain/code/literal'
import { toOpenAiRequest } from '@/lib/domain/code/openai-request'
import { LANGUAGES } from '@/lib/domain/code/programs'
import { PYTHON } from '@/lib/domain/code/python-literal'
import { isRecord } from '@/lib/wire/json'
import { toMessagesRequest } from '@/lib/wire/openai/request'
import '@/lib/wire/__fixtures__/seed'

/** Texts that end a literal in one language or another, in any order. */
const HOSTILE = [
  ...[
    "'",
    '"',
    '`',
    '\\',
    '$' + '{x}',
    '"""',
    "'''",
    '\n',
    '\r',
    '\r\n',
    '\t',
    '\0',
    '\\u0041',
    '\\N{DEL}',
  ],
  ...[
    '\u2028',
    '\u2029',
    '\u202e',
    '\ud800',
    '\udc00',
    '😀',
    '👨‍👩',
    '\u{e0001}',
    '*/',
    '</script>',
    '%s',
    '#{x}',
  ],
  ...['简体', 'a', '0', ' ', '{', '}'],
]
const text = fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string()), { maxLength: 8 })
const hostile = text.map((parts) => parts.join(''))
const name = fc.oneof(
  hostile,
  fc.constantFrom('__proto__', 'constructor', 'toString', '7', 'class'),
)
const whole = fc
  .array(fc.nat(9), { minLength: 17, maxLength: 40 })
  .map((digits) => `1${digits.join('')}`)

/** JSON as text, for no value holds a number of forty digits. */
const json = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    hostile.map((value) => JSON.stringify(value)),
    fc.constantFrom('true', 'false', 'null', '0', '-1', '0.1', '1e21', '-2.5e-7'),
    whole,
    fc.array(tie('value'), { maxLength: 5 }).map((items) => `[${items.join(', ')}]`),
    fc
      .uniqueArray(fc.tuple(name, tie('value')), { maxLength: 5, selector: ([key]) => key })
      .map(
        (members) =>
          `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`,
      ),
  ),
})).value

const canonical = (value: string) => stringifyExact(parseExact(value))

describe('a JSON value as a literal', () => {
  it('JavaScript reads it as the value, to the last digit', () => {
    const raw = { rawJSON: (digits: string) => new ExactNumber(digits) }
    fc.assert(
      fc.property(json, (value) => {
        const literal = writeLiteral(parseExact(value), JAVASCRIPT).replaceAll(
          '(JSON as any)',
          'JSON',
        )
        const read: unknown = new Function('JSON', `'use strict'; return (${literal})`)(raw)
        // What it holds are lists, plain objects, scalars and the numbers made above.
        expect(stringifyExact(read as Parameters<typeof stringifyExact>[0])).toBe(canonical(value))
      }),
      { numRuns: 300 },
    )
  })

  it.skipIf(!hasPython())('Python reads it as the value, to the last digit', () => {
    const values = fc.sample(json, 300)
    const program =
      'import ast,json,sys\nprint(json.dumps([json.dumps(ast.literal_eval(s)) for s in json.load(sys.stdin)]))'
    const literals = values.map((value) => writeLiteral(parseExact(value), PYTHON))
    const out = execFileSync('python3', ['-c', program], { input: JSON.stringify(literals) })
    const read: string[] = JSON.parse(out.toString())
    expect(read.map(canonical)).toEqual(values.map(canonical))
  })

  it('A text of 8 MB and a long list are written in their turn', () => {
    const big = {
      text: `${'x\n'.repeat(50)}${'"'.repeat(8_000_000)}`,
      list: Array(100_000).fill(1),
    }
    for (const dialect of [JAVASCRIPT, PYTHON]) {
      expect(writeLiteral(big, dialect).length).toBeGreaterThan(8_000_000)
    }
  })
})

const REQUEST: CodeRequest = {
  base: 'https://api.anthropic.com',
  path: '/v1/messages',
  headers: [['anthropic-version', '2023-06-01']],
  auth: 'x-api-key',
  keyVariable: 'ANTHROPIC_API_KEY',
  body: {},
  text: '{}',
  scripts: new Map(),
  maxSteps: 10,
  openAi: { responseFormat: false, reasoningEffort: false },
}
const request = (body: object): CodeRequest => {
  const text = JSON.stringify(body)
  // A body is an object.
  return { ...REQUEST, text, body: parseExact(text) as CodeRequest['body'] }
}
const HI = { role: 'user', content: 'Hi' }

describe('a request as a program', () => {
  it('A field whose name holds a line of code stays in its comment', () => {
    const body = { model: 'm', max_tokens: 1, messages: [HI], 'x\nprocess.exit()\r#\u2028': 1 }
    for (const language of ['openai-typescript', 'openai-python'] as const) {
      const program = LANGUAGES[language].write(request(body))?.text ?? ''
      expect(program).toContain('process.exit()')
      expect(program.split(/[\n\r\u2028]/).filter((line) => line.startsWith('process'))).toEqual([])
    }
  })

  it('Functions are named after the tools, and no two and no word of the language alike', () => {
    const names = ['get-weather', 'get_weather', 'delete', 'class', '7', 'client', 'constructor']
    const tools = names.map((tool) => ({ name: tool, input_schema: { type: 'object' } }))
    const body = { model: 'm', max_tokens: 1, messages: [HI], tools }
    const { text: script } = LANGUAGES.typescript.write({
      ...request(body),
      scripts: new Map([['class', 'return `a\n  b`']]),
    })
    expect([...script.matchAll(/async function (\w+)\(input/g)].map(([, made]) => made)).toEqual([
      'get_weather',
      'get_weather_2',
      'delete_2',
      'class_2',
      '_7',
      'client_2',
      'constructor',
    ])
    expect(script).toContain('{\nreturn `a\n  b`\n}')
  })

  it('What has no counterpart at OpenAI is named, field by field, in the program and beside it', () => {
    const cache_control = { type: 'ephemeral' }
    const program = LANGUAGES['openai-python'].write(
      request({
        model: 'm',
        max_tokens: 1,
        top_k: 3,
        system: [
          { type: 'text', text: 'a', cache_control },
          { type: 'text', text: 'b' },
        ],
        messages: [
          {
            role: 'user',
            content: [
              { type: 'document', source: {} },
              { type: 'text', text: 'Hi' },
            ],
          },
          { role: 'assistant', content: [{ type: 'thinking', thinking: '', signature: 's' }] },
          HI,
        ],
        tools: [{ type: 'web_search_20250305', name: 'web_search' }],
        output_config: { effort: 'low' },
      }),
    )
    const paths = program?.gaps.map(({ path }) => path) ?? []
    expect(paths.toSorted()).toEqual([
      'messages[].content[].document',
      'messages[].content[].thinking',
      'output_config.effort',
      'system',
      'system[].text.cache_control',
      'tools[] (web_search_20250305)',
      'top_k',
    ])
    for (const path of paths) expect(program?.text).toContain(`# - ${path}: `)
  })

  it('Without a turn that maps there is no program for OpenAI', () => {
    const content = [{ type: 'document', source: { type: 'file', file_id: 'f' } }]
    const body = { model: 'm', max_tokens: 1, messages: [{ role: 'user', content }] }
    expect(LANGUAGES['openai-python'].write(request(body))).toBe(null)
  })

  it('What OpenAI has a counterpart for comes back as it was from the mapping the other way', () => {
    const body = {
      model: 'm',
      max_tokens: 9,
      system: 'Be brief.',
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Hi' }, image('base64'), image('url')] },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'I look.' },
            { type: 'tool_use', id: 'a', name: 'f', input: { x: [1, '"'] } },
            { type: 'tool_use', id: 'b', name: 'f', input: {} },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'a', content: 'one' },
            { type: 'tool_result', tool_use_id: 'b', content: [{ type: 'text', text: 'two' }] },
            { type: 'text', text: 'And?' },
          ],
        },
      ],
      stop_sequences: ['END'],
      temperature: 0.5,
      top_p: 0.9,
      tools: [{ name: 'f', description: 'F', input_schema: { type: 'object', properties: {} } }],
      tool_choice: { type: 'any', disable_parallel_tool_use: true },
      thinking: { type: 'adaptive' },
      output_config: { effort: 'low', format: { type: 'json_schema', schema: { type: 'object' } } },
    }
    const openAi = { responseFormat: true, reasoningEffort: true }
    const mapped = toOpenAiRequest({ ...request(body), openAi })
    expect(mapped?.gaps).toEqual([])
    const back = toMessagesRequest(JSON.parse(JSON.stringify(mapped?.body)), {
      defaultMaxTokens: () => 1,
      canSample: () => ({ temperature: true, topP: true, both: true }),
      mapping: { responseFormat: () => true, reasoningEffort: () => true },
    })
    expect(isRecord(back.body) && back.body).toEqual(body)
  })
})

function image(type: 'base64' | 'url') {
  const source =
    type === 'url'
      ? { type, url: 'https://example.org/a.png' }
      : { type, media_type: 'image/png', data: 'iVBORw0KGgo=' }
  return { type: 'image', source }
}

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
