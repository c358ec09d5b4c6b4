import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { UpstreamError } from '../../sink'
import type { RawFrame } from '../stream/frames'
import type { Pace } from '../stream/pace'
import type { Fault } from './fault'

/** The faults of one answer on their way: each strikes once, when so many tokens have passed. */
export interface Strikes {
  /** Counts tokens that were sent. */
  pass(tokens: number): void
  /** How many more may be sent before the next fault; infinite where none is left. */
  tokensUntilNext(): number
  /** Strikes what is due: throws, waits, or gives bytes to send. */
  due(): AsyncGenerator<RawFrame>
  /** Strikes all that is left, due or not. */
  rest(): AsyncGenerator<RawFrame>
}

/** `faults` in the order in which they strike. */
export function createStrikes(faults: readonly Fault[], pace: Pace): Strikes {
  const left = [...faults]
  let passed = 0
  async function* strikeWhile(isDue: (fault: Fault) => boolean): AsyncGenerator<RawFrame> {
    for (let next = left[0]; next !== undefined && isDue(next); next = left[0]) {
      left.shift()
      yield* strike(next, pace)
    }
  }
  return {
    pass: (tokens) => {
      passed += tokens
    },
    tokensUntilNext: () =>
      left[0] === undefined ? Number.POSITIVE_INFINITY : Math.max(1, left[0].after - passed),
    due: () => strikeWhile(({ after }) => after <= passed),
    rest: () => strikeWhile(() => true),
  }
}

async function* strike(fault: Fault, pace: Pace): AsyncGenerator<RawFrame> {
  switch (fault.kind) {
    case 'stall':
      return pace.pause(fault.seconds)
    case 'cut':
      throw new UpstreamError('cut', 'The sandbox cut the connection, as it was asked to.')
    default:
      throw wantedError(fault.status)
  }
}

/** The error that was asked for. */
export function wantedError(status: number, headers: Record<string, string> = {}): ApiError {
  return new ApiError(status, `The sandbox answers ${status} because it was asked to.`, { headers })
}
