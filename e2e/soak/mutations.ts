import { open } from '../harness/raw-http'
import { storedEnds } from '../harness/stored-runs'
import { createRandom } from '../harness/upstream/random'
import { type MutatedStream, mutateStream, scriptOf } from './mutate-stream'
import type { Report } from './report'
import { checkHealth, checkRest, untilIdle } from './rest'
import { messagesCall, openStreamBed, type StreamBed } from './stream-bed'
import { endOfStream } from './stream-end'

export interface MutationsOptions {
  streams: number
  seed: number
}

/** Streams at once. */
const WIDTH = 24
/** Far longer than any of them takes. */
const HANG_MS = 30_000

interface Heard {
  status: number
  body: Buffer
  /** True when the connection broke before the answer's end. */
  isBroken: boolean
}

/**
 * Lets upstream answer with streams to which every kind of damage was done, and asks of each: did
 * the client get exactly its bytes, and a closing error where it has no end; has its run ended, as
 * complete only where its end was read; and what does the server hold in the end?
 */
export async function runMutations({ streams, seed }: MutationsOptions): Promise<Report> {
  const random = createRandom(seed)
  const bed = await openStreamBed()
  const violations: string[] = []
  const sent = new Map<string, MutatedStream>()
  const completable = new Map<string, boolean>()
  bed.upstream.setDefault(({ body }) => {
    const model = /"model":"([^"]*)"/.exec(body.toString('utf8'))?.[1] ?? ''
    const stream = sent.get(model)
    return stream === undefined ? { status: 500, frames: [] } : scriptOf(stream)
  })
  try {
    let next = 0
    const work = async () => {
      while (next < streams) {
        const name = `stream-${next++}`
        const stream = mutateStream(random)
        sent.set(name, stream)
        violations.push(...(await playOne(bed, name, stream)))
        completable.set(name, canBeComplete(stream))
        sent.delete(name)
        bed.upstream.requests.length = 0
      }
    }
    await Promise.all(Array.from({ length: WIDTH }, work))
    await untilIdle(bed.parley)
    const statuses = checkRuns(bed, completable, violations)
    violations.push(...(await checkHealth(bed.parley)))
    await bed.upstream.close()
    violations.push(...(await checkRest(bed.parley, bed.before)))
    const figures = {
      streams,
      'runs by status': JSON.stringify(Object.fromEntries(statuses)),
      'handles before': bed.before.handles ?? 'unknown',
    }
    return { scenario: 'mutations', seed, figures, violations }
  } finally {
    await bed.close()
  }
}

async function playOne(
  { parley }: StreamBed,
  name: string,
  stream: MutatedStream,
): Promise<string[]> {
  const say = (text: string) => `${name} (${stream.done.join(', ')}): ${text}`
  const heard = await hear(...messagesCall(parley, name)).catch((error) => String(error))
  if (typeof heard === 'string') return [say(heard)]
  const { bytes, cut } = stream
  const sent = bytes.subarray(0, cut?.atByte ?? bytes.length)
  const { own, closing } = takeApart(heard.body)
  // What a reset overtakes is lost on its way.
  const isWhole = cut?.how === 'rst' ? sent.indexOf(own) === 0 : own.equals(sent)
  const expected = expectEnd(stream, own)
  return [
    ...(heard.status === stream.status ? [] : [say(`answered ${heard.status}`)]),
    ...(isWhole ? [] : [say(`${own.length} bytes came that are not the ${sent.length} sent`)]),
    ...(!isWhole || closing === expected.closing
      ? []
      : [say(`added ${closing}, not ${expected.closing}, to one that is ${endOfStream(own)}`)]),
    ...(heard.isBroken === expected.isBroken
      ? []
      : [say(`the client ${heard.isBroken ? 'saw a break' : 'saw a proper end'}`)]),
  ]
}

/** The one thing that Parley adds, and what stands before it. */
const CLOSING =
  '\n\nevent: error\ndata: {"type":"error","error":{"type":"api_error","message":"Parley: '

function takeApart(body: Buffer): { own: Buffer; closing: 'an error' | 'nothing' } {
  const at = body.lastIndexOf(CLOSING)
  const isClosing = at !== -1 && body.indexOf('\n\n', at + 2) === body.length - 2
  return isClosing
    ? { own: body.subarray(0, at), closing: 'an error' }
    : { own: body, closing: 'nothing' }
}

/**
 * A stream that a client can read and that never says its end gets a closing error; all else is
 * handed on as it broke. Parley adds nothing to what it cannot read itself.
 */
function expectEnd({ status, contentType, encoding, cut }: MutatedStream, own: Buffer) {
  const isStream = (contentType ?? '').startsWith('text/event-stream') && status < 300
  const isClosed = isStream && encoding === null && endOfStream(own) === 'open'
  const isCut = cut !== null && cut.how !== 'end'
  return {
    closing: isClosed ? 'an error' : 'nothing',
    isBroken: isCut && !isClosed,
  } as const
}

function canBeComplete({ status, contentType, encoding, plain, cut }: MutatedStream): boolean {
  if (status >= 300) return false
  // A body of another kind is no stream, and its bytes no message; what was cut may have said its end.
  if (!(contentType ?? '').startsWith('text/event-stream')) return false
  const read = cut === null || encoding !== null ? plain : plain.subarray(0, cut.atByte)
  return endOfStream(read) === 'stop'
}

/** Every stream is a run that has ended, as complete only where its end could be read. */
function checkRuns(
  { parley }: StreamBed,
  completable: ReadonlyMap<string, boolean>,
  violations: string[],
): Map<string, number> {
  const statuses = new Map<string, number>()
  const missing = new Set(completable.keys())
  for (const { model, status, ended_at } of storedEnds(parley.dataDir)) {
    if (!missing.delete(model)) continue
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (ended_at === null) violations.push(`${model}: its run is ${status} for ever`)
    if (status === 'complete' && completable.get(model) === false) {
      violations.push(`${model}: its run is complete, and its end was never said`)
    }
  }
  for (const model of missing) violations.push(`${model}: it has no run`)
  return statuses
}

async function hear(...[url, call]: ReturnType<typeof messagesCall>): Promise<Heard> {
  const signal = AbortSignal.timeout(HANG_MS)
  const incoming = await open(url, { ...call, signal })
  const parts: Buffer[] = []
  let isBroken = false
  try {
    for await (const part of incoming) parts.push(part)
  } catch {
    if (signal.aborted) throw new Error(`it hangs after ${Buffer.concat(parts).length} bytes`)
    isBroken = true
  }
  return { status: incoming.statusCode ?? 0, body: Buffer.concat(parts), isBroken }
}
