import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linearPattern } from './linear-pattern'

const part = fc.constantFrom(
  ...['a', 'b', '.', '\\d', '\\w', '\\b', '[ab]', '[^b]', '^', '$', '(?:ab|b)', '(a*)', '(?<n>b|)'],
  ...['\\.', '[\\]a]', '(a|b|ab)', '(?:a?){3}', '\\u{61}', '(?:^|b)'],
)
const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{2,}', '*?', '??')
const pattern = fc
  .array(fc.tuple(part, quantifier), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.map(([one, times]) => one + times).join(''))
const patterns = fc.array(pattern, { minLength: 1, maxLength: 3 }).map((all) => all.join('|'))

test('A pattern matches the texts that it matches in the language itself', () => {
  fc.assert(
    fc.property(
      patterns,
      fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '.'), maxLength: 8 }),
      (source, text) => {
        let native: RegExp | null = null
        try {
          native = new RegExp(source, 'u')
        } catch {
          // Such as a repeated edge, which is no pattern.
        }
        expect(linearPattern(source)?.test(text)).toBe(native?.test(text))
      },
    ),
    { numRuns: 1000 },
  )
})

test('No pattern runs away, and those that could are none', () => {
  const text = `${'a'.repeat(500)}b`
  for (const source of ['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(.*a){12}$', '^(?:a?){50}a{50}$']) {
    expect([source, linearPattern(source)?.test(text)]).toEqual([source, false])
  }
  for (const source of ['(?=a)', '(?<!a)b', '(a)\\1', '(?<n>a)\\k<n>', '(', '(?:a{1000}){1000}']) {
    expect([source, linearPattern(source)]).toEqual([source, null])
  }
  expect(linearPattern('a')?.test('b'.repeat(10_000_000))).toBe(false)
  expect(linearPattern('(?:(?:(?:){5000}){5000}){5000}')?.test('')).toBe(true)
})
