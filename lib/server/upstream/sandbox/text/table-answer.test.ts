import { describe, expect, it } from 'vitest'
import type { Source } from '../answer/brief'
import { compose } from './compose'
import { answerTo, briefOf, documentOf } from './test-brief'

const REPORT: Source = {
  kind: 'pdf',
  title: 'report.pdf',
  pieces: [
    'The harbour report. The old harbour was built in 1902. Ships came from everywhere.',
    'In Lisbon, lanterns lit the harbour until 1911. The total cost of the lighthouse was 4 million.',
  ],
  cite: { type: 'page_location', index: 0, fileId: null },
}
const SALES = documentOf(
  'city,product,amount,qty\nLisbon,Apple,10.5,1\nPorto,Pear,4,2\nLisbon,Pear,6,3\nFaro,Apple,9,4',
  { title: 'sales.csv', cite: { type: 'char_location', index: 1, fileId: null } },
)
const LETTER = documentOf('Dear Ana,\n\nThe meeting about the bridge is on Monday.', {
  title: 'letter.docx',
  cite: { type: 'char_location', index: 2, fileId: null },
})
const STAFF = documentOf('name,dept,salary\nAnn,Ops,4100\nBo,Ops,5200\nCy,IT,6100', {
  title: 'staff.xlsx',
})
const SOURCE = documentOf('export function cheapest(rows) {\n  return rows.sort(byPrice)[0]\n}', {
  title: 'shop.js',
})
const ALL = [REPORT, SALES, LETTER, STAFF]

describe('A question beside a table and other documents', () => {
  it.each([
    ['What does the report say about lanterns in Lisbon?', 'lanterns lit the harbour until 1911'],
    ['When was the old harbour built?', '1902'],
    ['When is the meeting about the bridge?', 'Monday'],
    ['What was the total cost of the lighthouse?', '4 million'],
    ['Where were lanterns lit?', 'lanterns lit the harbour'],
    ['报告里关于 lanterns 怎么说？', 'lanterns lit the harbour'],
  ])('%j is answered out of the document, with a citation', (ask, answer) => {
    const passages = compose(briefOf(ask, { sources: ALL }))
    expect(passages.map(({ text }) => text).join('')).toContain(answer)
    expect(passages.some(({ citations }) => citations.length > 0)).toBe(true)
    expect(passages.map(({ text }) => text).join('')).not.toContain('The table in figures')
  })

  it.each([
    ['What is the average amount by city?', '| Lisbon | 2 | 8.25 |'],
    ['How many rows have product = Pear?', '**Number of rows: 2**'],
    ['What is the total amount in Lisbon?', '**Total amount: 16.5**'],
    ['Who has the highest salary?', '**Cy** has the highest salary: **6100**'],
    ['average salary per dept', '| Ops | 2 | 4650 |'],
    ['Describe staff.xlsx', '| salary | 3 | 0 | 4100 |'],
    ['Summarize sales.csv', '| amount | 4 | 0 | 4 |'],
    ['What are the top values of product?', '| Apple | 2 | 50% |'],
    ['What is the correlation between amount and qty?', '**r = '],
    ['How many rows does sales.csv have?', '**Number of rows: 4**'],
  ])('%j is answered out of the table that is meant', (ask, answer) => {
    expect(answerTo(ask, { sources: ALL })).toContain(answer)
  })

  it('may name a function by a word that means the least of a column', () => {
    const ask = 'What does the function cheapest do?'
    expect(answerTo(ask, { sources: [SOURCE, SALES] })).toContain('function cheapest(rows)')
    expect(answerTo(ask, { sources: [SALES] })).not.toContain('lowest amount')
  })
})

describe('A question beside several tables', () => {
  it.each([
    ['What is the highest salary?', '**Cy** has the highest salary'],
    ['Total amount by city', '| Lisbon | 2 | 16.5 |'],
    ['Describe the staff table', '| salary | 3 |'],
  ])('%j is answered out of the one it speaks of, in either order', (ask, answer) => {
    expect(answerTo(ask, { sources: [SALES, STAFF] })).toContain(answer)
    expect(answerTo(ask, { sources: [STAFF, SALES] })).toContain(answer)
  })
})
