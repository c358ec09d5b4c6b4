import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import type { DifferenceMode } from '@/lib/client/comparison/compare-view'
import { MESSAGES } from '@/lib/client/i18n/messages'
import { AnswerDifferences } from './answer-differences'

function markup(
  mode: DifferenceMode,
  baseline: string,
  answer: string,
  locale: 'en' | 'zh' = 'en',
) {
  return renderToStaticMarkup(
    <IntlProvider locale={locale} messages={MESSAGES[locale]} timeZone="UTC">
      <AnswerDifferences mode={mode} against="baseline" baseline={baseline} answer={answer} />
    </IntlProvider>,
  )
}
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const show = (...given: Parameters<typeof markup>) => textOf(markup(...given))

test('Words that differ are marked as insertions and deletions, which a reader of the screen names', () => {
  const html = markup('words', 'It takes three days.', 'It takes five days.')
  expect(html).toMatch(/<del [^>]*line-through[^>]*>.*removed:<\/span>three<\/del>/)
  expect(html).toMatch(/<ins [^>]*underline[^>]*>.*added:<\/span>five<\/ins>/)
  expect(textOf(html)).toMatch(/^1 word added, 1 removed It takes/)
})

test('The summary counts words in the language of the screen, and says when there is nothing to count', () => {
  expect(show('words', 'a b', 'a b c d')).toContain('2 words added')
  expect(show('words', 'a b c', 'a b')).toContain('1 word removed')
  expect(show('words', 'a b', 'a, b')).toContain('Only punctuation, symbols or spacing differ')
  for (const mode of ['words', 'blocks', 'fields'] as const) {
    expect(show(mode, '{"a":1}', '{"a":1}')).toContain('Nothing differs')
  }
  expect(show('words', '好', '很好吗', 'zh')).toMatch(/^新增 \d 个词/)
})

test('No HTML of an answer becomes an element, in whichever mode', () => {
  const [one, other] = ['<img src=x onerror=alert(1)>', '<script>alert(1)</script>']
  for (const mode of ['words', 'blocks', 'fields'] as const) {
    for (const wrap of [(text: string) => text, (text: string) => JSON.stringify({ a: text })]) {
      expect(markup(mode, wrap(one), wrap(other))).not.toMatch(/<(?:img|script)/)
    }
  }
})

test('By blocks, unchanged Markdown is drawn, changed text is marked, whole blocks are named', () => {
  const baseline =
    '# Title\n\nSee [the page][p].\n\nIt takes three days.\n\nGone entirely now.\n\n[p]: https://example.com'
  const answer =
    '# Title\n\nSee [the page][p].\n\nIt takes five days.\n\n[p]: https://example.com\n\n| a | b |\n|---|---|\n| 1 | 2 |'
  const html = markup('blocks', baseline, answer)
  expect(html).toContain('<h1')
  expect(html).toContain('href="https://example.com/"')
  expect(html).toMatch(/five<\/ins> days\./)
  expect(html).toMatch(/<ins [^>]*>.*Added<\/span>.*<table/s)
  expect(textOf(html)).toContain('Removed Gone entirely now.')
})

test('By blocks, code is one block, fences in it and all', () => {
  const code = (line: string) => `\`\`\`\`md\n\`\`\`ts\n${line}\n\`\`\`\n\`\`\`\``
  const html = markup('blocks', code('const a = 1'), code('const a = 2'))
  expect(textOf(html)).toContain(
    '1 word added, 1 removed ````md ```ts const a = removed: 1 added: 2',
  )
  expect(markup('blocks', code('x'), `${code('x')}\n\nAnd more.`)).toContain('<figure')
})

test('By fields, only what differs is shown, with where it stands', () => {
  const text = show(
    'fields',
    '{"queue":"a","urgency":5,"n":1}',
    '{"urgency":4,"n":1.0,"queue":"a"}',
  )
  expect(text).toContain('Differs in 1 field of 3')
  expect(text).toContain('urgency removed: 5 added: 4')
  expect(text).not.toContain('queue')
})

test('By fields, what one side lacks is said to be absent, and another order to be one', () => {
  const list = (...ids: string[]) => JSON.stringify(ids.map((id) => ({ id })))
  const text = show('fields', list('a', 'b', 'c'), list('b', 'a'))
  expect(text).toContain('Whole answer Order')
  expect(text).toContain('[id=c] removed: {&quot;id&quot;:&quot;c&quot;} None')
})

test('Answers that are not both JSON are compared by words, and it says so', () => {
  const text = show('fields', '{"a":1}', 'I cannot say.')
  expect(text).toContain('Not JSON on both sides, so compared by words')
  expect(text).toContain('3 words added')
})

test('JSON in a fence that is the whole answer is JSON, and in a longer text it is not', () => {
  const fenced = '```json\n{\n  "a": 2\n}\n```\n'
  expect(show('fields', '{"a":1}', fenced)).toContain('Differs in 1 field of 1')
  expect(show('fields', '```\n{"a":2}\n```', fenced)).toContain('Nothing differs')
  expect(show('fields', '{"a":1}', `Here it is:\n${fenced}`)).toContain('Not JSON on both sides')
  expect(show('fields', '{"a":1}', `${fenced}\n${fenced}`)).toContain('Not JSON on both sides')
})
