import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { fileAtQuery, fileQuery } from './files'

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

test('Files that are drawn together are asked for together, a hundred at most; what is not known fails alone', async () => {
  const asked: number[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    const ids = (new URL(path, 'http://parley').searchParams.get('ids') ?? '').split(',')
    asked.push(ids.length)
    return Response.json(ids.filter((id) => id !== 'f7').map((id) => ({ id })))
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const ids = Array.from({ length: 250 }, (_, at) => `f${at}`)
  const answers = await Promise.allSettled(ids.map((id) => client.fetchQuery(fileQuery(id))))
  expect(asked).toEqual([100, 100, 50])
  for (const [at, answer] of answers.entries()) {
    expect(answer).toMatchObject(
      at === 7
        ? { status: 'rejected', reason: { status: 404 } }
        : { status: 'fulfilled', value: { id: `f${at}` } },
    )
  }
})

test('Each of several files fails where they cannot be had, and one alone is asked for by itself', async () => {
  const paths: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    paths.push(path)
    return new Response('{}', { status: 500 })
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const both = ['a', 'b'].map((id) => client.fetchQuery(fileQuery(id)))
  for (const one of both) await expect(one).rejects.toMatchObject({ status: 500 })
  await expect(client.fetchQuery(fileQuery('c'))).rejects.toMatchObject({ status: 500 })
  expect(paths).toEqual(['/api/files/views?ids=a%2Cb', '/api/files/c'])
})
