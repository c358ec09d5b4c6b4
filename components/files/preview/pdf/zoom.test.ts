import { expect, it } from 'vitest'
import { FITTING, ZOOMS, zoomIn, zoomOut } from './zoom'

it('Zoom goes from half the width to four times it, in both directions by the same steps', () => {
  const up = climb(ZOOMS[0], zoomIn)
  expect(up).toEqual([...ZOOMS])
  expect(climb(4, zoomOut)).toEqual(up.toReversed())
  expect(up).toContain(FITTING)
})

it('At either end it stays', () => {
  expect([zoomOut(0.5), zoomIn(4)]).toEqual([0.5, 4])
})

function climb(from: number, next: (zoom: number) => number): number[] {
  const steps = [from]
  for (let zoom = next(from); zoom !== steps.at(-1); zoom = next(zoom)) steps.push(zoom)
  return steps
}
