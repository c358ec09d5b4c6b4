import 'server-only'
import type { Run, RunError, RunFault, RunLimit, RunStatus } from '@/lib/domain/run'
import { EMPTY_FOLD, type Fold, fold } from '@/lib/wire/accumulate'
import { errorType, parseErrorBody } from '@/lib/wire/errors'
import { parseRecord } from '@/lib/wire/json'
import type { WireMessage } from '@/lib/wire/types'
import { STATUS_OF_FAULT } from '../upstream/fault-status'
import type { HeaderList, UpstreamError, UpstreamFault } from '../upstream/sink'
import { exhaustedLimit } from './exhausted-limit'
import { retryAfterMs } from './retry'

export interface Outcome {
  status: RunStatus
  error: RunError | null
  message: WireMessage | null
}

/** How a stream ended whose connection ended properly. `complete` only after `message_stop`. */
export function outcomeOfStream(fold: Fold, run: Run): Outcome {
  const { message } = fold
  if (fold.error !== null) {
    const error: RunError = {
      origin: 'upstream',
      ...fold.error,
      httpStatus: null,
      requestId: run.requestId,
    }
    return { status: hasContent(message) ? 'interrupted' : 'failed', error, message }
  }
  if (fold.isDone) return { status: 'complete', error: null, message }
  const error = parleyError('api_error', 'The connection ended before the answer was complete.')
  return { status: 'interrupted', error, message }
}

/** How an answer ended that was one JSON body, good or bad. */
export function outcomeOfBody(
  status: number,
  text: string,
  headers: HeaderList,
  run: Run,
): Outcome {
  if (status >= 200 && status < 300) {
    const message = readMessage(text)
    if (message !== null) return { status: 'complete', error: null, message }
    const error = parleyError(
      'api_error',
      'The upstream answered with something that is no message.',
    )
    return {
      status: 'failed',
      error: { ...error, httpStatus: status, fault: 'unreadable' },
      message: null,
    }
  }
  const { error, requestId } = parseErrorBody(status, text)
  const limit = status === 429 ? exhaustedLimit(headers) : null
  const wait = retryAfterMs(headers) ?? untilReset(limit)
  return {
    status: 'failed',
    error: {
      origin: 'upstream',
      ...error,
      httpStatus: status,
      requestId: run.requestId ?? requestId,
      ...(wait === null ? {} : { retryAfterMs: wait }),
      ...(limit === null ? {} : { limit }),
    },
    message: null,
  }
}

/** Where the upstream says only when the limit is full again: the time until then. */
function untilReset(limit: RunLimit | null): number | null {
  const wait = (limit?.resetsAt ?? 0) - Date.now()
  return wait > 0 ? wait : null
}

const FAULTS: Readonly<Record<UpstreamFault, RunFault>> = {
  unreachable: 'unreachable',
  connect_timeout: 'unreachable',
  cut: 'cut',
  silent: 'silent',
  aborted: 'cut',
  stopping: 'cut',
}

/** The same where the answer was Parley's own, to a call that it sent nowhere. */
export function outcomeOfRefusal({ error, ...outcome }: Outcome): Outcome {
  return { ...outcome, error: error && { ...error, origin: 'parley', fault: 'refused' } }
}

/** How a call ended whose connection failed. */
export function outcomeOfFault(fault: UpstreamError, fold: Fold, run: Run): Outcome {
  if (fault.fault === 'aborted') return { status: 'stopped', error: null, message: fold.message }
  if (fault.fault === 'stopping') return outcomeOfStop(fold)
  const status = STATUS_OF_FAULT[fault.fault]
  const error = {
    ...parleyError(errorType(status), fault.message),
    fault: FAULTS[fault.fault],
  }
  if (run.httpStatus !== null) return { status: 'interrupted', error, message: fold.message }
  return { status: 'failed', error: { ...error, httpStatus: status }, message: null }
}

/** How a run ended whose server went: what has come is all there will be. */
export function outcomeOfStop(fold: Fold): Outcome {
  const error = parleyError('api_error', 'Parley was stopped while this answer arrived.')
  return { status: 'interrupted', error, message: fold.message }
}

/** The end of a stream that cannot be read any further. */
export function outcomeOfBadStream(fold: Fold, reason: string): Outcome {
  return {
    status: hasContent(fold.message) ? 'interrupted' : 'failed',
    error: { ...parleyError('api_error', reason), fault: 'unreadable' },
    message: fold.message,
  }
}

/** An error in Parley's own voice. */
export function parleyError(type: string, message: string): RunError {
  return { origin: 'parley', type, message, httpStatus: null, requestId: null }
}

function hasContent(message: WireMessage | null): boolean {
  return message !== null && message.content.length > 0
}

/** A body that calls itself a message, brought into its shape by the rules of `message_start`. */
function readMessage(text: string): WireMessage | null {
  const body = parseRecord(text)
  if (body === null || body.type !== 'message' || !Array.isArray(body.content)) return null
  return fold(EMPTY_FOLD, { type: 'message_start', message: body }).message
}
