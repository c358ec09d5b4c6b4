import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newTurn } from '@/e2e/harness/parley-client'
import { openRunsBed, type RunsBed } from '@/e2e/harness/runs-bed'
import type { FilesOnWire } from '@/lib/domain/files/source'
import { createLog } from '../log'
import { patchConversation } from '../store/conversations'
import { OWNER } from '../store/schema'
import { Runs } from './runs'
import type { SendFiles } from './starts'

let bed: RunsBed
let runs: Runs
/** Resolves when a start waits for its files, with the way to let it go on. */
let waits: Promise<(files: FilesOnWire) => void>

beforeEach(async () => {
  bed = await openRunsBed()
})

afterEach(async () => {
  await runs.close()
  await bed.close()
})

/** Runs whose files take their time. */
function slowRuns(hearsAbort: boolean): void {
  let sendFiles: SendFiles = async () => new Map()
  waits = new Promise((tell) => {
    sendFiles = (_turns, _upstream, signal) =>
      new Promise((resolve, reject) => {
        if (hearsAbort) signal.addEventListener('abort', () => reject(signal.reason))
        tell(resolve)
      })
  })
  const { db, upstreams } = bed
  const more = [undefined, undefined, undefined, sendFiles] as const
  runs = new Runs(db, upstreams, createLog('silent'), ...more)
}

it('A start that is stopped while its files are on their way is refused to all who wait for it, and nothing is asked', async () => {
  slowRuns(true)
  const turn = newTurn('With a large file')
  const [start, joined] = [runs.start(OWNER, turn), runs.start(OWNER, turn)]
  await waits
  await expect(runs.stop(OWNER, turn.id)).rejects.toMatchObject({ status: 404 })
  const refused = { status: 409, message: expect.stringContaining('stopped') }
  await expect(start).rejects.toMatchObject(refused)
  await expect(joined).rejects.toMatchObject(refused)
  expect(bed.fake.requests).toHaveLength(0)
})

it('Stop is answered at once, though what reads the files does not hear of it; files that are there after that change nothing', async () => {
  slowRuns(false)
  const turn = newTurn('With a file that is hard to read')
  const start = runs.start(OWNER, turn)
  const refused = expect(start).rejects.toMatchObject({ status: 409 })
  const goOn = await waits
  await expect(runs.stop(OWNER, turn.id)).rejects.toMatchObject({ status: 404 })
  await refused
  goOn(new Map())
  await bed.ended((await bed.start('Another')).id)
  expect(bed.fake.requests).toHaveLength(1)
})

it('Of a start that is under way nobody is told that it is not there: it may be soon', async () => {
  slowRuns(true)
  const turn = newTurn('With a large file')
  const start = runs.start(OWNER, turn)
  const goOn = await waits
  await expect(runs.get(OWNER, turn.id)).rejects.toMatchObject({ status: 409 })
  goOn(new Map())
  await start
  expect(await runs.get(OWNER, turn.id)).toMatchObject({ id: turn.id })
  await expect(runs.get(OWNER, newTurn('Never asked').id)).rejects.toMatchObject({ status: 404 })
})

it('A first turn whose conversation is deleted while its file is on its way is not stored, and nothing is asked', async () => {
  const before = await bed.start('The row is there')
  await bed.ended(before.id)
  const asked = bed.fake.requests.length
  slowRuns(false)
  const { conversationId } = before
  const start = runs.start(OWNER, newTurn('With a large file', { conversationId }))
  const goOn = await waits
  await patchConversation(bed.db, OWNER, conversationId, { deleted: true })
  goOn(new Map())
  await expect(start).rejects.toMatchObject({ status: 404 })
  expect(bed.fake.requests).toHaveLength(asked)
})

it('The starts under way of one conversation can be stopped, and those of others go on', async () => {
  slowRuns(true)
  const turn = newTurn('With a large file')
  const start = runs.start(OWNER, turn)
  const goOn = await waits
  await runs.stopStarts(OWNER, newTurn('').conversationId)
  expect(await Promise.race([start, 'under way'])).toBe('under way')
  const stopped = runs.stopStarts(OWNER, turn.conversationId)
  await expect(start).rejects.toMatchObject({ status: 409 })
  await stopped
  goOn(new Map())
  expect(bed.fake.requests).toHaveLength(0)
})

it('A turn that is stored and cannot be read is trouble of the server’s own, not a start to be asked for again', async () => {
  runs = new Runs(bed.db, bed.upstreams, createLog('silent'))
  await sql`CREATE TRIGGER broken AFTER INSERT ON runs
    BEGIN UPDATE runs SET timing = '{' WHERE id = NEW.id; END`.execute(bed.db)
  await expect(runs.start(OWNER, newTurn('Hi'))).rejects.toThrow(SyntaxError)
  await bed.fake.nthRequest(1)
})
