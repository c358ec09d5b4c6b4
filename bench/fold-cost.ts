import { EMPTY_FOLD, fold } from '@/lib/wire/accumulate'
import { createSseReader, readWireEvent } from '@/lib/wire/sse'
import { encodeEvents, textEvents } from '../e2e/harness/upstream/answers'
import { median, printTable } from './table'

const DELTAS = 20_000

/** What reading, parsing and folding 1,000 deltas costs, measured over an answer of 20,000. */
export function benchFold(rounds: number): void {
  const frames = encodeEvents(textEvents(DELTAS)).map((frame) => new TextEncoder().encode(frame))
  const steps = {
    'SSE bytes into frames': [],
    'frames into events': [],
    'events into the message': [],
  }
  const times = new Map<string, number[]>(Object.entries(steps))
  for (let round = -1; round < rounds; round++) {
    const take = <T>(name: string, work: () => T): T => {
      const before = performance.now()
      const result = work()
      if (round >= 0) times.get(name)?.push(((performance.now() - before) * 1000) / DELTAS)
      return result
    }
    const reader = createSseReader()
    const read = take('SSE bytes into frames', () => frames.flatMap((bytes) => reader.push(bytes)))
    const parsed = take('frames into events', () => read.map(readWireEvent))
    const events = parsed.filter((event) => event !== null)
    const state = take('events into the message', () => events.reduce(fold, EMPTY_FOLD))
    if (!state.isDone) throw new Error('The fold did not finish.')
  }
  const rows = [...times].map(([step, values]) => ({
    step,
    'ms per 1,000 deltas': median(values).toFixed(3),
  }))
  printTable(`Fold, ${DELTAS} deltas one frame at a time`, rows)
}
