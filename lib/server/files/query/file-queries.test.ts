import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { factsOf } from '../inspect/plain-facts'
import { createFileQueries } from './file-queries'

let dir = ''
const queries = createFileQueries(3000)
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-queries-'))
  const numbers = Array.from({ length: 3000 }, (_, n) => n)
  await writeFile(join(dir, 'n.json'), JSON.stringify(numbers))
})
afterAll(async () => {
  await queries.close()
  await rm(dir, { recursive: true, force: true })
})

const ask = (query: string, signal = new AbortController().signal) => {
  const file = { path: join(dir, 'n.json'), name: 'n.json', facts: factsOf('json', '') }
  return queries.ask('queryJson', { file, query: { query } }, signal)
}
/** Goes through all numbers for all numbers for all numbers. */
const ENDLESS = 'length(map(&length(map(&length(map(&@, $)), $)), $))'

it('A query that takes too long is ended, and the next one is answered', async () => {
  expect(await ask(ENDLESS)).toEqual({
    problem: 'The query was ended: it took longer than 3 s. Ask for less, or use a smaller file.',
  })
  expect(await ask('length(@)')).toEqual({ text: '{"file":"n.json","result":3000}' })
})

it('A query that is stopped is ended with the reason, and the next one is answered', async () => {
  const stop = new AbortController()
  const asked = ask(ENDLESS, stop.signal)
  stop.abort(new Error('Stopped.'))
  await expect(asked).rejects.toThrow('Stopped.')
  expect(await ask('max(@)')).toEqual({ text: '{"file":"n.json","result":2999}' })
})
