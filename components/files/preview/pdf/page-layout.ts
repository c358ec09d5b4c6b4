import type { PagePlace } from './pdf-place'

/** The measure of a page, in points. */
export interface PageSize {
  width: number
  height: number
}

export interface PageLayout {
  /** How far down each page begins, in CSS px, and last of all where the document ends. */
  tops: readonly number[]
  /** Of every page: they are as wide as each other. */
  width: number
  heightOf: (page: number) => number
}

/** Between two pages, in CSS px. */
const GAP = 12

/** Where the pages lie, one under the other. What is not measured yet is as high as the first. */
export function layPages(
  sizes: ReadonlyMap<number, PageSize>,
  count: number,
  width: number,
): PageLayout {
  const first = sizes.get(1) ?? { width: 1, height: 1 }
  const heightOf = (page: number) => {
    const size = sizes.get(page) ?? first
    return (width * size.height) / size.width
  }
  const tops: number[] = []
  let top = 0
  for (let page = 1; page <= count; page++) {
    tops.push(top)
    top += heightOf(page) + GAP
  }
  tops.push(top - GAP)
  return { tops, width, heightOf }
}

/** The page so far down the document. */
export function pageAt({ tops }: PageLayout, down: number): number {
  let [low, high] = [0, tops.length - 2]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((tops[middle] ?? 0) <= down) low = middle
    else high = middle - 1
  }
  return low + 1
}

export function placeAt(layout: PageLayout, down: number): PagePlace {
  const page = pageAt(layout, down)
  return { page, top: (down - (layout.tops[page - 1] ?? 0)) / layout.heightOf(page) }
}

/** How far down the document a place is, in CSS px. */
export function downTo(layout: PageLayout, { page, top }: PagePlace): number {
  return (layout.tops[page - 1] ?? 0) + top * layout.heightOf(page)
}
