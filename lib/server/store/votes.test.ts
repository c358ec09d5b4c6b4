import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Vote } from '@/lib/domain/comparison/votes'
import { newId } from '@/lib/domain/ids'
import { openStore, type Store } from './open'
import { OWNER } from './schema'
import { insertVote, listVotes, markVote } from './votes'

let dir: string
let store: Store
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-votes-'))
  store = await openStore(dir)
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

const comparisonId = newId()
const [first, second, third] = [newId(), newId(), newId()]

function voteOn(runIds: readonly string[], winner: string): Vote {
  return {
    ...{ id: newId(), comparisonId, createdAt: 1, winner, turn: { text: '', questionIds: [] } },
    contestants: runIds.map((runId) => ({
      ...{ columnId: newId(), runId, upstream: 'sandbox', model: 'a', settings: [] },
    })),
  }
}
const keep = (vote: Vote) => insertVote(store.db, OWNER, vote)
const list = () => listVotes(store.db, OWNER, comparisonId)

test('Of votes that come at once on the same answers one counts, and others on other answers', async () => {
  const same = ['tie', 'none', 'tie'].map((winner, at) =>
    voteOn(at === 1 ? [second, first] : [first, second], winner),
  )
  const other = voteOn([first, third], 'tie')
  await Promise.all([...same, other].map(keep))
  const kept = await list()
  expect(kept).toHaveLength(2)
  expect(kept).toContainEqual(other)
})

test('Once a vote was taken back the same answers are voted on anew', async () => {
  const before = voteOn([first, second], 'tie')
  await keep(before)
  await markVote(store.db, OWNER, before, true)
  const after = voteOn([first, second], 'none')
  await keep(after)
  await keep(voteOn([first, second], 'tie'))
  expect(await list()).toEqual([after])
})

test('A vote that was taken back does not count again beside a newer one on the same answers', async () => {
  const before = voteOn([first, second], 'tie')
  await keep(before)
  await markVote(store.db, OWNER, before, true)
  const after = voteOn([second, first], 'none')
  await keep(after)
  expect(await markVote(store.db, OWNER, before, false)).toBe(true)
  expect(await list()).toEqual([after])
  await markVote(store.db, OWNER, after, true)
  await markVote(store.db, OWNER, before, false)
  expect(await list()).toEqual([before])
})
