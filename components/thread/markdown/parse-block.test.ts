import type { Nodes } from 'hast'
import { describe, expect, test } from 'vitest'
import { parseBlock } from './parse-block'

/** The tree in short: formulas as ⟨…⟩, in a line of their own as ⟪…⟫. */
function brief(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element' && node.type !== 'root') return ''
  if (node.type === 'element' && node.tagName === 'math-source') {
    const { tex, isDisplay } = node.properties
    return isDisplay ? `⟪${String(tex)}⟫` : `⟨${String(tex)}⟩`
  }
  const inner = node.children.map(brief).join('')
  return node.type === 'root' || node.tagName === 'p'
    ? inner
    : `<${node.tagName}>${inner}</${node.tagName}>`
}
const of = (source: string) => brief(parseBlock(source)).trim()

describe('Formulas', () => {
  test.each([
    ['$x$', '⟨x⟩'],
    ['the $n$th and $\\frac{1}{2}$.', 'the ⟨n⟩th and ⟨\\frac{1}{2}⟩.'],
    ['设 $a_1$，则$b$为', '设 ⟨a_1⟩，则⟨b⟩为'],
    ['where\\(x\\)glued', 'where⟨x⟩glued'],
    ['\\(a\\) and \\[b = c\\] here', '⟨a⟩ and ⟪b = c⟫ here'],
    ['$$\nx = \\frac{-b}{2a}\n$$', '⟪\nx = \\frac{-b}{2a}\n⟫'],
    ['$$\na\n- b\n= c\n> d\n$$', '⟪\na\n- b\n= c\n> d\n⟫'],
    [
      '\\[\n\\begin{aligned}\na &= b \\\\[2pt]\n&= c\n\\end{aligned}\n\\]',
      '⟪\n\\begin{aligned}\na &= b \\\\[2pt]\n&= c\n\\end{aligned}\n⟫',
    ],
    ['$$x^2$$', '⟪x^2⟫'],
    ['text\n$$\nx\n$$\nmore', 'text\n⟪\nx\n⟫\nmore'],
    ['- item\n\n  $$\n  x\n  $$', '<ul>\n<li>\nitem\n⟪\nx\n⟫\n</li>\n</ul>'],
    ['- \\[ x^2 \\]\n- y', '<ul>\n<li>\n⟪ x^2 ⟫\n</li>\n<li>y</li>\n</ul>'],
    ['> $$\n> x\n> $$', '<blockquote>\n⟪\nx\n⟫\n</blockquote>'],
    ['$\\$0.60$', '⟨\\$0.60⟩'],
    ['$5$ and $3x$ and $2 + 2$', '⟨5⟩ and ⟨3x⟩ and ⟨2 + 2⟩'],
    ['$ABC$ and $\\text{speed of light}$', '⟨ABC⟩ and ⟨\\text{speed of light}⟩'],
    ['It costs $5 where $x$ is', 'It costs $5 where ⟨x⟩ is'],
    ['**$E = mc^2$**', '<strong>⟨E = mc^2⟩</strong>'],
    ['$a*b*c$', '⟨a*b*c⟩'],
  ])('%j holds a formula', (source, expected) => {
    expect(of(source)).toBe(expected)
  })

  test.each([
    ['$5', '$5'],
    ['It costs $5 or $6.50, **$1.50** each.', 'It costs $5 or $6.50, <strong>$1.50</strong> each.'],
    ['$5 and $10', '$5 and $10'],
    ['$5–$10, US$5 to CA$7', '$5–$10, US$5 to CA$7'],
    ['$5/month, or 50 in US$', '$5/month, or 50 in US$'],
    [
      'between **$1.50** and **$2.50**',
      'between <strong>$1.50</strong> and <strong>$2.50</strong>',
    ],
    ['价格从$5，涨到$10。', '价格从$5，涨到$10。'],
    ['价格$5，即人民币$', '价格$5，即人民币$'],
    ['$HOME/bin:$PATH and `$x$`', '$HOME/bin:$PATH and <code>$x$</code>'],
    ['\\$5 and \\$6', '$5 and $6'],
    ['$100k-$200k', '$100k-$200k'],
    ['\\[1\\] and \\[link\\](x)', '[1] and [link](x)'],
    ['unfinished $x + ', 'unfinished $x +'],
    ['unfinished \\(x', 'unfinished (x'],
    ['$$\nunfinished', '$$\nunfinished'],
    ['$$\na\n\nb\n$$', '$$\na\nb\n$$'],
    ['$$$$ and $$ $$', '$$$$ and $$ $$'],
    ['| a | b |\n|---|---|\n| $5 | $6 |', /<td>\$5<\/td>\s*<td>\$6<\/td>/],
  ])('%j holds none', (source, expected) => {
    if (expected instanceof RegExp) expect(of(source)).toMatch(expected)
    else expect(of(source)).toBe(expected)
  })
})

describe('Emphasis', () => {
  test.each([
    ['**中文**。', '<strong>中文</strong>。'],
    ['这是**“强调”**的', '这是<strong>“强调”</strong>的'],
    ['**结论：**可行', '<strong>结论：</strong>可行'],
    ['**한국어(韓國語)**는', '<strong>한국어(韓國語)</strong>는'],
    ['*（一）*与**（二）**', '<em>（一）</em>与<strong>（二）</strong>'],
    ['a * b * c and 2*3*4', 'a * b * c and 2<em>3</em>4'],
    ['snake_case_name', 'snake_case_name'],
    ['**"quoted"**text', '**"quoted"**text'],
    ['***both***', '<em><strong>both</strong></em>'],
  ])('%j', (source, expected) => {
    expect(of(source)).toBe(expected)
  })
})

test.each([
  ['dollars', '$a '],
  ['openings', '\\(x '],
  ['display openings', '\\[x '],
  ['stars', '*a '],
  ['brackets', '['],
])('eight times as many %s take no more than thirty times as long', (_name, piece) => {
  const timeOf = (count: number) => {
    const start = performance.now()
    parseBlock(piece.repeat(count))
    return performance.now() - start
  }
  timeOf(1_000)
  expect(timeOf(8_000)).toBeLessThan(30 * timeOf(1_000))
})

describe('Bare addresses', () => {
  const links = (source: string) => {
    const found: string[] = []
    const walk = (node: Nodes) => {
      if (node.type === 'element' && node.tagName === 'a') found.push(String(node.properties.href))
      if ('children' in node) node.children.forEach(walk)
    }
    walk(parseBlock(source))
    return found
  }
  test.each([
    ['见 https://a.com/x。下一句', ['https://a.com/x']],
    [
      '（www.a.com）和 https://b.com/?q=1，https://c.com；完',
      ['http://www.a.com', 'https://b.com/?q=1', 'https://c.com'],
    ],
    ['写信给 me@a.com，谢谢', ['mailto:me@a.com']],
    ['see https://a.com/x, and more', ['https://a.com/x']],
    ['[见，这里](https://a.com/x)', ['https://a.com/x']],
  ])('End before the punctuation of a full-width script: %s', (source, expected) => {
    expect(links(source)).toEqual(expected)
    expect(of(source).replace(/<\/?a>/g, '')).toBe(source.replace(/\[(.*)\]\(.*\)/, '$1'))
  })
})
