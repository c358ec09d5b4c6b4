import { expect, test } from 'vitest'
import { hostileStrings } from '@/e2e/browser/hostile-strings'
import { SAMPLE_WORDS, sampleReport } from '@/e2e/harness/sample-report'
import { comparisonMarkdown } from '@/lib/domain/comparison/export/markdown'
import { fileIdsIn } from '@/lib/domain/comparison/export/report'
import { reportHtml } from './report-html'

const ELEMENTS = new Set([
  ...['html', 'head', 'meta', 'title', 'style', 'body', 'header', 'main', 'footer', 'section'],
  ...['article', 'div', 'dl', 'dt', 'dd', 'details', 'summary', 'span', 'img'],
  ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'strong', 'em', 'del', 'a', 'br', 'hr', 'sup'],
])
const ATTRIBUTES = new Set([
  ...['lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'style', 'tabindex', 'role'],
  ...['aria-label', 'aria-hidden', 'scope', 'rowspan', 'href', 'rel', 'src', 'alt', 'start'],
])
const ADDRESSES = { href: /^(https?|mailto):/, src: /^data:image\/(png|jpeg|gif|webp);base64,/ }

/** What in a document is neither text nor a tag that may stand in it. */
function strangersIn(html: string): string[] {
  const body = html.replace('<!doctype html>', '').replace(/<style>[^<]*<\/style>/, '')
  const strangers: string[] = []
  const rest = body.replace(
    /<\/?([a-z]+[1-6]?)((?: [a-z-]+="[^"<>]*")*)>/g,
    (tag, name: string, attributes: string) => {
      if (!ELEMENTS.has(name)) strangers.push(tag)
      for (const [, key = '', value = ''] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
        const isAddress = key === 'href' || key === 'src'
        const isFine = isAddress
          ? ADDRESSES[key].test(value)
          : ATTRIBUTES.has(key) &&
            (key !== 'style' || /^(;text-align:\w+|--columns:\d)$/.test(value))
        if (!isFine) strangers.push(tag)
      }
      return ''
    },
  )
  return /[<>]/.test(rest) ? [...strangers, rest] : strangers
}

const made = (text: string) => {
  const blocks = [
    ...[
      { type: 'text', text },
      { type: 'thinking', thinking: text },
      { type: text, x: text },
    ],
    ...[{ type: 'tool_use', name: text, input: { x: text } }],
    ...[
      { type: 'document', title: text },
      { type: 'tool_result', content: text },
    ],
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: text } },
  ]
  const error = {
    ...{ origin: 'upstream' as const, type: text, message: text },
    ...{ httpStatus: null, requestId: null },
  }
  return reportHtml(
    sampleReport(
      [
        { system: text, turns: [{ question: blocks, answer: blocks, run: { error } }] },
        { model: text, turns: [{ question: 'Other', answer: text }] },
      ],
      text,
    ),
    {
      ...SAMPLE_WORDS,
      tables: [{ title: text, note: text, head: [text, text], rows: [[text, text]] }],
    },
  )
}

test('Whatever was written, the report holds text and plain elements, and addresses of links alone', () => {
  for (const text of hostileStrings('https://canary.example')) {
    expect([text, ...strangersIn(made(text))]).toEqual([text])
  }
})

test('The report may run and fetch nothing, by its own policy', () => {
  const html = made('harmless')
  expect(html).toContain(
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; ",
  )
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'))
  expect(html).not.toMatch(/@import|url\(|<link|<script/)
})

test('Answers are drawn from their Markdown, under the headings of the report, and links tell nobody where they stood', () => {
  const answer =
    '# Yes\n\n**Bold** and [a link](https://a.example).\n\n| a | b |\n|--|--:|\n| 1 | 2 |'
  const html = reportHtml(
    sampleReport([
      { turns: [{ question: 'Is <it>?', answer }] },
      { turns: [{ question: 'Is <it>?', answer: 'No', run: { isSandbox: true } }] },
    ]),
    SAMPLE_WORDS,
  )
  expect(html).toContain('<h4>Yes</h4><p><strong>Bold</strong>')
  expect(html).toContain('<a href="https://a.example/" rel="noopener noreferrer">a link</a>')
  expect(html).toContain('<table tabindex="0">')
  expect(html).toContain('<td style=";text-align:right">2</td>')
  expect(html.match(/<p class="written">Is &lt;it&gt;\?<\/p>/g)).toHaveLength(1)
  expect(html.match(/From the sandbox/g)).toHaveLength(1)
  expect(html).toContain('<dd>100 ms</dd><dd class="rank best">')
})

test('A file of ours is told by its name; of a picture it is shown, unless it is too large', () => {
  const ours = (fileId: string, type = 'image') => ({
    ...{ type, source: { type: 'parley_file', fileId, way: 'file' } },
  })
  const ids = [1, 2, 3, 4].map((number) => `01990000-0000-7000-8000-00000000000${number}`)
  const [small = '', large = '', text = '', gone = ''] = ids
  const question = [ours(small), ours(large), ours(text, 'document'), ours(gone)]
  const report = sampleReport([{ turns: [{ question, answer: 'a' }] }])
  expect(fileIdsIn(report)).toEqual(ids)
  const url = 'data:image/png;base64,AAAA'
  const files = new Map([
    [small, { name: 'a "small" <one>.png', url, isTooLarge: false }],
    [large, { name: 'large.png', url: null, isTooLarge: true }],
    [text, { name: 'notes.txt', url: null, isTooLarge: false }],
  ])
  const html = reportHtml({ ...report, files }, SAMPLE_WORDS)
  expect(strangersIn(html)).toEqual([])
  expect(html.match(/<img [^>]*>/g)).toEqual([
    `<img src="${url}" alt="File: a &quot;small&quot; &lt;one&gt;.png">`,
  ])
  for (const told of ['>Too large: large.png<', '>File: notes.txt<', '>File: image<']) {
    expect(html).toContain(told)
  }
  expect(comparisonMarkdown({ ...report, files }, SAMPLE_WORDS)).toContain('File: large.png')
})

test('A picture that was sent in the request is in the report, and one that is anything else is named', () => {
  const image = (media_type: string, data: string) => ({
    ...{ type: 'image', source: { type: 'base64', media_type, data } },
  })
  const question = [
    ...[image('image/png', 'AAAA'), image('image/svg+xml', 'AAAA'), image('image/png', '"x')],
    { type: 'image', source: { type: 'url', url: 'https://canary.example/p.png' } },
  ]
  const html = reportHtml(
    sampleReport([{ turns: [{ question, answer: 'a' }] }, { turns: [{ question, answer: 'b' }] }]),
    SAMPLE_WORDS,
  )
  expect(html.match(/<img [^>]*>/g)).toEqual([
    '<img src="data:image/png;base64,AAAA" alt="File: image/png">',
  ])
  expect(html).toContain('File: image/svg+xml')
})
