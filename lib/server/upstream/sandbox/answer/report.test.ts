import { describe, expect, it } from 'vitest'
import { solve } from './arithmetic'
import type { Brief } from './brief'
import { excerpt, languageOf, measure } from './measure'
import { reportOn } from './report'

const brief: Brief = {
  seed: 0,
  language: 'en',
  text: 'Hello',
  system: '',
  turn: 1,
  history: [],
  sources: [],
  images: [],
  unread: [],
  results: [],
  called: [],
}

describe('the report', () => {
  it('says that there is no language model, in the language of the question', () => {
    expect(reportOn(brief)).toContain('no language model')
    expect(reportOn({ ...brief, language: 'zh' })).toContain('不是语言模型')
  })

  it('restates the question and says what came with it', () => {
    const text = reportOn({
      ...brief,
      text: 'Describe these',
      turn: 3,
      history: [{ role: 'user', text: 'Good morning' }],
      system: 'You are a poet.',
    })
    for (const part of [
      'You wrote: “Describe these”',
      '2 words, 14 characters',
      'turn 3; it began with “Good morning”',
      '4 words, beginning “You are a poet.”',
    ]) {
      expect(text).toContain(part)
    }
  })

  it('leaves out what the request does not hold', () => {
    expect(reportOn(brief)).not.toMatch(/System|Attached|Tool|format/)
  })

  it('keeps a long question short, and its characters whole', () => {
    const text = reportOn({ ...brief, text: '😀'.repeat(5000) })
    expect(text).toContain(`“${'😀'.repeat(160)}…”`)
    expect(excerpt('a\n\n b', 10)).toBe('a b')
  })
})

describe('the language', () => {
  it.each([
    ['Hello there', 'en'],
    ['请解释一下 TCP 是什么', 'zh'],
    ['What does 你好 mean in English please', 'en'],
    ['', 'en'],
    ['12345', 'en'],
  ])('of %j is %s', (text, language) => {
    expect(languageOf(measure(text))).toBe(language)
  })

  it('counts words, Chinese characters and characters by code point', () => {
    expect(measure('Hello, world! 你好，世界 😀')).toEqual({ words: 3, han: 4, characters: 21 })
  })
})

describe('arithmetic', () => {
  it.each([
    ['1+1', '2'],
    ['What is 3 × (4 + 1)?', '15'],
    ['12 * 3 - 4 / 2 =', '34'],
    ['计算 100 ÷ 8', '12.5'],
    ['2^3^2', '512'],
    ['-2^2 + 1', '-3'],
    ['10 - 2 - 3', '5'],
    ['0.1 + 0.2', '0.3'],
    ['1,000 + 1', '1001'],
    ['7*6等于多少？', '42'],
    ['2 * -3', '-6'],
  ])('%s is %s', (text, result) => {
    expect(solve(text)?.result).toBe(result)
  })

  it.each([
    'Hello',
    '42',
    '1 / 0',
    '(1 + 2',
    '1 + ',
    '2026-11-22 was a Sunday',
    '1 +* 2',
    '',
    '()+1',
  ])('%j is none', (text) => {
    expect(solve(text)).toBeNull()
  })
})
