import { expect, test } from 'vitest'
import { type ChatSettings, NO_CHOICES } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { AskedSweep } from '@/lib/domain/sweeps/sweep'
import { createSweepIds } from './sweep-ids'

const SETTINGS: ChatSettings = {
  ...{ upstream: 'anthropic', apiVersion: '2023-06-01', model: 'claude-opus-5-5', maxTokens: 1000 },
  system: '',
  ...NO_CHOICES,
}

function asked(more: Partial<AskedSweep> = {}, conversationId = newId()): AskedSweep {
  const sent = { withheld: [], maxTokens: null, account: null }
  const variant = { conversationId, choice: {}, settings: SETTINGS, ...sent }
  return { kind: 'grid', from: null, repeats: 5, variants: [variant], ...more }
}

test('What is asked again has the id that it had, so that it joins what has perhaps begun', () => {
  const ids = createSweepIds()
  const first = ids.of(asked())
  // A grid gets new conversations each time that it is planned.
  expect(ids.of(asked())).toBe(first)
  expect(ids.of(asked({ repeats: 6 }))).not.toBe(first)
  expect(ids.of(asked())).toBe(first)
})

test('Other columns are something else to ask, though their settings are the same', () => {
  const ids = createSweepIds()
  const column = newId()
  const first = ids.of(asked({ kind: 'repeat' }, column))
  expect(ids.of(asked({ kind: 'repeat' }, column))).toBe(first)
  expect(ids.of(asked({ kind: 'repeat' }))).not.toBe(first)
})

test('Two setups share no ids', () => {
  expect(createSweepIds().of(asked())).not.toBe(createSweepIds().of(asked()))
})
