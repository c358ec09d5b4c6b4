import { expect } from 'vitest'
import { parseRecord } from '@/lib/wire/json'
import { type RawAnswer, send } from '../../harness/raw-http'
import { NEW_MODEL, OLD_MODEL, type Place, type Step } from './step'

/** The headers that the two majors send (claude-api.md §0, §1.1, and the SDKs' documentation). */
function headersOf(version: '0.84.0' | '2.1.0', key: string): Record<string, string> {
  const isOld = version.startsWith('0')
  return {
    accept: 'application/json',
    'accept-encoding': 'gzip, deflate',
    connection: 'keep-alive',
    'user-agent': `Anthropic/Python ${version}`,
    'x-stainless-lang': 'python',
    'x-stainless-package-version': version,
    'x-stainless-os': 'Linux',
    'x-stainless-arch': 'x64',
    'x-stainless-runtime': 'CPython',
    'x-stainless-runtime-version': '3.12.7',
    'x-stainless-async': 'false',
    'x-stainless-retry-count': '0',
    'x-stainless-read-timeout': '600',
    'anthropic-version': isOld ? '2023-06-01' : '2026-10-21',
    ...(isOld ? { 'x-api-key': key } : { authorization: `Bearer ${key}` }),
  }
}

/** What programs with the Python SDKs send, as their documentation shows it. */
export function pythonSteps({ url, key }: Place): Step[] {
  const old = headersOf('0.84.0', key)
  const today = headersOf('2.1.0', key)
  const json = { 'content-type': 'application/json' }
  const post = (path: string, body: object, headers: Record<string, string>) =>
    send(url + path, { body: JSON.stringify(body), headers: { ...headers, ...json } })
  const get = (path: string, headers: Record<string, string>) => send(url + path, { headers })
  const hello = {
    model: OLD_MODEL,
    max_tokens: 1024,
    messages: [{ role: 'user', content: 'Hello, Claude' }],
  }
  const upload = (headers: Record<string, string>) => {
    // As httpx writes forms.
    const line = '3f1e2d4c5b6a79880123456789abcdef'
    const part = `--${line}\r\nContent-Disposition: form-data; name="file"; filename="notes.txt"\r\nContent-Type: text/plain\r\n\r\nSome notes.\r\n--${line}--\r\n`
    const type = { 'content-type': `multipart/form-data; boundary=${line}` }
    return send(`${url}/v1/files`, { body: part, headers: { ...headers, ...type } })
  }
  return [
    [
      'create a message, the older major',
      async () => expect(read(await post('/v1/messages', hello, old)).type).toBe('message'),
    ],
    [
      'create a message, the newer major',
      async () => {
        const answer = await post('/v1/messages', { ...hello, model: NEW_MODEL }, today)
        expect(read(answer).type).toBe('message')
      },
    ],
    [
      'stream with the helper',
      async () => {
        const more = { 'x-stainless-stream-helper': 'messages' }
        const answer = await post('/v1/messages', { ...hello, stream: true }, { ...old, ...more })
        expect(answer.headers['content-type']).toContain('text/event-stream')
        expect(answer.body.toString()).toContain('event: message_stop\n')
      },
    ],
    [
      'stream without buffering between',
      async () => {
        const answer = await post('/v1/messages', { ...hello, stream: true }, today)
        expect(answer.headers['cache-control']).toContain('no-cache')
        expect(answer.headers['x-accel-buffering']).toBe('no')
        expect(answer.headers['content-encoding']).toBeUndefined()
      },
    ],
    [
      'count tokens',
      async () => {
        const { max_tokens: _, ...body } = hello
        const answer = await post('/v1/messages/count_tokens', body, today)
        expect(read(answer)).toEqual({ input_tokens: expect.any(Number) })
      },
    ],
    [
      'list models by pages',
      async () => {
        const first = read(await get('/v1/models?limit=3', today))
        expect(first).toMatchObject({ has_more: true, last_id: expect.any(String) })
        const next = read(await get(`/v1/models?limit=3&after_id=${String(first.last_id)}`, today))
        expect(next.first_id).not.toBe(first.first_id)
      },
    ],
    [
      'retrieve a model',
      async () => expect(read(await get(`/v1/models/${OLD_MODEL}`, old)).type).toBe('model'),
    ],
    [
      'call a tool and give its result',
      async () => {
        const tools = [{ name: 'now', input_schema: { type: 'object', properties: {} } }]
        const body = { ...hello, tools, tool_choice: { type: 'tool', name: 'now' } }
        const said = read(await post('/v1/messages', body, old))
        const [call] = said.content as { id: string }[]
        const result = { type: 'tool_result', tool_use_id: call?.id, content: '12:00' }
        const messages = [
          ...hello.messages,
          { role: 'assistant', content: said.content },
          { role: 'user', content: [result] },
        ]
        const answer = read(await post('/v1/messages', { ...hello, tools, messages }, old))
        expect(answer.stop_reason).toBe('end_turn')
      },
    ],
    [
      'upload, list and delete a file, by the older shape of lists',
      async () => {
        const beta = { ...old, 'anthropic-beta': 'files-api-2025-04-14' }
        const { id } = read(await upload(beta))
        expect(read(await get('/v1/files?limit=5', beta))).toMatchObject({
          has_more: expect.any(Boolean),
          first_id: id,
        })
        const gone = await send(`${url}/v1/files/${String(id)}`, {
          method: 'DELETE',
          headers: beta,
        })
        expect(read(gone)).toEqual({ id, type: 'file_deleted' })
      },
    ],
    [
      'upload and list files, by the newer shape',
      async () => {
        const { id } = read(await upload(today))
        const list = read(await get('/v1/files', today))
        expect(list).toHaveProperty('next_page')
        expect(JSON.stringify(list.data)).toContain(String(id))
      },
    ],
    [
      'create a batch and follow its results_url',
      async () => {
        const requests = [{ custom_id: 'hello', params: hello }]
        const { id } = read(await post('/v1/messages/batches', { requests }, old))
        const batch = async () => read(await get(`/v1/messages/batches/${String(id)}`, old))
        await expect
          .poll(async () => (await batch()).processing_status, { timeout: 20_000 })
          .toBe('ended')
        const { results_url } = await batch()
        const accept = { ...old, accept: 'application/binary' }
        const answer = await send(String(results_url), { headers: accept })
        expect(read(answer)).toMatchObject({ custom_id: 'hello', result: { type: 'succeeded' } })
      },
    ],
    [
      'read an error with its id',
      async () => {
        const answer = await post('/v1/messages', { ...hello, temperature: 0.5 }, today)
        expect(answer.status).toBe(400)
        expect(read(answer)).toMatchObject({
          type: 'error',
          error: { type: 'invalid_request_error' },
          request_id: answer.headers['request-id'],
        })
      },
    ],
  ]
}

function read({ body }: RawAnswer): Record<string, unknown> {
  const value = parseRecord(body.toString('utf8'))
  if (value === null) throw new Error(`No JSON object: ${body.toString('utf8').slice(0, 200)}`)
  return value
}
