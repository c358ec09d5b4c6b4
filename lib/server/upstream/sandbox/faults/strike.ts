import 'server-only'
import type { Malformation } from '@/lib/domain/sandbox-faults'
import type { WireEvent } from '@/lib/wire/types'
import { UpstreamError } from '../../sink'
import type { Framing, RawFrame } from '../stream/frames'
import type { Pace } from '../stream/pace'
import { CleanEnd } from './clean-end'
import { ConnectionReset } from './connection-reset'
import type { Fault } from './fault'

/** A delta of the block that is open. */
export interface Delta {
  delta: { type: string; [field: string]: unknown }
}

/** What a fault puts among the events. */
export type Struck = RawFrame | Framing | WireEvent | Delta

/** The faults of one answer on their way: each strikes once, when so many tokens have passed. */
export interface Strikes {
  /** Counts tokens that were sent. */
  pass(tokens: number): void
  /** How many more may be sent before the next fault; infinite where none is left. */
  tokensUntilNext(): number
  /** Strikes what is due: throws, waits, or gives something to send. */
  due(): AsyncGenerator<Struck>
  /** Strikes all that is left, due or not. */
  rest(): AsyncGenerator<Struck>
}

/** `faults` in the order in which they strike. */
export function createStrikes(faults: readonly Fault[], pace: Pace): Strikes {
  const left = [...faults]
  let passed = 0
  async function* strikeWhile(isDue: (fault: Fault) => boolean): AsyncGenerator<Struck> {
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

/** Where a connection that ends inside a frame ends. */
const HALF_FRAME = 'event: content_block_delta\ndata: {"type":"content_block_delta","ind'

const MALFORMED: Readonly<Record<Malformation, Struck>> = {
  json: { raw: `${HALF_FRAME}\n\n` },
  event: { type: 'sandbox_event', note: 'An event of a type that nobody knows.' },
  delta: { delta: { type: 'sandbox_delta' } },
  nameless: { framing: 'nameless' },
  crlf: { framing: 'crlf' },
  comments: { framing: 'comments' },
  lines: { framing: 'lines' },
}

async function* strike(fault: Fault, pace: Pace): AsyncGenerator<Struck> {
  switch (fault.kind) {
    case 'stall':
      return pace.pause(fault.seconds)
    case 'malformed':
      yield MALFORMED[fault.how]
      return
    case 'cut':
      if (fault.how === 'inside') yield { raw: HALF_FRAME }
      if (fault.how === 'clean') throw new CleanEnd()
      throw new UpstreamError('cut', 'The sandbox cut the connection, as it was asked to.')
    case 'reset':
      throw new ConnectionReset()
    default:
      throw fault.error
  }
}
