import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { parseRecord } from '@/lib/wire/json'
import type { Place, Step } from './step'

const execute = promisify(execFile)

/** The bodies and commands of the baseline specification, as they stand there. */
const HELLO = `{
    "model": "claude-sonnet-4-20250514",
    "max_tokens": 1024,
    "messages": [
        {"role": "user", "content": "Hello, Claude"}
    ]
}`
const STORY = `{
    "model": "claude-sonnet-4-20250514",
    "max_tokens": 1024,
    "messages": [
        {"role": "user", "content": "Tell me a story"}
    ],
    "stream": true
}`
const CALCULATOR = `[
        {
            "name": "calculator",
            "description": "计算数学表达式",
            "input_schema": {
                "type": "object",
                "properties": {
                    "expression": {
                        "type": "string",
                        "description": "要计算的数学表达式"
                    }
                },
                "required": ["expression"]
            }
        }
    ]`

/** What a person does with curl. */
export function curlSteps({ url, key }: Place): Step[] {
  const curl = async (path: string, ...args: string[]) => {
    const command = ['-sS', '-w', '\n%{http_code}', url + path, ...args]
    const { stdout } = await execute('curl', command)
    const at = stdout.lastIndexOf('\n')
    const text = stdout.slice(0, at)
    return { status: Number(stdout.slice(at + 1)), text, json: parseRecord(text) ?? {} }
  }
  const auth = ['--header', `x-api-key: ${key}`, '--header', 'anthropic-version: 2023-06-01']
  const type = ['--header', 'Content-Type: application/json']
  const post = (path: string, body: string) => curl(path, ...type, ...auth, '--data', body)
  return [
    [
      'says hello as the baseline does',
      async () => {
        const { status, json } = await post('/v1/messages', HELLO)
        expect(status).toBe(200)
        expect(json).toMatchObject({
          type: 'message',
          role: 'assistant',
          model: 'claude-sonnet-4-20250514',
          stop_reason: 'end_turn',
          stop_sequence: null,
          usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
        })
      },
    ],
    [
      'streams a story as the baseline does',
      async () => {
        const { text } = await post('/v1/messages', STORY)
        for (const name of ['message_start', 'content_block_delta', 'message_stop']) {
          expect(text).toContain(`event: ${name}\ndata: {"type":"${name}"`)
        }
      },
    ],
    [
      'reads the model that the baseline reads',
      async () => {
        const { json } = await curl('/v1/models/claude-sonnet-4-20250514', ...auth)
        expect(json).toMatchObject({
          created_at: expect.any(String),
          display_name: 'Claude Sonnet 4',
          id: 'claude-sonnet-4-20250514',
          type: 'model',
        })
      },
    ],
    [
      'lists the three models of the baseline',
      async () => {
        const { text } = await curl('/v1/models?limit=100', ...auth)
        for (const name of ['opus', 'sonnet', 'haiku']) {
          expect(text).toContain(`claude-${name}-4-20250514`)
        }
      },
    ],
    [
      'has the baseline’s calculator called',
      async () => {
        const body = `{"model":"claude-sonnet-4-20250514","max_tokens":1024,"tools":${CALCULATOR},"tool_choice":{"type":"any"},"messages":[{"role":"user","content":"2 + 2"}]}`
        const { json } = await post('/v1/messages', body)
        expect(json.stop_reason).toBe('tool_use')
        expect(JSON.stringify(json.content)).toMatch(/"name":"calculator".*"expression"/)
      },
    ],
    [
      'samples with the baseline’s optional parameters',
      async () => {
        const body = HELLO.replace(
          '"max_tokens": 1024,',
          '"max_tokens": 1024, "temperature": 0.7, "system": "Be kind.", "stop_sequences": ["END"], "top_k": 40,',
        )
        expect((await post('/v1/messages', body)).status).toBe(200)
      },
    ],
    [
      'is told the missing field in the baseline’s words',
      async () => {
        const { status, json } = await post(
          '/v1/messages',
          '{"model":"claude-sonnet-4-20250514","max_tokens":9}',
        )
        expect(status).toBe(400)
        expect(json).toMatchObject({
          type: 'error',
          error: { type: 'invalid_request_error', message: 'messages: Field required' },
        })
      },
    ],
    [
      'is told that its key is wrong',
      async () => {
        const { status, json } = await curl(
          '/v1/messages',
          ...type,
          '-H',
          'x-api-key: wrong',
          '-d',
          HELLO,
        )
        expect(status).toBe(401)
        expect(json).toMatchObject({ error: { type: 'authentication_error' } })
      },
    ],
    [
      'is told of a rate limit, and when it is over',
      async () => {
        const body = HELLO.replace('Hello, Claude', '[[error=429]]')
        const { text } = await curl('/v1/messages', '-i', ...type, ...auth, '-d', body)
        expect(text).toMatch(/^HTTP\/1\.1 429/)
        expect(text).toMatch(/\nretry-after: \d+\r/i)
        expect(text).toMatch(/\nrequest-id: req_/i)
        expect(text).toMatch(/\nanthropic-organization-id: /i)
        expect(text).toContain('"rate_limit_error"')
      },
    ],
    [
      'uploads a file and reads of it',
      async () => {
        const form = ['-F', 'file=@-;filename=note.txt;type=text/plain']
        const upload = await new Promise<string>((resolve, reject) => {
          const all = ['-sS', `${url}/v1/files`, ...auth, ...form]
          const child = execFile('curl', all, (error, stdout) =>
            error === null ? resolve(stdout) : reject(error),
          )
          child.stdin?.end('A note.')
        })
        const { id } = parseRecord(upload) ?? {}
        const { json } = await curl(`/v1/files/${String(id)}`, ...auth)
        expect(json).toMatchObject({ id, filename: 'note.txt', size_bytes: 7 })
      },
    ],
    [
      'creates a batch and asks after it',
      async () => {
        const body = `{"requests":[{"custom_id":"hello","params":${HELLO}}]}`
        const { json } = await post('/v1/messages/batches', body)
        expect(json).toMatchObject({ type: 'message_batch', processing_status: 'in_progress' })
        const again = await curl(`/v1/messages/batches/${String(json.id)}`, ...auth)
        expect(again.json.id).toBe(json.id)
      },
    ],
    [
      'asks as an OpenAI client, with and without /v1',
      async () => {
        const body =
          '{"model":"claude-sonnet-4-20250514","messages":[{"role":"user","content":"Hello"}]}'
        for (const path of ['/v1/chat/completions', '/chat/completions']) {
          const bearer = ['-H', `Authorization: Bearer ${key}`]
          const { json } = await curl(path, ...type, ...bearer, '-d', body)
          expect(json).toMatchObject({ object: 'chat.completion', choices: [{ index: 0 }] })
        }
      },
    ],
  ]
}
