import { expect, test } from 'vitest'
import type { RawRun } from './raw-run'
import { runCurl } from './run-curl'

const ORIGIN = 'http://127.0.0.1:3900'
const UPSTREAM = {
  baseUrl: 'https://api.anthropic.com',
  auth: 'x-api-key',
  keyVariable: 'ANTHROPIC_API_KEY',
} as const
const run = {
  id: 'one',
  source: 'gateway',
  path: '/v1/messages',
  upstream: 'local',
  isSandbox: false,
} as const
const raw: RawRun = {
  request: {
    headers: [
      ['content-type', 'application/json'],
      ['anthropic-beta', 'a,b'],
      ['content-length', '7'],
      ['accept-encoding', 'gzip'],
    ],
    body: `{"it's":1}`,
    bodySize: 10,
    isWhole: true,
  },
  response: {
    status: 200,
    headers: [['content-type', 'text/event-stream']],
    pieces: [],
    isKept: true,
  },
}

test('A call of a program is made again at the gateway, with its own headers and without its key', () => {
  expect(runCurl(run, raw, UPSTREAM, ORIGIN)).toBe(
    [
      `curl --no-buffer '${ORIGIN}/u/local/v1/messages'`,
      `-H 'content-type: application/json'`,
      `-H 'anthropic-beta: a,b'`,
      '-H "x-api-key: $PARLEY_API_KEY"',
      `--data-raw '{"it'\\''s":1}'`,
    ].join(' \\\n  '),
  )
})

test('A call of a screen is made again at its upstream, one of the sandbox at the gateway', () => {
  const chat = { ...run, source: 'chat' } as const
  expect(runCurl(chat, raw, UPSTREAM, ORIGIN)).toContain(
    "curl --no-buffer 'https://api.anthropic.com/v1/messages'",
  )
  expect(runCurl(chat, raw, UPSTREAM, ORIGIN)).toContain('$ANTHROPIC_API_KEY')
  expect(runCurl({ ...chat, isSandbox: true }, raw, undefined, ORIGIN)).toContain(ORIGIN)
})

test('A body too large for the screen is taken from its file, and one that is not kept gives no command', () => {
  const cut = { ...raw, request: { ...raw.request, isWhole: false } }
  expect(runCurl(run, cut, UPSTREAM, ORIGIN)).toContain("--data-binary '@run-one.json'")
  const none = { ...raw, request: { ...raw.request, body: null } }
  expect(runCurl(run, none, UPSTREAM, ORIGIN)).toBe(null)
})

test('A chat completion is made again as the Messages call that is kept of it', () => {
  const chat = { ...run, path: '/v1/chat/completions' }
  expect(runCurl(chat, raw, UPSTREAM, ORIGIN)).toContain(`'${ORIGIN}/u/local/v1/messages'`)
})

test('No line of a long body ends it, whatever a program sent', () => {
  const body = `"${'x'.repeat(200_000)}\nEND_OF_BODY\necho no\nEND_OF_BODY_\n`
  const command = runCurl(run, { ...raw, request: { ...raw.request, body } }, UPSTREAM, ORIGIN)
  expect(command).toContain("<<'END_OF_BODY__'\n")
  expect(command?.endsWith('\nEND_OF_BODY__')).toBe(true)
})
