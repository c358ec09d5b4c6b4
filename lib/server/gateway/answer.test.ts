import { expect, it, vi } from 'vitest'
import { ApiError } from '@/lib/wire/errors'
import { createLog } from '../log'
import type { Sink } from '../upstream/sink'
import { answerError, answerTo } from './answer'

/** What becomes of an error that a call throws: the status of its answer, and the log's lines. */
function answered(error: unknown, signal: AbortSignal) {
  const head = vi.fn<Sink['head']>()
  const lines: string[] = []
  const asked = {
    ...{ method: 'POST', target: '/v1/messages', headers: [], body: null },
    ...{ signal, requestId: 'req_1', origin: 'http://localhost' },
  }
  const door: Sink = { head, write: () => {}, end: () => {}, fail: () => {} }
  const log = createLog('debug', [], (line) => void lines.push(line))
  answerError(answerTo(door, asked, 'messages'), error, log, asked)
  return { status: head.mock.calls[0]?.[0], lines }
}

it('Only what nobody expected is logged, and a client that has left is expected to break its request off', () => {
  const here = new AbortController().signal
  const cut = new Error('aborted')
  expect(answered(new ApiError(400, 'No.'), here)).toEqual({ status: 400, lines: [] })
  expect(answered(cut, here)).toMatchObject({ status: 500, lines: [expect.any(String)] })
  expect(answered(cut, AbortSignal.abort())).toMatchObject({ lines: [] })
})
