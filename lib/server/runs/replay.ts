import 'server-only'
import type { RunTiming } from '@/lib/domain/run'
import type { Fold } from '@/lib/wire/accumulate'
import { header } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'
import { createDecoder } from './decode'
import type { LogRecord } from './log-records'
import { Reading } from './reading'

/** Folds a stored log of a stream again, as far as it can be read. */
export function replay(
  records: readonly LogRecord[],
  headers: HeaderList,
): Promise<{ fold: Fold; timing: RunTiming }> {
  const reading = new Reading()
  let at = 0
  const decoder = createDecoder(header(headers, 'content-encoding'), (bytes) => {
    reading.push(bytes, at)
  })
  for (const record of records) {
    at = record.at / 1000
    decoder.write(record.bytes)
  }
  return new Promise((resolve) => {
    decoder.end(() => resolve({ fold: reading.fold, timing: reading.timing }))
  })
}
