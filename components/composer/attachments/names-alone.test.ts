import { expect, test } from 'vitest'
import { isNamesAlone } from './names-alone'

test.each([
  ['report.pdf', ['report.pdf']],
  ['report.pdf\rnotes.md', ['report.pdf', 'notes.md']],
  ['/home/ada/report 1.pdf\n/home/ada/notes.md\n', ['report 1.pdf', 'notes.md']],
  ['C:\\docs\\report.pdf', ['report.pdf']],
  // The Mac's Finder takes its accents apart.
  ['re\u0301sume\u0301.pdf', ['résumé.pdf']],
  ['', ['image.png']],
])('%j says no more than what the files %j are called', (text, names) => {
  expect(isNamesAlone(text, names)).toBe(true)
})

test.each([
  ['Rain fell on Tuesday.', ['image.png']],
  ['report.pdf\nRain fell.', ['report.pdf']],
  ['a\tb\n1\t2', ['image.png']],
])('%j says more, and is what was meant: the files %j are pictures of it', (text, names) => {
  expect(isNamesAlone(text, names)).toBe(false)
})
