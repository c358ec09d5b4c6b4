import { describe, expect, it } from 'vitest'
import { downTo, layPages, pageAt, placeAt } from './page-layout'

const SHEET = { width: 100, height: 200 }
const WIDE = { width: 200, height: 100 }

describe('pages one under the other', () => {
  it('A page that is not measured yet is as high as the first', () => {
    const layout = layPages(new Map([[1, SHEET]]), 3, 50)
    expect(layout.tops).toEqual([0, 112, 224, 324])
  })

  it('Every page is as wide as the place for it, whatever its form', () => {
    const layout = layPages(new Map([...entries(SHEET), [2, WIDE]]), 3, 50)
    expect([1, 2, 3].map(layout.heightOf)).toEqual([100, 25, 100])
    expect(layout.tops).toEqual([0, 112, 149, 249])
  })

  it('Between two pages one is still on the upper; before the first and after the last on these', () => {
    const layout = layPages(new Map(entries(SHEET)), 3, 50)
    expect([-50, 0, 111, 112, 5000].map((place) => pageAt(layout, place))).toEqual([1, 1, 1, 2, 3])
  })

  it('What is looked at is the same place on its page after a page before it was measured', () => {
    const before = layPages(new Map(entries(SHEET)), 9, 50)
    const after = layPages(new Map([...entries(SHEET), [2, WIDE]]), 9, 80)
    const anchor = placeAt(before, 500)
    const { page, top } = placeAt(after, downTo(after, anchor))
    expect(page).toBe(anchor.page)
    expect(top).toBeCloseTo(anchor.top)
  })
})

function entries(first: typeof SHEET): [number, typeof SHEET][] {
  return [[1, first]]
}
