import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { createFreshen } from './freshen'

test('Changes that come faster than answers break none off, and the last of them is fetched', async () => {
  const client = new QueryClient()
  const answers: ((value: number) => void)[] = []
  const queryFn = () => new Promise<number>((resolve) => answers.push(resolve))
  const observer = new QueryObserver(client, { queryKey: ['a'], queryFn, retry: false })
  const stop = observer.subscribe(() => {})
  const asked = (count: number) => vi.waitFor(() => expect(answers).toHaveLength(count))
  await asked(1)
  const shows = (value: number) =>
    vi.waitFor(() => expect(observer.getCurrentResult().data).toBe(value))
  answers[0]?.(1)
  await shows(1)
  const freshen = createFreshen(client)
  freshen(['a'])
  await asked(2)
  for (let i = 0; i < 3; i++) freshen(['a'])
  expect(answers).toHaveLength(2)
  answers[1]?.(2)
  await asked(3)
  await shows(2)
  answers[2]?.(3)
  await shows(3)
  expect(client.isFetching()).toBe(0)
  stop()
})
