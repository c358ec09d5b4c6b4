import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { fileAtQuery } from './files'

afterEach(() => vi.unstubAllGlobals())

/** A server that answers no call before it is told to. */
function holdCalls() {
  const calls: { path: string; signal: AbortSignal | undefined; answer: () => void }[] = []
  vi.stubGlobal('fetch', (path: string, { signal }: RequestInit) => {
    return new Promise((resolve) => {
      const answer = () => resolve(Response.json({ id: path.split('/')[3] }))
      calls.push({ path, signal: signal ?? undefined, answer })
    })
  })
  return calls
}

test('What is sent ahead goes on without whoever saw it begin, two at once, and what was taken out before its turn is not sent', async () => {
  const calls = holdCalls()
  const client = new QueryClient()
  const watch = (id: string) =>
    new QueryObserver(client, fileAtQuery(id, 'file', 'anthropic')).subscribe(() => {})
  const [leave] = ['a', 'b'].map(watch)
  const takeOut = watch('c')
  watch('d')
  const paths = () => calls.map(({ path }) => path)
  await expect.poll(paths).toEqual(['/api/files/a/uploads', '/api/files/b/uploads'])
  leave?.()
  takeOut()
  expect(calls[0]?.signal?.aborted ?? false).toBe(false)
  calls[0]?.answer()
  const { queryKey } = fileAtQuery('a', 'file', 'anthropic')
  await expect.poll(() => client.getQueryData(queryKey)).toEqual({ id: 'a' })
  await expect.poll(() => paths().slice(2)).toEqual(['/api/files/d/uploads'])
  for (const { answer } of calls) answer()
  await expect.poll(() => client.isFetching()).toBe(0)
})
