import { expect, it } from 'vitest'
import { type CatalogView, isNarrowed, nextOrder, readCatalogView, writeCatalogView } from './view'

it('What the catalog shows is read from its address as it was written there', () => {
  const view: CatalogView = {
    ...{ q: 'a & b=c', upstream: 'local', life: 'ending', can: 'images' },
    ...{ order: 'price', isDown: true },
    chosen: [{ upstream: 'local', model: 'qwen3:8b' }],
  }
  expect(readCatalogView(writeCatalogView(view))).toEqual(view)
  expect(writeCatalogView({ chosen: [] })).toBe('')
})

it('What an address says that makes no sense is left out', () => {
  expect(readCatalogView('?life=long&can=fly&sort=beauty&upstream=&models=x&other=1')).toEqual({
    chosen: [],
  })
  expect(readCatalogView(`?q=${'x'.repeat(300)}`).q).toHaveLength(200)
})

it('An order leaves no model out, and every filter may', () => {
  expect(isNarrowed({ order: 'name', chosen: [{ upstream: 'a', model: 'm' }] })).toBe(false)
  expect(isNarrowed({ can: 'images', chosen: [] })).toBe(true)
})

it('Asked for again an order turns, and the third time it is the catalog’s own', () => {
  const first = nextOrder({ q: 'x', chosen: [] }, 'price')
  expect(first).toMatchObject({ q: 'x', order: 'price', isDown: false })
  const second = nextOrder(first, 'price')
  expect(second).toMatchObject({ order: 'price', isDown: true })
  expect(nextOrder(second, 'price')).toEqual({ q: 'x', chosen: [] })
  expect(nextOrder(second, 'name')).toMatchObject({ order: 'name', isDown: false })
})
