import type { ServerResponse } from 'node:http'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { createGzip, type Gzip } from 'node:zlib'
import { between, createRandom } from './random'
import { type Chunking, REQUEST_ID, type Script } from './script'

/** What has been written of an answer so far; a test reads it while the answer runs. */
export interface Sent {
  /** `performance.now()` of each frame that was written whole. */
  frames: number[]
  /** Bytes of the body, before any content encoding. */
  bytes: number
  /** True when the script broke the connection off. */
  isCut: boolean
}

/** Plays a script into a response. Resolves when nothing more will be written; never rejects. */
export async function play(script: Script, response: ServerResponse, sent: Sent): Promise<void> {
  const gone = new AbortController()
  const left = new Promise<null>((resolve) => {
    response.once('close', () => {
      gone.abort()
      resolve(null)
    })
  })
  response.on('error', () => gone.abort())
  if (script.refusal === 'hangup') breakOff('rst', response, sent)
  if (script.refusal !== undefined) return
  const outlet = open(script, response)
  if (isPlain(script)) return playAtOnce(script, outlet, sent)
  const limit = Math.min(script.cut?.atByte ?? Infinity, script.stallAtByte ?? Infinity)
  const started = performance.now()
  for (const [index, frame] of script.frames.entries()) {
    if (script.rate !== undefined) await until(started + (index * 1000) / script.rate, gone.signal)
    const written = script.gate && (await Promise.race([script.gate.pass(), left]))
    if (gone.signal.aborted) return
    const bytes = Buffer.from(frame)
    const room = Math.min(limit - sent.bytes, bytes.length)
    await outlet.write(bytes.subarray(0, room))
    sent.bytes += room
    if (room === bytes.length) sent.frames.push(performance.now())
    written?.()
    if (sent.bytes === limit) return leave(script, response, outlet, sent)
  }
  outlet.end()
}

function isPlain({ rate, gate, chunking, cut, stallAtByte, isGzip }: Script): boolean {
  return !(rate || gate || chunking || cut || stallAtByte !== undefined || isGzip)
}

/** The cheap way, for load: one write, one end. */
async function playAtOnce({ frames }: Script, outlet: Outlet, sent: Sent): Promise<void> {
  const bytes = Buffer.concat(frames.map((frame) => Buffer.from(frame)))
  sent.bytes = bytes.length
  sent.frames = frames.map(() => performance.now())
  await outlet.write(bytes)
  outlet.end()
}

interface Outlet {
  write(bytes: Uint8Array): Promise<void>
  end(): void
}

function open(script: Script, response: ServerResponse): Outlet {
  const headers = script.headers ?? []
  const hasRequestId = headers.some(([name]) => name === 'request-id')
  const all = [...headers, ...(hasRequestId ? [] : [['request-id', REQUEST_ID] as const])]
  response.writeHead(
    script.status ?? 200,
    [...all, ...(script.isGzip ? [['content-encoding', 'gzip'] as const] : [])].flat(),
  )
  response.flushHeaders()
  const gzip = script.isGzip ? createGzip() : null
  gzip?.pipe(response)
  const target = gzip ?? response
  return {
    write: async (bytes) => {
      for (const piece of cutUp(bytes, script.chunking)) {
        await new Promise<void>((resolve) => target.write(piece, () => resolve()))
        if (gzip !== null) await flush(gzip)
        // Writes of one turn of the event loop would leave as one.
        if (script.chunking !== undefined) await nextTurn()
      }
    },
    end: () => target.end(),
  }
}

function flush(gzip: Gzip): Promise<void> {
  return new Promise((resolve) => gzip.flush(() => resolve()))
}

function leave({ cut }: Script, response: ServerResponse, outlet: Outlet, sent: Sent): void {
  if (cut?.how === 'end') outlet.end()
  else if (cut !== undefined) breakOff(cut.how, response, sent)
}

/** A reset makes the kernel throw away what it has not sent yet: it gets the time to send it. */
const RESET_DELAY_MS = 20

function breakOff(how: 'fin' | 'rst', response: ServerResponse, sent: Sent): void {
  sent.isCut = true
  if (how === 'fin') response.socket?.end()
  else setTimeout(() => response.socket?.resetAndDestroy(), RESET_DELAY_MS)
}

function* cutUp(bytes: Uint8Array, chunking: Chunking | undefined): Iterable<Uint8Array> {
  if (chunking === undefined) {
    if (bytes.length > 0) yield bytes
    return
  }
  const random = 'seed' in chunking ? createRandom(chunking.seed + bytes.length) : null
  for (let at = 0; at < bytes.length; ) {
    const size = 'size' in chunking ? chunking.size : between(random ?? Math.random, 1, 32)
    yield bytes.subarray(at, at + size)
    at += size
  }
}

async function until(time: number, signal: AbortSignal): Promise<void> {
  const wait = time - performance.now()
  if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {})
}
