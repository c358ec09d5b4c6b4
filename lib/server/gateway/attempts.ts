import 'server-only'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RunRetry } from '@/lib/domain/run'
import { errorType } from '@/lib/wire/errors'
import { type FailedAttempt, planRetry } from '../runs/attempt'
import type { Recorder } from '../runs/recorder'
import { isRetryable, isSpendCap } from '../runs/retry'
import { unpack } from '../runs/unpack'
import { sleep } from '../upstream/abort'
import { STATUS_OF_FAULT } from '../upstream/fault-status'
import { header } from '../upstream/headers'
import {
  type HeaderList,
  type Sink,
  type Upstream,
  UpstreamError,
  type UpstreamFault,
} from '../upstream/sink'

/** Where a call can be asked, the call's own place first. */
export interface Target {
  upstream: Upstream
  /** As its body names it. */
  model: string
  body: Buffer
  /** The body is text with another model in it, and no longer what the client sent. */
  isRewritten: boolean
}

/** No error's answer is longer; it is held in memory. */
const MAX_ERROR_BYTES = 1024 * 1024
const TOO_LONG = new UpstreamError('cut', 'the error was longer than 1 MB and was not read on.')
const LEFT = 'The call was ended while it waited for its next attempt.'
/** Faults that another attempt may not meet. */
const CAN_PASS = new Set<UpstreamFault>(['unreachable', 'connect_timeout', 'cut'])

/**
 * Asks one place after the other until an answer comes, each again where `isRetrying`; a failure is
 * shown only when it is the last (claude-api.md §5.3). Once a byte of an answer is out, nothing is
 * asked again.
 */
export async function askInTurn(options: {
  targets: readonly Target[]
  isRetrying: boolean
  ask(target: Target, sink: Sink): Promise<void>
  out: Sink
  /** Headers that the client gets besides the upstream's. */
  extra: HeaderList
  recorder: Recorder
  signal: AbortSignal
}): Promise<void> {
  const { targets, isRetrying, ask, out, extra, recorder, signal } = options
  let waited = 0
  let failures = 0
  for (const [place, target] of targets.entries()) {
    const next = targets[place + 1]
    for (let attempts = 1; ; attempts++) {
      recorder.depart()
      const held = holdFailure(out, () => tellPlace(target, place, failures, extra))
      await ask(target, held.sink)
      const failure = held.failure()
      if (failure === null) return
      failures += 1
      const read = await readable(failure)
      const retry = isRetrying ? planRetry(read, attempts, waited) : null
      if (retry !== null) {
        recorder.wait(retry)
        await sleep(retry.waitMs, signal).catch(() => {})
        waited += retry.waitMs
        if (signal.aborted) return out.fail(new UpstreamError('aborted', LEFT))
        continue
      }
      if (next === undefined || signal.aborted || !mayFallBack(read, target, next)) {
        const isFinal = isRetrying && mayPass(read)
        return giveUp(failure, out, isFinal)
      }
      recorder.wait(fallbackTo(next, failure, failures))
      recorder.update({ upstream: next.upstream.name, model: next.model })
      const { isSandbox, keyId } = next.upstream
      recorder.update({ isSandbox, upstreamKeyId: keyId })
      break
    }
  }
}

/** Says which place answered, and after how many failures. A header does not take every model's name. */
function tellPlace(target: Target, place: number, failures: number, extra: HeaderList): void {
  if (failures > 0) extra.push(['x-parley-retries', String(failures)])
  if (place === 0) return
  // Through bytes: half a surrogate pair cannot be encoded.
  const model = encodeURIComponent(Buffer.from(target.model).toString())
  extra.push(['x-parley-served-by', `upstream=${target.upstream.name};model=${model}`])
}

/** Passes an answer on, and keeps a failure back. */
function holdFailure(out: Sink, onAnswer: () => void) {
  let hasBegun = false
  let held: { status: number; headers: HeaderList; parts: Uint8Array[]; size: number } | null = null
  let failure: FailedAttempt | null = null
  const keep = (cut: UpstreamError | null) => {
    if (held === null) return
    const { status, headers, parts, size } = held
    const body = Buffer.concat(parts)
    const fault = size > MAX_ERROR_BYTES ? TOO_LONG : cut
    failure = { status, type: errorType(status), headers, body, fault }
  }
  const sink: Sink = {
    head: (status, headers) => {
      hasBegun = status < 400
      if (hasBegun) {
        onAnswer()
        out.head(status, headers)
      } else {
        held = { status, headers, parts: [], size: 0 }
      }
    },
    write: (chunk) => {
      if (held === null) return out.write(chunk)
      held.size += chunk.length
      if (held.size <= MAX_ERROR_BYTES) held.parts.push(chunk)
    },
    end: () => (held === null ? out.end() : keep(null)),
    fail: (error) => {
      if (held !== null) return keep(error)
      if (hasBegun || !CAN_PASS.has(error.fault)) return out.fail(error)
      const type = errorType(STATUS_OF_FAULT[error.fault])
      failure = { status: null, type, headers: [], body: new Uint8Array(), fault: error }
    },
  }
  return { sink, failure: () => failure }
}

/** The failure with its error as text: in an encoding nothing of it could be judged. */
async function readable(failure: FailedAttempt): Promise<FailedAttempt> {
  const encoding = header(failure.headers, 'content-encoding') ?? ''
  const body = await unpack(failure.body, encoding, MAX_ERROR_BYTES).catch(() => null)
  return body === null || body === 'too_large' ? failure : { ...failure, body }
}

/** Whether it may be asked for again, by the SDKs' rules. */
function mayPass({ status, headers, body }: FailedAttempt): boolean {
  return status === null || isRetryable(status, headers, Buffer.from(body).toString('utf8'))
}

/** A spend cap may not bind another upstream, but it binds every model of this one. */
function mayFallBack({ status, body }: FailedAttempt, from: Target, to: Target): boolean {
  if (status === null) return true
  if (status !== 429 && status < 500) return false
  const isCap = isSpendCap(status, Buffer.from(body).toString('utf8'))
  return !isCap || from.upstream.name !== to.upstream.name
}

function fallbackTo(next: Target, failure: FailedAttempt, failures: number): RunRetry {
  return {
    attempt: failures + 1,
    of: failures + 1,
    httpStatus: failure.status,
    type: failure.type,
    waitMs: 0,
    at: Date.now(),
    next: { upstream: next.upstream.name, model: next.model },
  }
}

/**
 * Shows the last failure; who retries behind Parley would retry a second time. An answer that is not
 * all there breaks off.
 */
async function giveUp(
  { status, headers, body, fault }: FailedAttempt,
  out: Sink,
  isFinal: boolean,
): Promise<void> {
  if (status !== null) {
    const kept = isFinal ? headers.filter(([name]) => name !== 'x-should-retry') : headers
    out.head(status, isFinal ? [...kept, ['x-should-retry', 'false']] : headers)
    void out.write(body)
    // What breaks off in the turn of its head takes that along.
    if (fault !== null) await nextTurn()
  }
  if (fault === null) out.end()
  else out.fail(new UpstreamError(fault.fault, fault.message, isFinal))
}
