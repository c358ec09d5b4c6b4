import { describe, expect, it } from 'vitest'
import { splitMessage } from './split-message'

const PROSE = 'The lake is deep. It was measured in 1950 by a team of divers. Fish live in it.'
const split = (text: string) => {
  const { ask, pasted } = splitMessage(text, true)
  return [ask, ...pasted.map(({ form, text: body }) => `${form}: ${body}`)]
}

describe('a message', () => {
  it.each([
    [`Summarize this:\n\n${PROSE}`, ['Summarize this:', `prose: ${PROSE}`]],
    [`Summarize: ${PROSE}`, ['Summarize', `prose: ${PROSE}`]],
    [`${PROSE}\n\nHow deep is it?`, ['How deep is it?', `prose: ${PROSE}`]],
    [`When was it measured? ${PROSE}`, ['When was it measured?', `prose: ${PROSE}`]],
    [
      `用一句话总结：${'湖很深，水很清。'.repeat(4)}`,
      ['用一句话总结', `prose: ${'湖很深，水很清。'.repeat(4)}`],
    ],
    ['Average?\n\na,b\n1,2\n3,4', ['Average?', 'table: a,b\n1,2\n3,4']],
    [
      'Sum of b\n| a | b |\n|---|---|\n| x | 1 |',
      ['Sum of b', 'table: | a | b |\n|---|---|\n| x | 1 |'],
    ],
    ['What is it?\n```js\nlet a = 1\n```', ['What is it?', 'code: let a = 1']],
    ['Read {"a":{"b":1}} please', ['Read \n please', 'json: {"a":{"b":1}}']],
    ['<text>\nOne two.\n</text>\nCount the words', ['Count the words', 'prose: One two.']],
    ['> A quotation\n\nWho said it?', ['Who said it?', 'prose: A quotation']],
  ])('%j is parted into question and material', (text, parts) => {
    expect(split(text)).toEqual(parts)
  })

  it.each([
    'Hello',
    'What is TCP? How does it work?',
    'Dear Sir,\nthank you, friend,\nfor all',
    'Write a poem about the sea',
    'What is the capital of France?\nThanks',
    '你是谁？你能做什么？',
  ])('%j is all question', (text) => {
    expect(splitMessage(text, true)).toEqual({ ask: text, pasted: [] })
  })
})
