import { expect, test } from 'vitest'
import type { Usage, WireMessage } from '@/lib/wire/types'
import { type ChatSettings, NO_CHOICES } from '../chat-settings'
import type { Message } from '../conversation'
import { costOfUsage } from '../cost'
import { newRun } from '../new-run'
import type { Run } from '../run'
import { estimateAgain } from './estimate-again'

const MODEL = 'claude-opus-5-5'
const settings: ChatSettings = {
  ...{ upstream: 'a', apiVersion: '2023-06-01', model: MODEL, maxTokens: 100, system: '' },
  ...NO_CHOICES,
}

function run(id: string, usage: Usage | null): Run {
  const asked = { id, source: 'chat', upstream: 'a', isSandbox: false, model: MODEL } as const
  const message: WireMessage | null = usage && {
    ...{ id: 'm', type: 'message', role: 'assistant', model: MODEL, content: [] },
    ...{ stop_reason: 'end_turn', stop_sequence: null, usage },
  }
  return newRun({ ...asked, apiVersion: '2023-06-01', message })
}

/** Questions of 40 letters, each answered by one of these runs; null stands for a written answer. */
function asked(...runs: (Run | null)[]) {
  const turns = runs.flatMap((own, at): Message[] => {
    const turn = { conversationId: 'c', createdAt: 0 }
    const text = (length: number) => [{ type: 'text', text: 'x'.repeat(length) }]
    const parentId = at === 0 ? null : `a${at - 1}`
    return [
      { ...turn, id: `q${at}`, parentId, role: 'user', content: text(40), runId: null },
      {
        ...{ ...turn, id: `a${at}`, parentId: `q${at}`, role: 'assistant', runId: own?.id ?? null },
        content: own === null ? text(80) : null,
      },
    ]
  })
  const own = runs.flatMap((one) => one ?? [])
  return { messages: turns, headId: turns.at(-1)?.id ?? null, runs: own }
}

const price = (input: number, output: number) => {
  const cost = costOfUsage(MODEL, { input_tokens: input, output_tokens: output }, {})
  return cost.isKnown ? cost.usd : Number.NaN
}

test('Asked again, each question costs about what it was sent with, and what it was answered with', () => {
  const whole = asked(
    run('r0', { input_tokens: 10, output_tokens: 50 }),
    run('r1', { input_tokens: 70, output_tokens: 30 }),
  )
  const cost = estimateAgain(settings, whole, {})
  expect(cost?.likely).toBeCloseTo(price(80, 80), 12)
  expect(cost?.least).toBeCloseTo(price(80, 0), 12)
  expect(cost?.most).toBeCloseTo(price(80, 200), 12)
})

test('What was never counted is estimated by its lengths, with all that stands before it', () => {
  const cost = estimateAgain(settings, asked(null, null), {})
  expect(cost?.likely).toBeCloseTo(price(10 + 40, 20 + 20), 12)
})

test('A question without an answer may be answered in any length', () => {
  const cost = estimateAgain(settings, asked(run('r0', null)), {})
  expect(cost).toMatchObject({ likely: null })
  expect(cost?.most).toBeCloseTo(price(10, 100), 12)
})

test('Nobody knows what a model without a price costs', () => {
  expect(estimateAgain({ ...settings, model: 'nobody-1' }, asked(null), {})).toBeNull()
})

test('A file that nobody has counted leaves it unknown', () => {
  const conversation = asked(null)
  const [question] = conversation.messages
  const image = { type: 'image', source: { type: 'url', url: 'https://a.test/b.png' } }
  if (question === undefined) throw new Error('nothing was asked')
  conversation.messages[0] = { ...question, content: [image] }
  expect(estimateAgain(settings, conversation, {})).toBeNull()
})

test('Turns that are switched off, and those of the system, are not asked again and cost nothing', () => {
  const off = asked(null, null, null)
  const [, , second, , third] = off.messages
  if (second === undefined || third === undefined) throw new Error('nothing was asked')
  second.mark = 'off'
  third.role = 'system'
  expect(estimateAgain(settings, off, {})).toEqual(estimateAgain(settings, asked(null), {}))
})
