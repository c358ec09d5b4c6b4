import { expect, it } from 'vitest'
import { median } from './median'

it('The median of an odd number of values is the middle one, of an even number the mean of the middle two', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([10, 2, 1, 4])).toBe(3)
  expect(median([7])).toBe(7)
})

it('No value has no median', () => {
  expect(median([])).toBeNull()
})

it('Values are put in order as numbers, and the list that was given stays as it was', () => {
  const values = [100, 9, 20]
  expect(median(values)).toBe(20)
  expect(values).toEqual([100, 9, 20])
})
