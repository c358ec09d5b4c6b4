import katex from 'katex'
import { expect, test } from 'vitest'
import { FORMULA_OPTIONS } from './katex-options'

const draw = (tex: string) => katex.renderToString(tex, { ...FORMULA_OPTIONS, output: 'html' })

test.each([
  '\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\a\\a}\\a',
  '\\def\\x{\\x\\x}\\x',
  `\\newcommand{\\x}[1]{#1#1}${'\\x{'.repeat(20)}a${'}'.repeat(20)}`,
])('A bomb of macros is an error: %s', (tex) => {
  expect(() => draw(tex)).toThrow(/Too many expansions/)
})

test.each([
  ['\\href{javascript:alert(1)}{x}', /href=|javascript/],
  ['\\url{https://canary.test}', /href=/],
  ['\\includegraphics{http://canary.test/x.png}', /<img|canary/],
  ['\\htmlStyle{background:url(x)}{y}', /background/],
  ['\\htmlId{x}{y}', /\\sid=/],
  ['\\htmlData{x=y}{z}', /data-x/],
])('%s draws no more than its name', (tex, forbidden) => {
  const markup = draw(tex)
  expect(markup).not.toMatch(forbidden)
  expect(markup).toContain('mord text')
})

test('A rule of any size stays within the thread', () => {
  expect(draw('\\rule{9999em}{9999em}')).toContain('50em')
})
