import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { newRun } from '@/lib/domain/new-run'
import type { Run } from '@/lib/domain/run'
import { EMPTY_FOLD, fold } from '@/lib/wire/accumulate'
import type { WireEvent } from '@/lib/wire/types'
import {
  addLiveRun,
  cursorOf,
  dropLiveRun,
  foldWaiting,
  getLiveRuns,
  putLiveRun,
  putSnapshot,
  subscribeLiveRuns,
  takeFrame,
} from './live-runs'

let count = 0

function liveRun(change: Partial<Run> = {}): Run {
  const run = newRun({
    id: `run-${count++}`,
    source: 'chat',
    conversationId: 'c',
    messageId: 'm',
    upstream: 'sandbox',
    isSandbox: true,
    model: 'claude-opus-5-5',
    apiVersion: '2023-06-01',
    createdAt: 1,
    ...change,
  })
  addLiveRun(run)
  return run
}

function event(text: string): WireEvent {
  return { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }
}

test('All frames of one moment are folded in one change', () => {
  const { id } = liveRun()
  let changes = 0
  const end = subscribeLiveRuns(() => changes++)
  for (let seq = 1; seq <= 50; seq++) takeFrame(id, { seq, at: seq, event: event('x') })
  expect(changes).toBe(0)
  foldWaiting()
  expect(changes).toBe(1)
  expect(getLiveRuns()[id]?.fold.message?.content[0]?.text).toBe('x'.repeat(50))
  end()
  dropLiveRun(id)
})

test('Whatever is sent again or left out, the fold is that of the frames without a gap, each once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 200 }), (seqs) => {
      const { id } = liveRun()
      let expected = EMPTY_FOLD
      let next = 1
      for (const seq of seqs) {
        const taken = takeFrame(id, { seq, at: seq, event: event(`${seq} `) })
        expect(taken).toBe(seq < next ? 'seen' : seq === next ? 'taken' : 'gap')
        if (seq === next) expected = fold(expected, event(`${next++} `))
        expect(cursorOf(id)).toBe(next - 1)
        if (seq % 7 === 0) foldWaiting()
      }
      foldWaiting()
      expect(getLiveRuns()[id]?.fold).toEqual(expected)
      dropLiveRun(id)
    }),
  )
})

test('A snapshot takes the place of what was folded and of what still waited', () => {
  const run = liveRun()
  takeFrame(run.id, { seq: 1, at: 1, event: event('old') })
  const snapshot = fold(EMPTY_FOLD, event('new'))
  putSnapshot(run, snapshot, 7)
  foldWaiting()
  expect(getLiveRuns()[run.id]).toMatchObject({ fold: snapshot, seq: 7 })
  expect(takeFrame(run.id, { seq: 8, at: 8, event: event('er') })).toBe('taken')
  dropLiveRun(run.id)
})

test('What a new connection tells again breaks no silence; news does', () => {
  const run = liveRun()
  const heardAt = () => getLiveRuns()[run.id]?.heardAt ?? 0
  vi.useFakeTimers({ now: heardAt() + 70_000 })
  const before = heardAt()
  putSnapshot(run, EMPTY_FOLD, 0)
  expect(heardAt()).toBe(before)
  putSnapshot(run, fold(EMPTY_FOLD, event('news')), 1)
  expect(heardAt()).toBe(before + 70_000)
  vi.useRealTimers()
  dropLiveRun(run.id)
})

test('Blocks and the first token are timed by the frames, as the server does', () => {
  const { id } = liveRun()
  const start = { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }
  takeFrame(id, { seq: 1, at: 40, event: start })
  takeFrame(id, { seq: 2, at: 55, event: event('x') })
  takeFrame(id, { seq: 3, at: 90, event: { type: 'content_block_stop', index: 0 } })
  foldWaiting()
  expect(getLiveRuns()[id]?.run.timing).toMatchObject({
    firstToken: 55,
    blocks: [{ start: 40, end: 90 }],
  })
  dropLiveRun(id)
})

test('A finished block keeps its identity while the next one grows', () => {
  const { id } = liveRun()
  const open = (index: number): WireEvent => ({
    type: 'content_block_start',
    index,
    content_block: { type: 'text', text: '' },
  })
  const grow = (index: number): WireEvent => ({ ...event('x'), index })
  const events = [open(0), grow(0), { type: 'content_block_stop', index: 0 }, open(1)]
  for (const [i, one] of events.entries()) takeFrame(id, { seq: i + 1, at: i, event: one })
  foldWaiting()
  const first = getLiveRuns()[id]?.fold.message?.content[0]
  takeFrame(id, { seq: 5, at: 5, event: grow(1) })
  foldWaiting()
  expect(getLiveRuns()[id]?.fold.message?.content[0]).toBe(first)
  dropLiveRun(id)
})

test('A frame that carries nothing to fold is counted all the same', () => {
  const { id } = liveRun()
  expect(takeFrame(id, { seq: 1, at: 1, event: null })).toBe('taken')
  expect(takeFrame(id, { seq: 2, at: 2, event: event('x') })).toBe('taken')
  foldWaiting()
  expect(getLiveRuns()[id]?.seq).toBe(2)
  dropLiveRun(id)
})

test('A run that has ended is not taken in, and one that was let go takes nothing more', () => {
  const ended = liveRun({ status: 'complete' })
  expect(getLiveRuns()[ended.id]).toBeUndefined()
  const run = liveRun()
  dropLiveRun(run.id)
  expect(takeFrame(run.id, { seq: 1, at: 1, event: event('x') })).toBe('seen')
  putLiveRun({ ...run, status: 'streaming' })
  expect(getLiveRuns()[run.id]).toBeUndefined()
})
