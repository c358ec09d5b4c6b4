import { describe, expect, it } from 'vitest'
import { planContinuation } from './continuation'
import type { Run } from './run'

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
  it('A model that takes a prefill continues its own text', () => {
    expect(planContinuation(cut('Once upon'), 'claude-sonnet-4-5', ask)).toEqual({
      kind: 'prefill',
    })
  })

  it('Any other model is asked by a user turn that quotes the end of the text', () => {
    expect(planContinuation(cut('Once upon a time '), 'claude-opus-5-5', ask)).toEqual({
      kind: 'user',
      text: 'Go on from: Once upon a time',
    })
  })

  it('A long text is quoted from a word on, a short piece of it', () => {
    const plan = planContinuation(cut('word '.repeat(1000)), 'claude-opus-5-5', (text) => text)
    expect(plan?.kind).toBe('user')
    const text = plan?.kind === 'user' ? plan.text : ''
    expect(text.length).toBeLessThanOrEqual(240)
    expect(text).toMatch(/^word /)
  })

  it('A character of two code units is never torn', () => {
    const plan = planContinuation(cut('😀'.repeat(1000)), 'claude-opus-5-5', (text) => text)
    expect(plan?.kind === 'user' && !/\p{Surrogate}/u.test(plan.text)).toBe(true)
  })

  it('Without text there is nothing to go on from', () => {
    expect(planContinuation({ message: null }, 'claude-sonnet-4-5', ask)).toBeNull()
    expect(planContinuation(cut('  '), 'claude-sonnet-4-5', ask)).toBeNull()
  })
})
