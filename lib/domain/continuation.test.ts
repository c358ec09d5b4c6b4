import { describe, expect, it } from 'vitest'
import { planContinuation } from './continuation'
import type { Run } from './run'

const sonnet45 = { model: 'claude-sonnet-4-5', thinkingType: null }
const opus55 = { model: 'claude-opus-5-5', thinkingType: null }
const ask = (quotation: string) => `Go on from: ${quotation}`

function cut(text: string): Pick<Run, 'message'> {
  return {
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'm',
      content: [{ type: 'text', text }],
      stop_reason: null,
      stop_sequence: null,
      usage: {},
    },
  }
}

describe('how a cut answer goes on', () => {
  it.each([null, 'disabled'] as const)(
    'A model that takes a prefill continues its own text, with thinking %s',
    (thinkingType) => {
      const settings = { ...sonnet45, thinkingType }
      expect(planContinuation(cut('Once upon'), settings, ask)).toEqual({ kind: 'prefill' })
    },
  )

  it('While it thinks, no model takes a prefill', () => {
    const settings = { ...sonnet45, thinkingType: 'enabled' as const }
    expect(planContinuation(cut('Once upon'), settings, ask)).toEqual({
      kind: 'user',
      text: 'Go on from: Once upon',
    })
  })

  it('Any other model is asked by a user turn that quotes the end of the text', () => {
    expect(planContinuation(cut('Once upon a time '), opus55, ask)).toEqual({
      kind: 'user',
      text: 'Go on from: Once upon a time',
    })
  })

  it('A long text is quoted from a word on, a short piece of it', () => {
    const plan = planContinuation(cut('word '.repeat(1000)), opus55, (text) => text)
    expect(plan?.kind).toBe('user')
    const text = plan?.kind === 'user' ? plan.text : ''
    expect(text.length).toBeLessThanOrEqual(240)
    expect(text).toMatch(/^word /)
  })

  it('A character of two code units is never torn', () => {
    const plan = planContinuation(cut('😀'.repeat(1000)), opus55, (text) => text)
    expect(plan?.kind === 'user' && !/\p{Surrogate}/u.test(plan.text)).toBe(true)
  })

  it('Without text there is nothing to go on from', () => {
    expect(planContinuation({ message: null }, sonnet45, ask)).toBeNull()
    expect(planContinuation(cut('  '), sonnet45, ask)).toBeNull()
  })
})
