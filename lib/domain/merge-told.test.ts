import { expect, test } from 'vitest'
import type { LimitGroup, SeenLimit } from './limits'
import { laterOf, mergeTold } from './merge-told'

const NOW = 1_000_000

function limit(remaining: number, over: Partial<SeenLimit> = {}): SeenLimit {
  const named = { family: 'ratelimit', kind: 'requests', limit: 10, used: null }
  return { ...named, remaining, resetsAt: NOW + 30_000, seenAt: NOW, ...over }
}

function known(...limits: SeenLimit[]): LimitGroup {
  const subject = { kind: 'models' as const, name: 'opus-5' }
  return { upstream: 'a', key: null, subject, limits, others: [], retryAt: null, seenAt: NOW }
}

const after = (before: LimitGroup, ...limits: SeenLimit[]) =>
  mergeTold(before, { limits, others: [], retryAt: null }, 200, laterOf).limits

test('What a later answer tells takes the place of what was known', () => {
  expect(after(known(limit(5)), limit(4))).toMatchObject([{ remaining: 4 }])
  const next = limit(9, { resetsAt: NOW + 60_000 })
  expect(after(known(limit(0)), next)).toMatchObject([{ remaining: 9 }])
})

test('To who is wary an answer that was overtaken on its way gives nothing back', () => {
  expect(after(known(limit(3)), limit(4, { seenAt: NOW + 20 }))).toMatchObject([{ remaining: 3 }])
  const older = limit(7, { resetsAt: NOW + 29_000, seenAt: NOW + 20 })
  expect(after(known(limit(3)), older)).toMatchObject([{ remaining: 3 }])
})

test('What was told a while ago, or of another limit, holds no newer figure up', () => {
  const later = limit(8, { resetsAt: NOW + 20_000, seenAt: NOW + 9000 })
  expect(after(known(limit(3)), later)).toMatchObject([{ remaining: 8 }])
  const raised = limit(19, { limit: 20, seenAt: NOW + 20 })
  expect(after(known(limit(3)), raised)).toMatchObject([{ remaining: 19 }])
})

test('To who only watches, what came last is what is known', () => {
  const told = { limits: [limit(4, { seenAt: NOW + 20 })], others: [], retryAt: null }
  expect(mergeTold(known(limit(3)), told, 200).limits).toMatchObject([{ remaining: 4 }])
})
