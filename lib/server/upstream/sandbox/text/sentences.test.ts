import { describe, expect, it } from 'vitest'
import { splitSentences } from './sentences'

const partsOf = (text: string) =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end))

describe('sentences', () => {
  it.each([
    ['Dr. Smith paid $3.50 to J. Doe. He left.', ['Dr. Smith paid $3.50 to J. Doe.', 'He left.']],
    ['It works, e.g. here, vs. there. Done!', ['It works, e.g. here, vs. there.', 'Done!']],
    [
      'See https://a.example/b.html for more. Yes?',
      ['See https://a.example/b.html for more.', 'Yes?'],
    ],
    [
      '今天下雨。他说：“走吧。”我们出发；天晴了！',
      ['今天下雨。', '他说：“走吧。”', '我们出发；', '天晴了！'],
    ],
    ['# Title\n\nA line that goes\non here. End', ['# Title', 'A line that goes\non here.', 'End']],
    ['- one\n- two\n1. three', ['- one', '- two', '1. three']],
    ['', []],
    [' \n\n ', []],
  ])('of %j are parted', (text, sentences) => {
    expect(partsOf(text)).toEqual(sentences)
  })

  it('cover the whole text in order, and none is endless', () => {
    const text = `${'word '.repeat(2_000)}. ${'字'.repeat(5_000)}`
    const spans = splitSentences(text)
    expect(spans.every(({ start, end }) => end - start <= 1_300)).toBe(true)
    expect(spans.every(({ start }, at) => at === 0 || start >= (spans[at - 1]?.end ?? 0))).toBe(
      true,
    )
    const joined = spans.map(({ start, end }) => text.slice(start, end)).join('')
    expect(joined.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })
})
