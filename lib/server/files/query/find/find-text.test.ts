import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '@/lib/wire/__fixtures__/seed'
import { textQuerySchema } from '@/lib/domain/tools/file-queries'
import { makeDocx, makeXlsx, paragraph } from '../../inspect/made/made-office'
import { linesOf, makePdf } from '../../inspect/made/made-pdf'
import { encodeAs } from '../../inspect/made/made-text'
import { askFiles } from '../made/ask-files'
import { QUERIES } from '../queries'
import { placesOf } from './places'
import { textWindows } from './text-windows'

const askText = await askFiles(QUERIES.findText)
const find = (name: string, bytes: Uint8Array | string, query: object) =>
  askText(name, bytes, textQuerySchema.parse(query))

const NOTES = `Minutes of May
The Café was closed be-
cause of RAIN, and the
rain   went on.

Nobody said so.
`

describe('A text', () => {
  it.each([
    ['whatever its capitals', 'rain', [3, 4]],
    ['whatever its accents', 'CAFE WAS', [2]],
    ['across lines, and where a hyphen parts a word', 'closed because of', [2]],
    ['whatever its blanks', 'rain went', [4]],
    ['within a word', 'bod', [6]],
    ['not where it does not stand', 'snow', []],
  ])('Is found %s', async (_, text, lines) => {
    expect(await find('notes.txt', NOTES, { text })).toMatchObject({
      found: lines.length,
      passages: lines.map((line) => ({ line })),
    })
  })

  it('Is told as it stands, with what stands around it', async () => {
    const text = `${'before '.repeat(100)}the Élan\nvital ${'after '.repeat(100)}`
    const answer = await find('long.md', text, { text: 'elan vital' })
    expect(answer).toEqual({
      file: 'long.md',
      found: 1,
      passages: [
        {
          line: 1,
          match: 'Élan vital',
          passage: expect.stringMatching(/^before .*before the Élan vital after .* after$/),
        },
      ],
    })
    expect(JSON.stringify(answer).length).toBeLessThan(600)
  })

  it('Is found by words that stand close together in any order, and not by ones far apart', async () => {
    const far = `alpha ${'x '.repeat(300)} beta\n\nBeta then alpha. And alpha.`
    expect(await find('words.txt', far, { text: 'alpha beta', match: 'all_words' })).toMatchObject({
      found: 1,
      passages: [{ line: 3, match: 'Beta then alpha' }],
    })
  })

  it('Is found in other encodings and scripts, across lines of Chinese too', async () => {
    const bytes = encodeAs('第一章\n人工智\n能的历史。\n', 'gb18030')
    expect(await find('book.txt', bytes, { text: '人工智能' })).toMatchObject({
      found: 1,
      passages: [{ line: 2, match: '人工智 能' }],
    })
  })

  it('Is counted everywhere, though only the first places are told', async () => {
    const text = `${'a needle in hay. '.repeat(50_000)}`
    expect(await find('hay.txt', text, { text: 'needle', limit: 2 })).toMatchObject({
      found: 50_000,
      passages: [{}, {}],
      left_out: 49_998,
    })
  })

  it('Must have a sign that can be looked for', async () => {
    expect(await find('notes.txt', NOTES, { text: ' - ' })).toBe(
      'The text has no letter, digit or sign that could be looked for.',
    )
  })
})

describe('A document', () => {
  it('Tells the page of a PDF, also of what goes on over its end', async () => {
    const pdf = makePdf([linesOf('One', 'The end of'), linesOf('the page.', 'Two'), linesOf('two')])
    expect(await find('pages.pdf', pdf, { text: 'two' })).toMatchObject({
      passages: [
        { page: 2, match: 'Two' },
        { page: 3, match: 'two' },
      ],
    })
    expect(await find('pages.pdf', pdf, { text: 'end of the page' })).toMatchObject({
      passages: [{ page: 1, match: 'end of the page' }],
    })
  })

  it('Is searched if it is Word, Excel or a table', async () => {
    const word = makeDocx(paragraph('A clause on warranty.') + paragraph('The rest.'))
    expect(await find('a.docx', word, { text: 'Warranty' })).toMatchObject({ found: 1 })
    const book = makeXlsx({ One: [['item'], ['warranty']] })
    expect(await find('a.xlsx', book, { text: 'Warranty' })).toMatchObject({ found: 1 })
    expect(await find('a.csv', 'item\nwarranty\n', { text: 'Warranty' })).toMatchObject({
      passages: [{ line: 2 }],
    })
  })
})

it('What is found does not depend on how the text comes', () => {
  const text = fc.string({ unit: fc.constantFrom('x', 'y', '\n', ' '), maxLength: 200 })
  const piece = fc.integer({ min: 1, max: 60 })
  const foundIn = (whole: string, size: number) => {
    const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
      whole.slice(at * size, (at + 1) * size),
    )
    return [...textWindows(pieces, 40, '\n')].flatMap((window) =>
      [...placesOf(window.text, ['xy'], window)].map((placeOf) => window.unit(placeOf().start)),
    )
  }
  fc.assert(
    fc.property(text, piece, (whole, size) => {
      // No place is longer than what windows overlap by.
      fc.pre(!/\s{30}/.test(whole))
      expect(foundIn(whole, size)).toEqual(foundIn(whole, whole.length + 1))
    }),
    { numRuns: 500 },
  )
})
