import 'server-only'
import type { IncomingMessage } from 'node:http'

const DISCARD_MS = 5_000
const DISCARD_BYTES = 64 * 1_048_576
const PACE_WINDOW_MS = 20_000
const LEAST_BYTES_PER_WINDOW = 20_000

export type BodyFault = 'too_large' | 'too_slow'

/**
 * Watches a body while Node parses it off the wire, so that chunked ones count too, whoever reads
 * them. Calls `fail` once when it crosses the limit, or when less than 1 kB/s comes while the
 * reader waits for it; what comes after that reaches nobody.
 */
export function watchBody(
  req: IncomingMessage,
  limit: number,
  fail: (fault: BodyFault) => void,
): void {
  const push = req.push.bind(req)
  let total = 0
  let windowStart = 0
  let isReaderBehind = false
  const pace = setInterval(() => {
    const isSlow = total - windowStart < LEAST_BYTES_PER_WINDOW
    windowStart = total
    if (isSlow && !isReaderBehind && !req.complete) give('too_slow')
  }, PACE_WINDOW_MS).unref()
  req.once('close', () => clearInterval(pace))
  const give = (fault: BodyFault) => {
    clearInterval(pace)
    req.push = () => true
    fail(fault)
  }
  req.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    if (chunk === null) clearInterval(pace)
    else total += chunk.length
    if (total > limit) {
      give('too_large')
      return true
    }
    const wantsMore = push(chunk, encoding)
    isReaderBehind = !wantsMore
    return wantsMore
  }
}

/** Reads the rest of a body into nothing, within bounds of time and size, then calls `done` once. */
export function discardBody(req: IncomingMessage, done: () => void): void {
  let left = DISCARD_BYTES
  let isDone = false
  const finish = () => {
    if (isDone) return
    isDone = true
    clearTimeout(timer)
    done()
  }
  const timer = setTimeout(finish, DISCARD_MS)
  req.once('close', finish)
  req.push = (chunk: Buffer | null) => {
    left -= chunk?.length ?? 0
    if (chunk === null || left < 0) finish()
    return true
  }
  // Starts the parser again where a slow reader had paused it.
  req._read(0)
}
