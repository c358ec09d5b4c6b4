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
    `^${'(a|a)'.repeat(30)}$`,
    `^${'a?'.repeat(40)}$`,
    `^${'a{0,900}'.repeat(6)}$`,
    '^(a?){30}$',
    'a)',
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
    '^(?:\\d{1,3}\\.){3}\\d{1,3}$',
    '^#?([a-f0-9]{6}|[a-f0-9]{3})$',
    '^(?:mon|tue|wed|thu|fri|sat|sun)(?:day)?$',
    '^\\w+[.-]?\\w*@\\w+(?:\\.\\w{2,5}){1,2}$',
    'abc',
  ])('has a text that matches it: %s', (source) => {
    expect(sampleOfPattern(source)).toMatch(new RegExp(source, 'u'))
  })
})
