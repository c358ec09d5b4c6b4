import { expect, test } from 'vitest'
import type { Condition, Rule } from './answer'
import { findRule, holds } from './rules'

const INPUT = {
  city: 'Paris',
  days: 3,
  range: { from: '2026-01-05', to: null },
  ids: [7, { a: 1, b: 2 }],
}

const cases: [path: string, operator: Condition['operator'], value: unknown, expected: boolean][] =
  [
    ['city', '=', 'Paris', true],
    ['city', '=', 'paris', false],
    ['days', '=', '3', false],
    ['ids.1', '=', { b: 2, a: 1 }, true],
    ['ids', '=', { 0: 7, 1: { a: 1, b: 2 } }, false],
    ['city', '!=', 'Rome', true],
    ['nowhere', '!=', 'Rome', true],
    ['nowhere', '=', null, false],
    ['range.to', '=', null, true],
    ['days', '>', 2, true],
    ['days', '>', 3, false],
    ['days', '>=', 3, true],
    ['days', '<', '4', false],
    ['range.from', '<', '2026-02-01', true],
    ['range.from', '<=', '2026-01-05', true],
    ['nowhere', '<=', 0, false],
    ['city', 'contains', 'ari', true],
    ['ids', 'contains', 7, true],
    ['ids', 'contains', { a: 1, b: 2 }, true],
    ['days', 'contains', 3, false],
    ['city', 'matches', '^P.*s$', true],
    ['city', 'matches', '^(?=P)', false],
    ['city', 'matches', '(', false],
    ['days', 'matches', '3', false],
    ['range.to', 'exists', null, true],
    ['range.until', 'exists', null, false],
    ['range.until', 'missing', null, true],
    ['ids.0', 'exists', null, true],
    ['ids.length', 'exists', null, false],
    ['city.length', 'exists', null, false],
    ['toString', 'exists', null, false],
    ['__proto__.toString', 'exists', null, false],
    ['', 'exists', null, true],
  ]

test.each(cases)('%s %s %j is %j', (path, operator, value, expected) => {
  expect(holds({ path, operator, value }, INPUT)).toBe(expected)
})

test('The first rule of which all conditions hold is the one, and one without conditions fits all', () => {
  const rule = (content: string, ...when: Condition[]): Rule => ({
    when,
    result: { content, isError: false },
    delayMs: 0,
  })
  const isParis: Condition = { path: 'city', operator: '=', value: 'Paris' }
  const isLong: Condition = { path: 'days', operator: '>', value: 5 }
  const rules = [rule('long', isParis, isLong), rule('Paris', isParis), rule('any')]
  expect(findRule(rules, INPUT)).toEqual({ index: 1, rule: rules[1] })
  expect(findRule(rules, {})).toEqual({ index: 2, rule: rules[2] })
  expect(findRule(rules.slice(0, 2), {})).toBeNull()
  expect(findRule([], INPUT)).toBeNull()
})

test('A pattern of the user that would backtrack for ever answers at once', () => {
  const condition: Condition = { path: 'text', operator: 'matches', value: '^(a+)+$' }
  expect(holds(condition, { text: `${'a'.repeat(5000)}b` })).toBe(false)
})
