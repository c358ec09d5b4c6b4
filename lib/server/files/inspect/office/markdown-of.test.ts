import { describe, expect, it } from 'vitest'
import { markdownOf } from './markdown-of'

const ROWS: [title: string, html: string, markdown: string][] = [
  ['Headings keep their level', '<h1>A</h1><h3>B</h3><p>c</p>', '# A\n\n### B\n\nc'],
  [
    'Marks stay within their line',
    '<p><strong>a</strong> <em>b</em> <s>c</s></p>',
    '**a** *b* ~~c~~',
  ],
  ['Lines that are broken stay so', '<p>a<br />b</p>', 'a\nb'],
  [
    'A link has its address',
    '<p><a href="https://x.y/?a=1&amp;b=2">z</a></p>',
    '[z](https://x.y/?a=1&b=2)',
  ],
  ['A link to code is its text', '<p><a href="javascript:alert(1)">z</a></p>', 'z'],
  ['A place in the text is its text', '<p><a id="a"></a>z</p>', 'z'],
  [
    'Characters that HTML needs are themselves',
    '<p>1 &lt; 2 &amp;amp; &quot;x&quot;</p>',
    '1 < 2 &amp; "x"',
  ],
  ['A picture is left out', '<p>a<img src="" />b</p>', 'ab'],
  [
    'Lists in lists are set in',
    '<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>',
    '- a\n  1. b\n  2. c\n- d',
  ],
  [
    'A note stands behind its number',
    '<ol><li id="n"><p> one <a href="#r">↑</a></p></li><li><p>two</p></li></ol>',
    '1. one ↑\n2. two',
  ],
  [
    'A table has a header, and its cells one line each',
    '<table><tr><td><p>a</p><p>b</p></td><td>c|d</td></tr><tr><td>e</td></tr></table>',
    '| a b | c\\|d |\n| --- | --- |\n| e |  |',
  ],
  [
    'A table in a table is a line of its cell',
    '<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>',
    '| a \\| b \\| \\| --- \\| |\n| --- |',
  ],
  [
    'Text around a table stands around it',
    '<p>a</p><table><tr><th>b</th></tr></table><p>c</p>',
    'a\n\n| b |\n| --- |\n\nc',
  ],
]

describe('The Markdown of a document', () => {
  it.each(ROWS)('%s.', (_, html, markdown) => {
    expect(markdownOf(html)).toBe(markdown)
  })
})
