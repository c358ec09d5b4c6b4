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

const COLUMN = newId()

function grid(repeats = 5): AskedSweep {
  return { kind: 'grid', from: COLUMN, repeats, variants: [variant(newId())] }
}

function repeat(column: string): AskedSweep {
  return { kind: 'repeat', repeats: 5, variants: [variant(column)] }
}

function variant(conversationId: string) {
  const sent = { withheld: [], maxTokens: null, account: null }
  return { conversationId, choice: {}, settings: SETTINGS, ...sent }
}

test('What is asked again has the id that it had, so that it joins what has perhaps begun', () => {
  const ids = createSweepIds()
  const first = ids.of(grid())
  // A grid gets new conversations each time that it is planned.
  expect(ids.of(grid())).toBe(first)
  expect(ids.of(grid(6))).not.toBe(first)
  expect(ids.of(grid())).toBe(first)
})

test('Other columns are something else to ask, though their settings are the same', () => {
  const ids = createSweepIds()
  const column = newId()
  const first = ids.of(repeat(column))
  expect(ids.of(repeat(column))).toBe(first)
  expect(ids.of(repeat(newId()))).not.toBe(first)
})

test('Two setups share no ids', () => {
  expect(createSweepIds().of(grid())).not.toBe(createSweepIds().of(grid()))
})
