import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compose } from './compose'
import { answerTo, briefOf, documentOf } from './test-brief'

const ASKS = [
  '',
  'Summarize: ',
  'List all figures ',
  'How many r in ',
  'average by a\n',
  '总结：',
  'Sort: ',
  'Who is ',
  'Convert to JSON\n',
]
const UNITS = [
  'a',
  '1',
  '.',
  '\n',
  '中',
  '一',
  '"',
  '| a |\n|---|\n',
  '```\n',
  'a,b\n',
  '{',
  '[',
  '1,',
  '(',
  '$1',
  'A ',
  'A b. ',
  '- x\n',
  '😀',
  '\ud800',
  '1+',
  '张',
  'x@',
  '12:',
  '<a>',
  '：',
  'Dr. ',
  'no ',
  'http://',
  'a, b\nc\n',
]
/** Far above what any takes, and far below what a pattern that backtracks takes. */
const SLOW_MS = 10_000

describe('any text at all', () => {
  it('gets an answer, in which every citation is where it says', () => {
    const cite = { type: 'char_location', index: 0, fileId: null } as const
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom(...UNITS, ...ASKS), { maxLength: 40 })
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...ASKS),
        text,
        text,
        fc.integer(),
        (ask, own, document, seed) => {
          const passages = compose(
            briefOf(ask + own, { seed, sources: [documentOf(document, { cite })] }),
          )
          expect(
            passages
              .map((passage) => passage.text)
              .join('')
              .trim(),
          ).not.toBe('')
          for (const { cited_text, start_char_index, end_char_index } of passages.flatMap(
            ({ citations }) => citations,
          )) {
            expect(document.slice(Number(start_char_index), Number(end_char_index))).toBe(
              cited_text,
            )
          }
          expect(
            answerTo(own + ask, {
              seed,
              system: document,
              results: [{ name: 'f', input: {}, isError: false, text: document }],
            }),
          ).not.toBe('')
        },
      ),
      { numRuns: 100 },
    )
  })

  it.each(UNITS)('is not slow to answer where %j goes on and on', (unit) => {
    const long = unit.repeat(Math.ceil(30_000 / unit.length))
    const begun = performance.now()
    for (const ask of ASKS.slice(0, 4)) {
      expect(answerTo(ask + long)).toContain('Parley')
      expect(answerTo(`${ask}Who?`, { sources: [documentOf(long)] })).toContain('Parley')
    }
    expect(performance.now() - begun).toBeLessThan(SLOW_MS)
  })
})
