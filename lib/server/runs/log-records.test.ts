import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeRecords, encodeRecord } from './log-records'

const record = fc.record({
  at: fc.integer({ min: 0, max: 2 ** 47 }),
  bytes: fc.uint8Array({ maxLength: 200 }),
})

describe('the log of a run', () => {
  it('Every record comes back with its time and its bytes', () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const decoded = decodeRecords(Buffer.concat(records.map(encodeRecord)))
        expect(decoded.map(({ at, bytes }) => ({ at, bytes: [...bytes] }))).toEqual(
          records.map(({ at, bytes }) => ({ at, bytes: [...bytes] })),
        )
      }),
    )
  })

  it('A log torn anywhere keeps every whole record before the tear', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), fc.nat(), (records, n) => {
        const pieces = records.map(encodeRecord)
        const log = Buffer.concat(pieces)
        const cut = n % log.length
        let whole = 0
        for (let end = 0; whole < pieces.length; whole++) {
          end += pieces[whole]?.length ?? 0
          if (end > cut) break
        }
        expect(decodeRecords(log.subarray(0, cut))).toHaveLength(whole)
      }),
    )
  })
})
