import { describe, expect, it } from 'vitest'
import type { HeaderList } from '../upstream/sink'
import { isRetryable, MAX_TOTAL_WAIT, nextWait, retryAfterMs } from './retry'

const none: HeaderList = []

describe('the rules of retrying', () => {
  it.each([408, 409, 429, 500, 503, 529])('A %d may be asked for again', (status) => {
    expect(isRetryable(status, none, '')).toBe(true)
  })

  it.each([400, 401, 402, 403, 404, 413])('A %d is final', (status) => {
    expect(isRetryable(status, none, '')).toBe(false)
  })

  it('The upstream’s own word on retrying outranks the status', () => {
    expect(isRetryable(500, [['x-should-retry', 'false']], '')).toBe(false)
    expect(isRetryable(400, [['x-should-retry', 'true']], '')).toBe(true)
  })

  it.each([
    ['enforced_spend_limit_reached', false],
    ['contract_spend_limit_reached', false],
    ['ramp_limit_exceeded', true],
  ])('A spend cap is never waited for: of %s that is %s', (code, isWaitedFor) => {
    const body = `{"error":{"details":{"error_code": "${code}"}}}`
    expect(isRetryable(429, none, body)).toBe(isWaitedFor)
    expect(isRetryable(429, [['x-should-retry', 'true']], body)).toBe(isWaitedFor)
  })

  it('The wait is read from milliseconds, seconds or a date, and nothing else', () => {
    const now = Date.parse('2026-11-22T12:00:00Z')
    expect(retryAfterMs([['retry-after-ms', '300']], now)).toBe(300)
    expect(retryAfterMs([['retry-after', '2']], now)).toBe(2000)
    expect(retryAfterMs([['retry-after', 'Sun, 22 Nov 2026 12:00:05 GMT']], now)).toBe(5000)
    for (const nonsense of ['soon', '0', '-4', '']) {
      expect(retryAfterMs([['retry-after', nonsense]], now)).toBeNull()
    }
  })

  it('Without a header the wait doubles from half a second and never exceeds eight', () => {
    expect([1, 2, 3, 4, 5, 6].map((n) => nextWait(n, 0, none, 0))).toEqual([
      500, 1000, 2000, 4000, 8000, 8000,
    ])
    expect(nextWait(1, 0, none, 1)).toBe(375)
  })

  it('All waits of a run together stay within the limit, else there is no further attempt', () => {
    expect(nextWait(1, 0, [['retry-after', '86400']])).toBeNull()
    expect(nextWait(2, MAX_TOTAL_WAIT - 100, none)).toBeNull()
    expect(nextWait(1, 0, [['retry-after', '60']])).toBe(MAX_TOTAL_WAIT)
  })
})
