import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldSigns, SIGNS } from '@/lib/domain/files/passage/fold-signs'
import '@/lib/wire/__fixtures__/seed'
import { signPlaces, signsOf } from './signs-of'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('Σ', 'ς', 'ﬁ', 'É', 'İ', '-', '\u00ad', ' ', '한', '½', 'e\u0301'),
  }),
)

it('The signs of a text, and where each stands, are those of the search in a page', () => {
  fc.assert(
    fc.property(text, (one) => {
      const { signs, starts, ends } = foldSigns(one, SIGNS)
      expect(signsOf(one)).toBe(signs.replaceAll('ς', 'σ'))
      const placeOf = signPlaces(one)
      const places = Array.from(starts.keys(), placeOf)
      expect(places).toEqual(starts.map((start, at) => ({ start, end: ends[at] })))
    }),
    { numRuns: 2000 },
  )
})
