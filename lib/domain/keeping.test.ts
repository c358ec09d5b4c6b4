import { expect, it } from 'vitest'
import { surplusOf } from './keeping'

const MB = 1_000_000
const USED = { bodies: 30 * MB, copies: 20 * MB, ownCopies: 0, programCopies: 20 * MB }

it('What goes is all of what is kept no more, or what is over a size, and nothing of the other', () => {
  expect(surplusOf(USED, { bodies: false })).toBe(30 * MB)
  expect(surplusOf(USED, { copies: false })).toBe(20 * MB)
  expect(surplusOf(USED, { bodiesMaxMb: 12 })).toBe(18 * MB)
  expect(surplusOf(USED, { copiesMaxMb: 12 })).toBe(8 * MB)
})

it('Of copies those of programs alone go, for which a person’s own leave no more room than there is', () => {
  const used = { ...USED, copies: 30 * MB, ownCopies: 22 * MB, programCopies: 5 * MB }
  expect(surplusOf(used, { copiesMaxMb: 24 })).toBe(3 * MB)
  expect(surplusOf(used, { copiesMaxMb: 10 })).toBe(5 * MB)
  expect(surplusOf(used, { copies: false })).toBe(5 * MB)
  expect(surplusOf({ ...used, programCopies: 0 }, { copiesMaxMb: 10 })).toBe(0)
})

it('Nothing goes where there is room, or where something is switched on', () => {
  for (const patch of [{ bodiesMaxMb: 30 }, { copiesMaxMb: 5000 }, { bodies: true }, {}]) {
    expect(surplusOf(USED, patch)).toBe(0)
  }
})
