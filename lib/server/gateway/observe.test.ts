import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openParleyBed, type ParleyBed } from '@/e2e/harness/parley-bed'
import { encodeEvents, textEvents } from '@/e2e/harness/upstream/answers'
import type { Run } from '@/lib/domain/run'
import { runListQuerySchema } from '@/lib/domain/run-list'
import type { Parley } from '../parley'
import { listRuns } from '../store/run-list'
import { OWNER } from '../store/schema'
import { type HeaderList, over, type Sink, UpstreamError } from '../upstream/sink'
import { answerGateway } from './gateway'
import { observeRun } from './observe'

const API_KEY = 'the-key-of-the-operator'
let bed: ParleyBed
let parley: Parley
beforeAll(async () => {
  bed = await openParleyBed({ PARLEY_API_KEY: API_KEY })
  parley = bed.parley
})
afterAll(() => bed.close())

const QUIET: Sink = { head: () => {}, write: () => {}, end: () => {}, fail: () => {} }
const broken = () => {
  throw new Error('The door is broken.')
}
const CUT = new UpstreamError('cut', 'the connection was cut.')
const STREAM: HeaderList = [['content-type', 'text/event-stream']]
const FRAMES = encodeEvents(textEvents(3)).join('')

function askedFor(more: HeaderList = []) {
  const headers: HeaderList = [
    ['x-api-key', API_KEY],
    ['anthropic-version', '2023-06-01'],
  ]
  return {
    ...{ method: 'POST', target: '/v1/messages', requestId: 'req_1', origin: 'http://localhost' },
    headers: [...headers, ...more],
    signal: new AbortController().signal,
  }
}

/** A run of a call whose answer goes to this door. */
function observe(door: Sink, bytes = Buffer.alloc(0), headers: HeaderList = []) {
  const call = {
    ...{ parley, holder: parley.gatewayKeys.identify(API_KEY, null) },
    ...{ upstream: parley.upstreams.get('sandbox'), path: '/v1/messages', base: '', out: door },
    asked: { ...askedFor(headers), body: null },
    run: { hasBegun: false },
  }
  const body = { take: () => bytes, whole: Promise.resolve() }
  const observer = observeRun(call, body, new AbortController(), {}, () => {})
  return { sink: observer.beside(door), recorder: observer.recorder() }
}

it('A run whose request came compressed names its model, too', async () => {
  const bytes = gzipSync('{"model":"claude-opus-5-5","max_tokens":9,"messages":[]}')
  const { sink, recorder } = observe(QUIET, bytes, [['content-encoding', 'gzip']])
  await expect.poll(() => recorder.run.model).toBe('claude-opus-5-5')
  sink.fail(CUT)
})

describe('a run whose door throws', () => {
  const acts: Record<keyof Sink, (sink: Sink) => void> = {
    head: (sink) => sink.head(200, STREAM),
    write: (sink) => void sink.write(Buffer.from(FRAMES)),
    end: (sink) => sink.end(),
    fail: (sink) => sink.fail(CUT),
  }

  it.each<[keyof Sink, (keyof Sink)[], Partial<Run>]>([
    ['head', ['head'], { status: 'streaming', httpStatus: 200 }],
    ['write', ['head', 'write'], { status: 'complete' }],
    ['end', ['head', 'end'], { status: 'interrupted' }],
    ['fail', ['head', 'fail'], { status: 'interrupted' }],
  ])('At %s hears of that as of all else, and so does who called', (at, names, state) => {
    const { sink, recorder } = observe({ ...QUIET, [at]: broken })
    for (const name of names) {
      const act = () => acts[name](sink)
      if (name === at) expect(act).toThrow('The door is broken.')
      else act()
    }
    expect(recorder.run).toMatchObject(state)
    recorder.end()
  })

  it('Ends with its call, and the door is told that the answer is cut', async () => {
    const cut: UpstreamError[] = []
    const note = (error: UpstreamError) => void cut.push(error)
    await call(over(QUIET, { end: broken, fail: note }))
    expect(cut).toMatchObject([{ fault: 'cut' }])
    // The first is kept and given again.
    const cached: HeaderList = [['x-parley-cache', '60']]
    await call(QUIET, cached)
    await expect.poll(keptAnswers).toBe(1)
    await call(over(QUIET, { write: broken, fail: note }), cached)
    expect(cut).toMatchObject([{ fault: 'cut' }, { fault: 'cut' }])
    await parley.runs.journal.flush()
    expect(parley.runs.liveCount).toBe(0)
    const { runs } = await listRuns(parley.store.db, OWNER, runListQuerySchema.parse({ limit: 3 }))
    expect(runs.map(({ status }) => status)).toEqual(['interrupted', 'complete', 'complete'])
  })
})

/** Asks the sandbox through the gateway. */
function call(door: Sink, headers: HeaderList = []): Promise<void> {
  const body = {
    model: 'claude-haiku-4-5',
    max_tokens: 9,
    messages: [{ role: 'user', content: 'Hi' }],
  }
  return answerGateway(parley, { ...askedFor(headers), body: once(JSON.stringify(body)) }, door)
}

async function* once(text: string) {
  yield Buffer.from(text)
}

async function keptAnswers(): Promise<number> {
  return (await parley.store.db.selectFrom('kept_answers').select('key').execute()).length
}
