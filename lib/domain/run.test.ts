import { describe, expect, it } from 'vitest'
import { tokensPerSecond } from './run'
import { NO_TIMING } from './timing'

describe('the rate of an answer', () => {
  const usage = { output_tokens: 600 }

  it('Counts the time in which the tokens came: from the first block to the end', () => {
    const timing = { ...NO_TIMING, firstToken: 1010, total: 7000 }
    const blocks = [{ start: 1000, end: 7000 }]
    expect(tokensPerSecond(usage, { ...timing, blocks })).toBe(100)
  })

  it('Counts the time of thinking that is not shown, because its tokens are counted', () => {
    // Omitted thinking sends nothing but its signature, at its end (claude-api.md §4).
    const blocks = [
      { start: 1000, end: 4000 },
      { start: 4000, end: 7000 },
    ]
    const timing = { ...NO_TIMING, firstToken: 4000, total: 7000, blocks }
    expect(tokensPerSecond(usage, timing)).toBe(100)
  })

  it.each([
    ['without a count of tokens', undefined, { ...NO_TIMING, firstToken: 1, total: 2000 }],
    ['without a first token', usage, { ...NO_TIMING, total: 2000 }],
    ['while it arrives', usage, { ...NO_TIMING, firstToken: 1 }],
    ['in no time at all', usage, { ...NO_TIMING, firstToken: 5, total: 5 }],
  ])('Is unknown %s', (_when, counted, timing) => {
    expect(tokensPerSecond(counted, timing)).toBeNull()
  })
})
