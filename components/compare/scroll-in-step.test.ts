import { expect, test } from 'vitest'
import { type Scroller, scrollInStep } from './scroll-in-step'

/** As tall as a cell is in view, px. */
const VIEW = 100

/** Cells of a row; each change has an event, which comes once all is done that came before. */
function rowOf(heights: readonly number[]) {
  const events: Scroller[] = []
  const cells = heights.map((scrollHeight): Scroller => {
    let top = 0
    return {
      ...{ clientHeight: VIEW, scrollHeight },
      get scrollTop() {
        return top
      },
      set scrollTop(to) {
        const next = Math.max(0, Math.min(to, scrollHeight - VIEW))
        if (next === top) return
        top = next
        events.push(this)
      },
    }
  })
  return (at: number, to: number): number[] => {
    const scrolled = cells[at]
    if (scrolled !== undefined) scrolled.scrollTop = to
    for (let cell = events.shift(); cell !== undefined; cell = events.shift()) {
      const told = cell
      scrollInStep(
        told,
        cells.filter((other) => other !== told),
      )
    }
    return cells.map(({ scrollTop }) => scrollTop)
  }
}

test('The cells of a row scroll together, and a shorter one waits at its end for a longer one', () => {
  const scrollTo = rowOf([1000, 300, 400])
  const [long, short] = [0, 1]
  expect(scrollTo(long, 150)).toEqual([150, 150, 150])
  expect(scrollTo(long, 700)).toEqual([700, 200, 300])
  expect(scrollTo(long, 900)).toEqual([900, 200, 300])
  expect(scrollTo(long, 250)).toEqual([250, 200, 250])
  expect(scrollTo(short, 50)).toEqual([50, 50, 50])
})
