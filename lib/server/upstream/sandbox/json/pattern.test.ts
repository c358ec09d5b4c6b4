import { describe, expect, it } from 'vitest'
import { matches, safePattern } from './pattern'
import { sampleOfPattern } from './pattern-sample'

describe('a pattern of a schema', () => {
  it.each([
    '^(a+)+$',
    '^(a|aa)*$',
    '(?=a)b',
    '(a)\\1',
    'a*a*a*a*a*a*$',
    'x{5000}',
    '(',
    'a'.repeat(300),
  ])('is not run where it could run away or is none: %s', (source) => {
    expect(safePattern(source)).toBeNull()
    expect(matches(source, 'anything')).toBe(true)
  })

  it.each([
    '^[A-Z]{3}-\\d{4}$',
    '^(?:low|high)$',
    '^\\+?[0-9]{6,}$',
    '^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$',
    '^v\\d+(\\.\\d+)?$',
    'abc',
  ])('has a text that matches it: %s', (source) => {
    expect(sampleOfPattern(source)).toMatch(new RegExp(source, 'u'))
  })
})
