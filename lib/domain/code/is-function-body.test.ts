import { expect, test } from 'vitest'
import { isFunctionBody } from './is-function-body'

test.each([
  '',
  '// nothing yet',
  'const half = await Promise.resolve(21)\nreturn half * 2 // the last line',
  'return `a\n  b` + "\\"" + \'\'',
  'for (const x of input.list ?? []) if (/^[a-z/]+$/iu.test(x)) return { x, ...input }',
  'class A { #x = 1n; static of() { return new A() } }\nreturn typeof A.of()',
])('A script that is one can stand in a program: %j', (script) => {
  expect(isFunctionBody(script)).toBe(true)
})

test.each([
  'return 1 +',
  'if (input) {',
  'return 1 } ; (async () => {',
  '/* open',
  'return "open',
  'return `open',
  'return /a(/',
  'import fs from "node:fs"',
  'a b',
])('A script that would break a program cannot: %j', (script) => {
  expect(isFunctionBody(script)).toBe(false)
})
