import { expect, test } from 'vitest'
import { takeTurns } from './take-turns'

test('No more run at once than may, the others begin in order, and one that fails lets the next begin', async () => {
  const inTurn = takeTurns(2)
  const begun: number[] = []
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = []
  const results = [0, 1, 2, 3].map((number) =>
    inTurn(() => {
      begun.push(number)
      return new Promise<void>((resolve, reject) => ends.push({ resolve, reject }))
    }).then(
      () => 'done',
      () => 'failed',
    ),
  )
  expect(begun).toEqual([0, 1])
  ends[1]?.reject(new Error('refused'))
  expect(await results[1]).toBe('failed')
  await expect.poll(() => begun).toEqual([0, 1, 2])
  ends[0]?.resolve()
  await expect.poll(() => begun).toEqual([0, 1, 2, 3])
  for (const { resolve } of ends) resolve()
  expect(await Promise.all(results)).toEqual(['done', 'failed', 'done', 'done'])
})
