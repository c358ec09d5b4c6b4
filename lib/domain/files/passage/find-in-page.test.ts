import { expect, it } from 'vitest'
import { searchablePage } from './find-in-page'

const PIECES = ['The Gateway retried, the gate-', 'way waited.'].map((str) => ({ str }))
const find = searchablePage(PIECES)
const textsOf = (query: string) =>
  find(query).map((spans) =>
    spans.map(({ piece, start, end }) => PIECES[piece]?.str.slice(start, end)).join('|'),
  )

it('Every place on a page is found, whatever the case and over the end of a line', () => {
  expect(textsOf('gateway')).toEqual(['Gateway', 'gate-|way'])
  expect(textsOf('waited.')).toEqual(['waited.'])
})

it('What is not there, and a query of nothing but white space, is found nowhere', () => {
  expect(textsOf('harbour')).toEqual([])
  expect(textsOf('  ')).toEqual([])
})
