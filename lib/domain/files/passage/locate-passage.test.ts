import { describe, expect, it } from 'vitest'
import { locatePassage } from './locate-passage'

const lines = (...texts: string[]) => texts.map((str) => ({ str }))

/** What is marked, piece by piece, with the pages parted. */
function marked(pages: { str: string }[][], quote: string): string | null {
  const spans = locatePassage(pages, quote)
  if (spans === null) return null
  return spans
    .map(({ page, piece, start, end }) => `${page}:${pages[page]?.[piece]?.str.slice(start, end)}`)
    .join('|')
}

describe('a passage is found', () => {
  it.each([
    [
      'over lines, its white space aside',
      [lines('The service recovered', 'only when it', 'was off.')],
      'recovered  only\nwhen',
      '0:recovered|0:only when',
    ],
    [
      'over a word that a line end parts',
      [lines('a slow deploy-', 'ment of the service')],
      'slow deployment of',
      '0:slow deploy-|0:ment of',
    ],
    [
      'where a ligature stands for letters',
      [lines('The eﬀicient oﬃce')],
      'efficient office',
      '0:eﬀicient oﬃce',
    ],
    [
      'whatever form its quotes and dashes have',
      [lines('it’s “off” — by hand')],
      'it\'s "off" - by',
      '0:it’s “off” — by',
    ],
    [
      'where accents are signs of their own',
      [lines('le re\u0301sume\u0301 bref')],
      'résumé',
      '0:re\u0301sume\u0301',
    ],
    ['with the full stop that ends it', [lines('One. Two. Three.')], 'Two.', '0:Two.'],
    [
      'in Chinese',
      [lines('总部位于杭州，创始人', '是李明。公司')],
      '创始人是李明。',
      '0:创始人|0:是李明。',
    ],
    [
      'as a word of its own, before a part of another',
      [lines('concatenate the cat')],
      'cat',
      '0:cat',
    ],
    ['where no letter is in it', [lines('2 ± 3', '≈ ∞')], '≈ ∞', '0:≈ ∞'],
  ])('%s', (_name, pages, quote, expected) => {
    expect(marked(pages, quote)).toBe(expected)
  })

  it('over two pages, what stands at foot and head between them left out', () => {
    const pages = [
      lines('Logs attribute most of the traffic in that', 'Annual report 2025', '31'),
      lines('Section 3, capacity', 'period to repeated calls. The service'),
    ]
    expect(
      marked(pages, 'Logs attribute most of the traffic in that period to repeated calls.'),
    ).toBe('0:Logs attribute most of the traffic in that|1:period to repeated calls.')
  })

  it('where a word of it was read differently', () => {
    const pages = [lines('The trigger was a s1ow deployment of the ranking service.')]
    expect(marked(pages, 'The trigger was a slow deployment of the ranking service.')).toBe(
      '0:The trigger was a s1ow deployment of the ranking service.',
    )
  })
})

describe('a passage is not found', () => {
  it.each([
    ['that is not there', 'The harbour was closed for the winter.'],
    [
      'of which only a part is there',
      'The gateway refused every call until the harbour was closed.',
    ],
    ['without a sign', ' \n'],
    ['that is a word of another language', '网关'],
  ])('%s', (_name, quote) => {
    const pages = [lines('The gateway refused 4.1 per cent of calls.', 'It was rolled back.')]
    expect(locatePassage(pages, quote)).toBeNull()
  })

  it('on pages without text', () => {
    expect(locatePassage([[], []], 'anything at all')).toBeNull()
    expect(locatePassage([], 'anything at all')).toBeNull()
  })
})
