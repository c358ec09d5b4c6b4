import { expect, test } from 'vitest'
import { readView, toFilter, writeView } from './run-view'

const now = new Date(2026, 10, 22, 15, 30)
const filterOf = (query: string) => toFilter(readView(new URLSearchParams(query)), now)

test('An address says what the list shows, there and back, and what it does not know is left out', () => {
  const view = readView(new URLSearchParams('status=529&q=a b&theme=dark&model='))
  expect(view).toEqual({ status: '529', q: 'a b' })
  expect(writeView(view)).toBe('?q=a+b&status=529')
  expect(writeView({})).toBe('')
})

test('Spans end now, days are local and include both ends, and nonsense filters nothing', () => {
  expect(filterOf('time=1h')).toEqual({ since: now.getTime() - 3_600_000 })
  expect(filterOf('time=today')).toEqual({ since: new Date(2026, 10, 22).getTime() })
  expect(filterOf('from=2026-11-20&to=2026-11-21')).toEqual({
    since: new Date(2026, 10, 20).getTime(),
    until: new Date(2026, 10, 22).getTime(),
  })
  expect(filterOf('time=soon&from=x&cost=much')).toEqual({})
  expect(filterOf(`cost=-1&status=lost&q=${'x'.repeat(201)}`)).toEqual({})
  expect(filterOf('cost=0.1&model=m')).toEqual({ minCost: 0.1, model: 'm' })
})
