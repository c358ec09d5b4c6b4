import 'server-only'
import type { RunRetry } from '@/lib/domain/run'
import { errorType } from '@/lib/wire/errors'
import { STATUS_OF_FAULT } from '../upstream/fault-status'
import {
  type HeaderList,
  type Sink,
  type Upstream,
  type UpstreamCall,
  UpstreamError,
  type UpstreamFault,
} from '../upstream/sink'
import type { Recorder } from './recorder'
import { isRetryable, MAX_ATTEMPTS, nextWait } from './retry'

/** A failed attempt that has not been shown to anybody yet. */
export interface FailedAttempt {
  /** HTTP status, or null when no answer came at all. */
  status: number | null
  type: string
  headers: HeaderList
  body: Uint8Array
  fault: UpstreamError | null
}

/** Hard limits of one answer that a screen asked for (reliability.md F6). */
const MAX_BYTES = 64 * 1024 * 1024
const MAX_ERROR_BYTES = 1024 * 1024
const MAX_MS = 60 * 60_000
/** How long a connection may take to end with its answer, and so be used again. */
const MS_TO_CLOSE = 1000
/** Faults that another attempt may not meet. */
const CAN_PASS = new Set<UpstreamFault>(['unreachable', 'connect_timeout', 'cut'])
const LIMIT_TEXT = 'The answer passed the limit of 64 MB or 60 minutes.'

/**
 * Asks once. An answer goes straight to the recorder; a failure that may pass with time is held back
 * and returned, so that the caller can try again before anything of it is shown.
 */
export async function attempt(
  upstream: Upstream,
  call: UpstreamCall,
  recorder: Recorder,
): Promise<FailedAttempt | null> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), MAX_MS)
  const held = createHeldSink(recorder, call.signal, () => limit.abort())
  recorder.depart()
  const signal = AbortSignal.any([call.signal, limit.signal])
  try {
    await upstream.transport({ ...call, signal }, held.sink)
  } finally {
    clearTimeout(timer)
  }
  return held.failure()
}

function createHeldSink(recorder: Recorder, stopped: AbortSignal, tooMuch: () => void) {
  let failed: HeldAnswer | null = null
  let failure: FailedAttempt | null = null
  let isOver = false
  const sink: Sink = {
    head: (status, headers) => {
      if (status >= 300) failed = { status, headers, parts: [], size: 0 }
      else recorder.head(status, headers)
    },
    write: (chunk) => {
      if (failed !== null) {
        failed.size += chunk.length
        // No error is that long, and it is held in memory.
        if (failed.size > MAX_ERROR_BYTES) tooMuch()
        else failed.parts.push(chunk)
        return
      }
      recorder.write(chunk)
      if (recorder.size > MAX_BYTES) tooMuch()
      if (!recorder.isOver || isOver) return
      isOver = true
      if (recorder.run.status === 'complete') setTimeout(tooMuch, MS_TO_CLOSE).unref()
      else tooMuch()
    },
    end: () => {
      if (failed === null) recorder.end()
      else failure = toFailure(failed)
    },
    fail: (cause) => {
      // What was said before the connection broke is the upstream's answer, its status above all.
      if (failed !== null && !stopped.aborted) {
        failure = toFailure(failed)
        return
      }
      // An abort that nobody asked for is one of the limits above.
      const isLimit = cause.fault === 'aborted' && !stopped.aborted
      const fault = isLimit ? new UpstreamError('cut', LIMIT_TEXT) : cause
      if (isLimit || recorder.run.httpStatus !== null || !CAN_PASS.has(fault.fault)) {
        recorder.fail(fault)
        return
      }
      const type = errorType(STATUS_OF_FAULT[fault.fault])
      failure = { status: null, type, headers: [], body: new Uint8Array(), fault }
    },
  }
  return { sink, failure: () => failure }
}

/** An error's answer while it arrives. */
interface HeldAnswer {
  status: number
  headers: HeaderList
  parts: Uint8Array[]
  size: number
}

function toFailure({ status, headers, parts }: HeldAnswer): FailedAttempt {
  return { status, type: errorType(status), headers, body: Buffer.concat(parts), fault: null }
}

/** The wait before the attempt after this failure, or null when it is final. */
export function planRetry(
  failure: FailedAttempt,
  attempts: number,
  waited: number,
): RunRetry | null {
  if (attempts >= MAX_ATTEMPTS) return null
  const { status, headers } = failure
  if (status !== null && !isRetryable(status, headers, Buffer.from(failure.body).toString('utf8')))
    return null
  const waitMs = nextWait(attempts, waited, headers)
  if (waitMs === null) return null
  const { type } = failure
  return {
    attempt: attempts + 1,
    of: MAX_ATTEMPTS,
    httpStatus: status,
    type,
    waitMs,
    at: Date.now(),
  }
}

/** Shows a final failure as the run's end. */
export function giveUp(failure: FailedAttempt, recorder: Recorder): void {
  if (failure.fault !== null) {
    recorder.fail(failure.fault)
  } else {
    recorder.head(failure.status ?? 502, failure.headers)
    recorder.write(failure.body)
    recorder.end()
  }
}
