import { expect, test } from 'vitest'
import { toRichText } from './rich-text'

test('Markdown becomes plain elements that a document takes over', () => {
  expect(
    toRichText('# A\n\nSome **bold**, `x < 1` and [a link](https://example.com/?a=1&b=2).'),
  ).toBe(
    [
      '<h1>A</h1><p>Some <strong>bold</strong>, ',
      '<code style="font-family:ui-monospace,Menlo,Consolas,monospace;font-size:0.9em">x &lt; 1</code>',
      ' and <a href="https://example.com/?a=1&amp;b=2">a link</a>.</p>',
    ].join(''),
  )
})

test('A table keeps its cells and their alignment', () => {
  const html = toRichText('| a | b |\n|---|--:|\n| x<br>y | 1 |')
  expect(html).toContain('<table style="border-collapse:collapse">')
  expect(html).toMatch(/<td style="[^"]*text-align:right">1<\/td>/)
  expect(html).toContain('x<br>y')
})

test('A task shows whether it is done, a list from where it counts', () => {
  expect(toRichText('- [x] yes\n- [ ] no')).toMatch(/☑ {1,2}yes[\s\S]*☐ {1,2}no/)
  expect(toRichText('7. seven')).toContain('<ol start="7">')
})

test.each([
  ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
  ['[x](javascript:alert(1))', '<p><a>x</a></p>'],
  ['![pixel](https://evil.example/p.png)', '<p><a href="https://evil.example/p.png">pixel</a></p>'],
  ['![x](data:image/png;base64,AA)', '<p>x</p>'],
  [
    '[x](https://a.example/"onmouseover="alert(1))',
    'href="https://a.example/%22onmouseover=%22alert(1)',
  ],
])(
  'What is pasted holds no markup and no address of the answer’s own choice: %j',
  (source, expected) => {
    expect(toRichText(source)).toContain(expected)
  },
)

test('Formulas and diagrams go as they are written, notes under the text', () => {
  expect(toRichText('$x^2$ and $5')).toBe('<p>$x^2$ and $5</p>')
  expect(toRichText('```mermaid\ngraph TD\n```')).toMatch(
    /^<pre style="[^"]+"><code>graph TD<\/code><\/pre>$/,
  )
  expect(toRichText('So[^a].\n\n[^a]: Because.')).toContain(
    '<p>So<sup>1</sup>.</p><hr><ol><li><p>Because.</p></li></ol>',
  )
})
