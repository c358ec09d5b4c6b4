import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { MALFORMATIONS } from '@/lib/domain/sandbox-faults'
import { serveSandbox } from '../served-sandbox'
import { ask } from './ask'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

/** What came, byte by byte, and how the connection ended. */
function readRaw(content: string, stream = true) {
  return new Promise<{ parts: string[]; text: string; end: string }>((resolve) => {
    const parts: string[] = []
    const settle = (end: string) => resolve({ parts, text: parts.join(''), end })
    const call = request(
      `${sandbox.baseURL}/v1/messages`,
      { method: 'POST', headers: { 'anthropic-version': '2023-06-01' } },
      (response) => {
        response.setEncoding('latin1')
        response.on('data', (part: string) => parts.push(part))
        response.on('end', () => settle('end'))
        response.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? ''))
      },
    )
    call.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? ''))
    call.end(JSON.stringify(ask(content, { stream })))
  })
}

/** The same without a client of HTTP, to which all ends are alike. */
function readSocket(content: string, stream = true) {
  return new Promise<{ text: string; end: string }>((resolve) => {
    const { port } = new URL(sandbox.baseURL)
    const body = JSON.stringify(ask(content, { stream }))
    let text = ''
    const socket = connect(Number(port), '127.0.0.1')
    socket.setEncoding('latin1').on('data', (part: string) => {
      text += part
    })
    socket.on('end', () => resolve({ text, end: 'end' }))
    socket.on('error', (error: NodeJS.ErrnoException) => resolve({ text, end: error.code ?? '' }))
    socket.write(
      `POST /v1/messages HTTP/1.1\r\nhost: sandbox\r\nanthropic-version: 2023-06-01\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    )
  })
}

const textOf = (raw: string) =>
  [...raw.matchAll(/"type":\s*"text_delta",\s*(?:data:\s*)?"text":\s*("[^"]*")/g)]
    .map(([, part = '']) => JSON.parse(part))
    .join('')

/** The text of N tokens of a sample. */
const sample = async (tokens: number) => textOf((await readRaw(`[[tokens=${tokens}]]`)).text)

describe('a connection', () => {
  it('cut inside ends in the middle of a frame', async () => {
    const { text } = await readRaw('[[tokens=50]] [[cut after=10 inside]]')
    expect(textOf(text)).toBe(await sample(10))
    expect(text.endsWith('\n\n')).toBe(false)
    expect(text.slice(text.lastIndexOf('\n\n'))).toContain('data: {"type":"content_block_delta"')
  })

  it('cut cleanly ends as a whole answer does, but for its last event', async () => {
    const { text, end } = await readRaw('[[tokens=50]] [[cut after=10 clean]]')
    expect(end).toBe('end')
    expect(textOf(text)).toBe(await sample(10))
    expect(text.endsWith('\n\n')).toBe(true)
    expect(text).not.toContain('message_stop')
    expect(sandbox.ends.at(-1)).toBe('ended')
  })

  it('cut ends with FIN, and reset with RST, after N tokens', async () => {
    const cut = await readSocket('[[tokens=50]] [[cut after=10]]')
    const reset = await readSocket('[[tokens=50]] [[reset after=10]]')
    expect([cut.end, reset.end]).toEqual(['end', 'ECONNRESET'])
    expect(sandbox.ends.slice(-2)).toEqual(['cut', 'cut'])
    expect([textOf(cut.text), textOf(reset.text)]).toEqual([await sample(10), await sample(10)])
    const unstreamed = await readSocket('[[reset after=0]] Hi', false)
    expect(unstreamed).toEqual({ text: '', end: 'ECONNRESET' })
  })
})

describe('time', () => {
  it('delay seconds=S passes before the first byte, of an error as well', async () => {
    for (const directive of ['', '[[error=504]]']) {
      const start = performance.now()
      const { status } = await sandbox.post(ask(`[[delay seconds=1]] ${directive}`))
      // Node's timers may be a millisecond early.
      expect(performance.now() - start).toBeGreaterThanOrEqual(999)
      expect(status).toBe(directive === '' ? 200 : 504)
    }
  })

  it.each([true, false])('drip sends so many bytes at a time; streamed: %s', async (stream) => {
    const content = '[[tokens=5]] [[drip bytes=40 ms=1]]'
    const { parts, text } = await readRaw(content, stream)
    expect(Math.max(...parts.map((part) => part.length))).toBe(40)
    expect(stream ? textOf(text) : JSON.parse(text).content[0].text).toBe(await sample(5))
    expect(text).toContain(stream ? 'message_stop' : '"stop_reason":"end_turn"')
  })
})

describe('a malformed stream', () => {
  /** What the SDK makes of it: the text, or the error's name. */
  const readBySdk = (content: string) =>
    sandbox.current
      .withOptions({ logLevel: 'off' })
      .messages.stream(ask(content))
      .finalText()
      .catch((error: Error) => error.name)

  it.each(MALFORMATIONS.filter((kind) => kind !== 'json' && kind !== 'nameless'))(
    'of kind %s is read by the official SDK to the same text',
    async (kind) => {
      const content = `[[tokens=40]] [[malformed=${kind} after=10]]`
      expect(await readBySdk(content)).toBe(await sample(40))
    },
  )

  it('has its fault where it was wanted, and nowhere before', async () => {
    const marks = {
      json: 'data: {"type":"content_block_delta","ind\n\n',
      event: 'event: sandbox_event\ndata: {"type":"sandbox_event"',
      delta: '"delta":{"type":"sandbox_delta"}}\n\n',
      nameless: '\n\ndata: {"type":"content_block_delta"',
      crlf: 'event: content_block_delta\r\ndata: ',
      comments: ': a comment\nevent: content_block_delta\n:\ndata: ',
      lines: 'data: {\ndata:  "type": "content_block_delta",\n',
    }
    for (const kind of MALFORMATIONS) {
      const { text } = await readRaw(`[[tokens=40]] [[malformed=${kind} after=10]]`)
      const [before = '', ...after] = text.split(marks[kind])
      expect([kind, textOf(before)]).toEqual([kind, await sample(10)])
      expect([kind, after.length > 0]).toEqual([kind, true])
      expect([kind, textOf(text)]).toEqual([kind, await sample(40)])
    }
  })

  it('with broken JSON or without names is no message to the SDK', async () => {
    expect(await readBySdk('[[malformed=json after=3]] Hi')).toMatch(/Error$/)
    expect(await readBySdk('[[malformed=nameless after=0]] Hi')).toMatch(/Error$/)
  })

  it('with an unknown delta has it in the block that is open, also at the end of the answer', async () => {
    const { text } = await readRaw('[[tokens=5]] [[malformed=delta after=900]]')
    expect(text).toContain(
      '{"type":"content_block_delta","index":0,"delta":{"type":"sandbox_delta"}}',
    )
  })

  it('that is no stream is JSON broken off half way', async () => {
    const { text, end } = await readRaw('[[malformed=json after=0]] Hi', false)
    expect(end).toBe('end')
    expect(text).toMatch(/^\{"id":"msg_/)
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })
})
