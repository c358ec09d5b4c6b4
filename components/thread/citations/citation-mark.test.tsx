import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { beforeAll, expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import type { Citation } from '@/lib/domain/citations'
import { drawnBlocks, passagesOf } from '@/lib/domain/citations'
import { STILL } from '../blocks/block-props'
import { BlockView } from '../blocks/block-view'
import { CitationMark } from './citation-mark'
import { Passages } from './passages'

beforeAll(() => CitationMark.preload())

const CITED: Citation = { type: 'page_location', document_index: 0, start_page_number: 3 }
/** A character that no text holds: of a mark that was not drawn. */
const LEFT = /\ufdd0|\u2998/

function html(said: string, rest = ''): string {
  const content = [
    { type: 'text', text: said, citations: [{ ...CITED, end_page_number: 4 }] },
    { type: 'text', text: rest },
  ]
  const passages = passagesOf(content)
  return renderToStaticMarkup(
    <IntlProvider locale="en" messages={MESSAGES.en} timeZone="UTC">
      <Passages value={{ runId: null, passages, open: null }}>
        {drawnBlocks(content, passages).map(({ block, index }) => (
          <BlockView key={index} block={block} {...STILL} />
        ))}
      </Passages>
    </IntlProvider>,
  )
}

const marks = (markup: string) => markup.match(/aria-label="Citation 1: Document 1"/g)?.length ?? 0

test.each([
  ['It is red', '. And more.', 'red'],
  ['It is **red.**', ' And _more_.', '<strong'],
  ['See https://example.com/a', ' for more', 'href="https://example.com/a"'],
  ['- one\n- two', '\n- three', 'two'],
  ['| a |\n|---|\n| b |\n', '| c |', '<td'],
  ['Text `code', '` and more', 'code'],
  ['# Head', '\n\ntext', '<h1'],
  ['```\ncode\n```\n', 'after', 'after'],
  ['Formula $x^2$', ' is it.', 'x'],
])('After %j its mark is drawn once, and the text is what it was', (said, rest, part) => {
  const markup = html(said, rest)
  expect(marks(markup)).toBe(1)
  expect(markup).toContain(part)
  expect(markup).not.toMatch(LEFT)
})

test.each([
  ['```\nlet a = 1', '\nlet b = 2\n```'],
  ['$$\na +', ' b\n$$'],
])(
  'In the middle of %j, where nothing can stand, no mark is drawn and nothing is left of it',
  (said, rest) => {
    expect(html(said, rest)).not.toMatch(LEFT)
  },
)
