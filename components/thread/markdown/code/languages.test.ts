import { expect, test } from 'vitest'
import { fileName, languageName, languageOf } from './languages'

test.each([
  ['ts', 'TypeScript'],
  ['Python3', 'Python'],
  ['{.rust}', 'Rust'],
  ['c++', 'C++'],
  ['brainfuck', 'brainfuck'],
  ['text', null],
  ['', null],
])('A fence that says %j is called %j', (info, name) => {
  expect(languageName(info)).toBe(name)
})

test.each([
  ['ts', 'code.ts'],
  ['', 'code.txt'],
  ['brainfuck', 'code.txt'],
  ['dockerfile', 'Dockerfile'],
  ['python title="tools/mean.py"', 'mean.py'],
  ['ts filename=a.ts', 'a.ts'],
  ['go:cmd/main.go', 'main.go'],
  ['js title="../../x"', 'x'],
  ['js title="a\u202etxt.exe"', 'code.js'],
  ['js title=".."', 'code.js'],
  ['js title=".bashrc"', 'code.js'],
])('A block %j is kept as %j', (info, name) => {
  expect(fileName(info)).toBe(name)
})

test('No word of a fence is taken for a name that every object has', () => {
  for (const word of ['constructor', '__proto__', 'toString']) expect(languageOf(word)).toBeNull()
})
