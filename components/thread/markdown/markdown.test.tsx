import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import { Markdown } from './markdown'

function html(text: string, isLive = false): string {
  return renderToStaticMarkup(
    <IntlProvider locale="en" messages={MESSAGES.en} timeZone="UTC">
      <Markdown text={text} isLive={isLive} />
    </IntlProvider>,
  )
}

const tagsOf = (markup: string) => [...markup.matchAll(/<([a-z0-9]+)/gi)].map(([, tag]) => tag)

/** HTML, SVG and Markdown that other programs have run. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><foreignObject></foreignObject></svg>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>body{background:url(//evil.example)}</style>',
  '<link rel=stylesheet href=//evil.example>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<form action=//evil.example><button>x</button></form>',
  '<details open ontoggle=alert(1)>',
  '<math><mtext></table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<div style="position:fixed;inset:0">x</div>',
  '<object data="data:text/html,x"></object><embed src=x><base href=//evil.example>',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '- item\n\n    <script>alert(1)</script>\n\n> <img src=x onerror=alert(1)>',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
  '[^1]\n\n[^1]: <script>alert(1)</script>',
  '`<script>`</code><script>alert(1)</script>',
  '```html\n<script>alert(1)</script>\n```',
  '```"><script>alert(1)</script>\ncode\n```',
]

const LINKS = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'javascript&colon;alert(1)',
  '&#106;avascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:http://127.0.0.1/x',
  '//evil.example/x',
  '/settings',
  'settings',
  '../api/gateway-key',
  'ftp://evil.example/x',
  'streamdown:incomplete-link',
]

const HARMLESS = new Set([
  ...['div', 'p', 'a', 'span', 'ul', 'ol', 'li', 'code', 'pre', 'figure', 'figcaption', 'button'],
  ...['blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'em', 'strong', 'del', 'br', 'hr'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'sup', 'section', 'svg', 'path', 'rect', 'circle'],
])

describe.each([
  ['finished', false],
  ['arriving', true],
])('In %s text', (_state, isLive) => {
  test.each(ATTACKS)('no HTML of an answer becomes an element: %j', (attack) => {
    const markup = html(attack, isLive)
    expect(tagsOf(markup).filter((tag) => !HARMLESS.has(tag ?? ''))).toEqual([])
    expect(markup).not.toMatch(/<[^>]+\son\w+=/i)
  })

  test.each(LINKS)('a link or image to %j has no address', (address) => {
    for (const mark of [
      `[x](${address})`,
      `[x](<${address}>)`,
      `![x](<${address}>)`,
      `<${address}>`,
    ]) {
      expect(html(mark, isLive)).not.toMatch(/\s(href|src)=/)
    }
    expect(html(`[x][r]\n\n[r]: <${address}>`, isLive)).not.toMatch(/\s(href|src)=/)
  })
})

test.each(['https://example.com/a?b=c', 'http://example.com/', 'mailto:a@example.com'])(
  'A link to %s opens in a tab that knows nothing of this one',
  (address) => {
    const markup = html(`[x](${address})`)
    expect(markup).toContain(`href="${address}"`)
    expect(markup).toContain('target="_blank"')
    expect(markup).toContain('rel="noopener noreferrer"')
  },
)

test('An image is never loaded: it is a link that names its host', () => {
  for (const text of [
    '![secret](https://evil.example/x.png?d=1)',
    '![secret][r]\n\n[r]: https://evil.example/x.png',
  ]) {
    const markup = html(text)
    expect(tagsOf(markup)).not.toContain('img')
    expect(markup).toContain('secret (image from evil.example)')
  }
})

test('An image inside a link does not nest a link in a link', () => {
  const markup = html('[![logo](https://a.example/x.png)](https://b.example/)')
  expect(tagsOf(markup).filter((tag) => tag === 'a')).toHaveLength(1)
})

test('An image by data is its text alone', () => {
  expect(tagsOf(html('![x](data:image/png;base64,AAAA)'))).not.toContain('img')
})

test('Text cut at any character is drawn without an error and without an element of its own', () => {
  // Part by part: whatever stands before a part is the same at each of its cuts.
  const parts = [
    '# Title\n\nSome **bold** and `code` with [a link](https://example.com) and ![i](https://e.example/i.png).',
    '1. one\n   - two\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n```ts\nconst a = "<script>"\n```\n\n- [x] done',
    'Footnote[^1].\n\n[^1]: The note.\n\n中文，**强调**。\n\n<b>raw</b>',
  ]
  const cuts = parts.flatMap((part) => Array.from(part, (_, end) => part.slice(0, end)))
  for (const text of [...cuts, ...parts, parts.join('\n\n')]) {
    expect(tagsOf(html(text, true)).filter((tag) => !HARMLESS.has(tag ?? ''))).toEqual([])
  }
}, 60_000)

test('A code block names its language and keeps its text as it is', () => {
  const markup = html('```ts\nconst a = 1 < 2\n```')
  expect(markup).toContain('<figcaption')
  expect(markup).toContain('ts')
  expect(markup).toContain('const a = 1 &lt; 2')
})

test('Dollar signs are money, not marks', () => {
  expect(html('It costs $5 or $6.50, **$1.50** each.')).toContain('$5 or $6.50')
})

test.each([
  ['The product is **', 'The product is **391**.'],
  ['The product is *', 'The product is *391*.'],
  ['Call `', 'Call `f()`.'],
  ['So:\n\n| Model | Cost |\n| --', 'So:\n\n| Model | Cost |\n| -- | -- |\n| Opus | 4 |'],
])('A mark is not shown by itself while what it opens is on its way: %j', (start, whole) => {
  expect(html(start, true)).not.toMatch(/[*`|]/)
  expect(html(start)).toMatch(/[*`|]/)
  expect(html(whole, true)).not.toMatch(/[*`|]/)
})
