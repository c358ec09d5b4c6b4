import { expect, test } from 'vitest'
import type { ToolResult } from '@/lib/domain/tools/answer'
import { handResultOf, isAsItWas, toResult } from './hand-text'

const text = (words: string) => ({ type: 'text', text: words })
const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }

test.each<[string, ToolResult['content']]>([
  ['text', 'noon'],
  ['blocks of which the first is text', [text('Before'), image, text('After')]],
  ['an image before its text', [image, text('What it shows')]],
  ['several texts', [text('one'), text('two')]],
  ['a text that has more than its words', [{ ...text('kept'), cache_control: {} }]],
])('A result of %s keeps its blocks and their order while a person edits it', (_, content) => {
  const draft = handResultOf({ content, isError: false })
  expect(isAsItWas(draft, { content, isError: false })).toBe(true)
  expect(toResult(draft)).toEqual({ content, isError: false })
  const failed = { ...draft, isError: true }
  expect(isAsItWas(failed, { content, isError: false })).toBe(false)
  expect(toResult(failed)).toEqual({ content, isError: true })
})

test('A text that is emptied goes, as the API takes none that is empty', () => {
  const blocks = [image, text(' ')]
  expect(toResult({ text: '', isError: false, blocks }).content).toEqual([image])
})
