import { expect, it } from 'vitest'
import { Arrivals } from './arrivals'

it('Who looks for a file waits for the uploads that are going out by then, and for no later one', async () => {
  const arrivals = new Arrivals()
  await arrivals.settled()
  const [first, second] = [arrivals.begin(), arrivals.begin()]
  const heard: string[] = []
  const settled = arrivals.settled().then(() => heard.push('settled'))
  arrivals.begin()
  heard.push('first')
  first()
  await Promise.resolve()
  heard.push('second')
  second()
  await settled
  expect(heard).toEqual(['first', 'second', 'settled'])
})
