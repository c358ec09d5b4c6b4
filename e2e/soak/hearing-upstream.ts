import type { ServerResponse } from 'node:http'
import { startLocalServer } from '../harness/local-server'
import { encodeEvents, textEvents } from '../harness/upstream/answers'

/** One request as an upstream sees it, from its head on. */
export interface HeardCall {
  /** Resolves when its head is there. */
  arrived: Promise<void>
  /** Resolves when its connection is closed or its answer is out, with `performance.now()`. */
  closed: Promise<number>
  /** How often it was asked. */
  times: number
}

/** An upstream that stays in one phase of an answer until the connection closes. */
export interface HearingUpstream {
  url: string
  /** The call of this mark, which may come later. */
  call(mark: string): HeardCall
  close(): Promise<void>
}

/** Name the phase that upstream shall stay in, and the call. */
export const PHASE_HEADER = 'x-phase'
export const MARK_HEADER = 'x-mark'

const FRAMES = encodeEvents(textEvents(2000))
const HEAD = { 'content-type': 'text/event-stream' }
const FRAME_EVERY_MS = 10

/** How upstream stays in a phase. */
const STAYS: Record<string, (response: ServerResponse) => void> = {
  silence: () => {},
  head: (response) => {
    response.writeHead(200, HEAD).flushHeaders()
  },
  stream: (response) => {
    response.writeHead(200, HEAD)
    let next = 0
    const timer = setInterval(() => response.write(FRAMES[next++] ?? ': more\n\n'), FRAME_EVERY_MS)
    response.once('close', () => clearInterval(timer))
  },
  hang: (response) => {
    response.writeHead(200, HEAD).write(FRAMES.slice(0, 3).join(''))
  },
  busy: (response) => {
    const error = { type: 'overloaded_error', message: 'Overloaded' }
    response.writeHead(529, { 'content-type': 'application/json', 'retry-after': '20' })
    response.end(JSON.stringify({ type: 'error', error }))
  },
}

/** Starts one; it reads what is sent to it, and answers as the call's header wants. */
export async function startHearingUpstream(): Promise<HearingUpstream> {
  const calls = new Map<string, HeardCall & { arrive(): void; close(at: number): void }>()
  const callOf = (mark: string) => {
    const known = calls.get(mark)
    if (known !== undefined) return known
    const arrived = signal<void>()
    const closed = signal<number>()
    const call = {
      arrived: arrived.given,
      closed: closed.given,
      times: 0,
      arrive: arrived.give,
      close: closed.give,
    }
    calls.set(mark, call)
    return call
  }
  const { url, close } = await startLocalServer((request, response) => {
    const call = callOf(String(request.headers[MARK_HEADER]))
    call.times += 1
    call.arrive()
    response.once('close', () => call.close(performance.now()))
    // A request that breaks off is what this upstream is for.
    request.on('error', () => {})
    request.resume()
    STAYS[String(request.headers[PHASE_HEADER])]?.(response)
  })
  return { url, call: callOf, close }
}

function signal<T>(): { given: Promise<T>; give(value: T): void } {
  let give: (value: T) => void = () => {}
  const given = new Promise<T>((resolve) => {
    give = resolve
  })
  return { given, give }
}
