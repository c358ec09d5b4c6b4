import 'server-only'
import type { RunTiming } from '@/lib/domain/run'
import { advance, NO_TIMING } from '@/lib/domain/timing'
import { EMPTY_FOLD, type Fold, fold } from '@/lib/wire/accumulate'
import { createSseReader } from '@/lib/wire/sse'
import { header } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'
import { createDecoder } from './decode'
import type { LogRecord } from './log-records'
import { readFrame } from './read-frame'

/** Folds a stored log of a stream again, as far as it can be read. */
export function replay(
  records: readonly LogRecord[],
  headers: HeaderList,
): Promise<{ fold: Fold; timing: RunTiming }> {
  const reader = createSseReader()
  let state = EMPTY_FOLD
  let timing = NO_TIMING
  let at = 0
  let isOver = false
  const read = (bytes: Uint8Array) => {
    for (const frame of reader.push(bytes)) {
      const event = readFrame(frame)
      // The log goes on after what cannot be read; the answer does not.
      isOver ||= event === 'unreadable'
      if (isOver || typeof event === 'string') continue
      state = fold(state, event)
      timing = advance(timing, event, at / 1000)
    }
  }
  const decoder = createDecoder(header(headers, 'content-encoding'), (bytes) => {
    try {
      read(bytes)
    } catch {
      // A frame beyond all bounds: it could not be read when it arrived either.
    }
  })
  for (const record of records) {
    at = record.at
    decoder.write(record.bytes)
  }
  return new Promise((resolve) => decoder.end(() => resolve({ fold: state, timing })))
}
