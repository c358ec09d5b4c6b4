import { expect, test } from 'vitest'
import { linesOf, makePdf } from '../made/made-pdf'
import { readPdfPages } from './pdf-pages'

test('Reading PDFs, several at a time too, leaves JSON as it is', async () => {
  const own = [JSON.parse, JSON.stringify]
  const read = await Promise.all([1, 2].map(() => readPdfPages(makePdf([linesOf('One')]))))
  expect(read.map(({ kind }) => kind)).toEqual(['read', 'read'])
  // Its stand-ins say of themselves, too, that they are native code.
  for (const [at, now] of [JSON.parse, JSON.stringify].entries()) expect(now).toBe(own[at])
})
