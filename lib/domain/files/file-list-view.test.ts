import { expect, it } from 'vitest'
import { isNarrowed, readFileListView, writeFileListView } from './file-list-view'

const read = (text: string) => readFileListView(new URLSearchParams(text))

it('What the list shows is read from its address as it was written there', () => {
  const view = { q: 'a & b=c', kind: 'pdf', source: 'gateway', order: 'largest' } as const
  expect(read(writeFileListView(view))).toEqual(view)
  expect(writeFileListView({})).toBe('')
})

it('What an address says that makes no sense is left out, and no search is longer than the server takes', () => {
  expect(read('kind=poem&source=elsewhere&order=&other=1')).toEqual({})
  expect(read(`q=${'x'.repeat(300)}`).q).toHaveLength(200)
})

it('An order leaves no file out, and everything else may', () => {
  expect([isNarrowed({}), isNarrowed({ order: 'name' })]).toEqual([false, false])
  expect([isNarrowed({ q: 'a' }), isNarrowed({ kind: 'pdf' })]).toEqual([true, true])
})
