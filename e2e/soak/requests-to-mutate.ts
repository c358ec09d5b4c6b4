import type { HeaderList } from '../harness/upstream/script'

/** A request before it is written. */
export interface RequestDraft {
  method: string
  target: string
  version: string
  /** Without those that tell how long the body is. */
  fields: HeaderList
  /** A line among the fields, as it is. */
  extraLine: string | null
  body: Buffer
  framing:
    | 'none'
    | 'length'
    | 'too long'
    | 'too short'
    | 'both'
    | 'chunked'
    | 'chunked with more'
    | 'broken chunks'
  /** Which part of its bytes is written, from 0 to 1. */
  endAt: number
  after: 'wait' | 'half-close' | 'reset'
  /** Something else is written. */
  isNoise: boolean
}

type Make = (host: string, key: string) => RequestDraft

const message = (more: object) => ({
  model: 'claude-sonnet-5-5',
  max_tokens: 32,
  messages: [{ role: 'user', content: '潮汐 and “tides” 🌊' }],
  ...more,
})

/** One of each kind that the gateway answers. */
export const REQUESTS: readonly Make[] = [
  post('/v1/messages', message({ stream: true })),
  post('/v1/messages', message({ system: 'Be brief.' })),
  post('/v1/messages', message({ tools: [{ name: 'f', input_schema: { type: 'object' } }] })),
  post('/v1/messages/count_tokens', message({})),
  post('/v1/messages/batches', { requests: [{ custom_id: 'a', params: message({}) }] }),
  post('/v1/chat/completions', message({ stream: true, stream_options: { include_usage: true } })),
  post('/v1/chat/completions', message({})),
  upload(),
  read('/v1/models'),
  read('/v1/models/claude-sonnet-5-5'),
  read('/v1/files?limit=2'),
]

function post(target: string, value: unknown): Make {
  return (host, key) => ({
    ...draft('POST', target, host, key),
    body: Buffer.from(JSON.stringify(value)),
    framing: 'length',
  })
}

function upload(): Make {
  const line = 'x-line-of-the-form'
  const head = `--${line}\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n`
  return (host, key) => {
    const blank = draft('POST', '/v1/files', host, key)
    const fields = blank.fields.filter(([name]) => name !== 'content-type')
    return {
      ...blank,
      fields: [...fields, ['content-type', `multipart/form-data; boundary=${line}`]],
      body: Buffer.from(`${head}What is in it.\r\n--${line}--\r\n`),
      framing: 'length',
    }
  }
}

function read(target: string): Make {
  return (host, key) => draft('GET', target, host, key)
}

function draft(method: string, target: string, host: string, key: string): RequestDraft {
  return {
    method,
    target,
    version: 'HTTP/1.1',
    fields: [
      ['host', host],
      ['connection', 'close'],
      ['x-api-key', key],
      ['anthropic-version', '2023-06-01'],
      ['content-type', 'application/json'],
    ],
    extraLine: null,
    body: Buffer.alloc(0),
    framing: 'none',
    endAt: 1,
    after: 'wait',
    isNoise: false,
  }
}
