import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { newRun } from '@/lib/domain/new-run'
import type { RunPage, RunSummary } from '@/lib/domain/run-list'
import { summarizeRun } from '@/lib/domain/run-summary'
import type { RunView } from '@/lib/domain/run-view'
import { refreshRuns, runListQuery, takeFeed } from './run-list'

afterEach(() => vi.unstubAllGlobals())

function row(id: string, createdAt: number, over: Partial<RunSummary> = {}): RunSummary {
  const asked = { upstream: 'a', isSandbox: false, model: 'm', apiVersion: '' }
  const run = newRun({ ...asked, id, source: 'gateway', status: 'complete', createdAt })
  return { ...summarizeRun(run, 0), endedAt: createdAt, ...over }
}

/** A list in view whose first page the server answers with `page`. */
async function watchList(view: RunView, page: RunPage) {
  let answer = page
  vi.stubGlobal('fetch', async () => Response.json(answer))
  const client = new QueryClient()
  const observer = new InfiniteQueryObserver(client, runListQuery(view))
  const leave = observer.subscribe(() => {})
  await observer.refetch()
  return {
    client,
    ids: () => (observer.getCurrentResult().data ?? []).map(({ id }) => id),
    rows: () => observer.getCurrentResult().data ?? [],
    answerWith: (next: RunPage) => {
      answer = next
    },
    leave,
  }
}

const feed = (...runs: RunSummary[]) => ({ type: 'feed', runs, isAll: true }) as const

test('What the feed tells stands where it belongs: new on top, changed in place, what lies beyond the pages nowhere', async () => {
  const list = await watchList({}, { runs: [row('c', 30), row('b', 20)], nextCursor: '20.b' })
  takeFeed(list.client, feed(row('d', 40, { status: 'streaming' }), row('a', 10)))
  takeFeed(list.client, feed(row('b', 20, { cost: 7 })))
  expect(list.ids()).toEqual(['d', 'c', 'b'])
  expect(list.rows()[2]?.cost).toBe(7)
  list.leave()
})

test('A filtered list takes only what fits, and lets go what fits no longer', async () => {
  const live = row('b', 20, { status: 'streaming', endedAt: null })
  const list = await watchList({ status: 'live' }, { runs: [live], nextCursor: null })
  takeFeed(list.client, feed(row('c', 30), row('d', 40, { status: 'queued' })))
  expect(list.ids()).toEqual(['d', 'b'])
  takeFeed(list.client, feed(row('b', 20)))
  expect(list.ids()).toEqual(['d'])
  list.leave()
})

test('A list that was not listening joins the first page to what it has, or begins anew where that left a gap', async () => {
  const list = await watchList({}, { runs: [row('b', 20), row('a', 10)], nextCursor: null })
  list.answerWith({ runs: [row('c', 30), row('b', 20, { cost: 5 })], nextCursor: '20.b' })
  refreshRuns(list.client)
  await expect.poll(list.ids).toEqual(['c', 'b', 'a'])
  expect(list.rows()[1]?.cost).toBe(5)
  list.answerWith({ runs: [row('z', 90), row('y', 80)], nextCursor: '80.y' })
  refreshRuns(list.client)
  await expect.poll(list.ids).toEqual(['z', 'y'])
  list.leave()
})
