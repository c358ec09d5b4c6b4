import { expect, test } from 'vitest'
import { withoutTableHead } from './without-table-head'

test.each([
  ['| Model'],
  ['| Model | Cost |'],
  ['| Model | Cost |\n|'],
  ['| Model | Cost |\n| ---'],
  ['| Model | Cost |\n| :-: |'],
  ['| a \\| b | c |\n| --- |'],
])('Of the head of a table that is still arriving nothing is drawn: %j', (head) => {
  expect(withoutTableHead(head)).toBe('')
  expect(withoutTableHead(`Before it:\n${head}`)).toBe('Before it:')
})

test.each([
  ['| Model | Cost |\n| --- | -'],
  ['| Model | Cost |\n| --- | --- |\n| Opus'],
  ['| a \\| b | c |\n| --- | --- |'],
  ['| no table\n| but lines\n| of pipes'],
  ['| no table\n| but words'],
  ['No pipes at all'],
  ['a || b'],
  [''],
])('What is a table, or will be none, is drawn as it is: %j', (source) => {
  expect(withoutTableHead(source)).toBe(source)
})
