import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Anthropic from '@anthropic-ai/sdk'
import Anthropic0 from 'anthropic-sdk-0'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { createParleyClient, newTurn, upstreamEnv } from '../harness/parley-client'
import { type RawCall, send, sendJson } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { storedAnswer, storedRuns, storedText } from '../harness/stored-runs'
import { encodeEvents, textAfter, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { stream } from '../harness/upstream/script'

let upstream: FakeUpstream
let parley: ParleyServer
let dataDir: string
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-stop-'))
  upstream = await startFakeUpstream()
  parley = await start()
})
afterEach(async () => {
  await parley.kill()
  await upstream.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const start = () => startParley({ dataDir, env: upstreamEnv(upstream.url) })
const SILENT = { frames: [], refusal: 'silent' } as const
const BODY = '{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}'
const STREAMING = BODY.replace('{', '{"stream":true,')
const events = textEvents(12)
const frames = encodeEvents(events)

const SDKS: [string, typeof Anthropic][] = [
  ['1.10', Anthropic],
  // Another major with the same calls as far as they are used here.
  ['0.120', Anthropic0 as unknown as typeof Anthropic],
]

/** A Messages call with the gateway's key. */
function messages(body: string): [string, RawCall] {
  const headers = { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01' }
  return [`${parley.url}/v1/messages`, { body, headers }]
}

/** A stream of which `count` frames have come and no more will. */
async function stalled(count: number) {
  const gate = createGate()
  upstream.enqueue(stream(frames, { gate }))
  const answering = send(...messages(STREAMING))
  for (let i = 0; i < count; i++) await gate.release()
  await expect.poll(() => storedRuns(dataDir)[0]?.response_headers).toBeTruthy()
  return { gate, answering }
}

/** Resolves when the server takes no connection any more. */
function closed(): Promise<void> {
  return expect
    .poll(() =>
      fetch(`${parley.url}/api/health`, { headers: { connection: 'close' } }).then(
        () => 'open',
        () => 'closed',
      ),
    )
    .toBe('closed')
}

describe('a server that is told to stop', () => {
  it('Takes no new connection, and lets a gateway call complete by itself', async () => {
    const { gate, answering } = await stalled(3)
    const ended = parley.stop()
    await closed()
    gate.open()
    expect((await answering).body.toString()).toBe(frames.join(''))
    expect(await ended).toBe(0)
    expect(storedRuns(dataDir)).toMatchObject([{ status: 'complete' }])
  })

  it('Closes a stream that hangs with an error event, and keeps exactly what came', async () => {
    const { answering } = await stalled(5)
    expect(await parley.stop()).toBe(0)
    const text = (await answering).body.toString()
    const said = frames.slice(0, 5).join('')
    expect(text.slice(0, said.length)).toBe(said)
    expect(text.slice(said.length)).toMatch(
      /^\n\nevent: error\ndata: \{"type":"error","error":\{"type":"api_error","message":"Parley: .*stopped/,
    )
    const [run] = storedRuns(dataDir)
    if (run === undefined) throw new Error('no run')
    expect(run.status).toBe('interrupted')
    expect(storedText(run)).toBe(textAfter(events, 5))
    expect(storedAnswer(dataDir, run.id)).toBe(said)
    expect(parley.stderr()).toBe('')
  })

  it.each([
    ['not streamed', BODY],
    ['streamed', STREAMING],
  ])('Answers 503 to a call that is %s and has no answer yet', async (_, body) => {
    upstream.enqueue(SILENT)
    const answering = sendJson(...messages(body))
    const request = await upstream.nthRequest(1)
    expect(await parley.stop()).toBe(0)
    const answer = await answering
    expect(answer.status).toBe(503)
    expect(answer.json).toMatchObject({
      type: 'error',
      error: { type: 'api_error', message: expect.stringMatching(/^Parley: .*stopped/) },
      request_id: answer.headers['request-id'],
    })
    expect(await request.closed).toEqual({ isAborted: true })
    expect(storedRuns(dataDir)).toMatchObject([
      { status: 'interrupted', model: 'm', request_body: body },
    ])
  })

  it('Interrupts the runs of its screens and keeps their text', async () => {
    const gate = createGate()
    upstream.enqueue(stream(frames, { gate }))
    const turn = newTurn('Hi')
    await createParleyClient(parley.url).start(turn)
    for (let i = 0; i < 4; i++) await gate.release()
    await expect.poll(() => storedRuns(dataDir)[0]?.response_headers).toBeTruthy()
    expect(await parley.stop()).toBe(0)
    const [run] = storedRuns(dataDir)
    if (run === undefined) throw new Error('no run')
    expect(run.status).toBe('interrupted')
    expect(storedText(run)).toBe(textAfter(events, 4))
  })

  it.each(SDKS)('Tells the official SDK %s what happened', async (_, Sdk) => {
    const client = new Sdk({ baseURL: parley.url, apiKey: parley.gatewayKey, maxRetries: 0 })
    const asked = { model: 'm', max_tokens: 9, messages: [] }
    const gate = createGate()
    upstream.enqueue(stream(frames, { gate }))
    const streaming = client.messages.stream(asked)
    const told = streaming.finalMessage().catch((error: unknown) => error)
    await gate.release()
    await upstream.nthRequest(1)
    upstream.enqueue(SILENT)
    const refused = client.messages.create(asked).catch((error: unknown) => error)
    await upstream.nthRequest(2)
    expect(await parley.stop()).toBe(0)
    expect(await told).toMatchObject({ message: expect.stringMatching(/Parley: .*stopped/) })
    expect(await refused).toMatchObject({
      status: 503,
      message: expect.stringMatching(/Parley: .*stopped/),
    })
  })
})

describe('a server that is killed', () => {
  it('Leaves a run of the call that nothing had answered, and the next one says what became of it', async () => {
    upstream.enqueue(SILENT)
    const answering = send(...messages(BODY)).catch(() => null)
    await expect.poll(() => storedRuns(dataDir)[0]?.status).toBe('queued')
    await parley.kill()
    await answering
    parley = await start()
    expect(storedRuns(dataDir)).toMatchObject([
      { status: 'interrupted', model: 'm', request_body: BODY, ended_at: expect.any(Number) },
    ])
  })
})
