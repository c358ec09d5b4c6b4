import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gatewayRun } from '@/e2e/harness/gateway-run'
import { newTurn } from '@/e2e/harness/parley-client'
import { openRunsBed, type RunsBed, watch } from '@/e2e/harness/runs-bed'
import { encodeEvents, textAfter, textEvents } from '@/e2e/harness/upstream/answers'
import { createGate } from '@/e2e/harness/upstream/gate'
import { stream } from '@/e2e/harness/upstream/script'
import { toRunRow } from '../store/runs'
import { OWNER } from '../store/schema'
import { Journal } from './journal'
import { Recorder } from './recorder'

let bed: RunsBed
beforeEach(async () => {
  bed = await openRunsBed()
})
afterEach(() => bed.close())

const events = textEvents(400)
const frames = encodeEvents(events)
const FULL = 'A'.repeat(200_000)

/** Makes the database as full as a disk can be: it may not grow by another page. */
async function fillDisk(): Promise<void> {
  const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(bed.db)
  await sql`PRAGMA max_page_count = ${sql.raw(String(rows[0]?.page_count ?? 1))}`.execute(bed.db)
}

const freeDisk = () => sql`PRAGMA max_page_count = 1000000`.execute(bed.db)

describe('the journal', () => {
  it('Stores what arrived within a tick while the run lives', async () => {
    const gate = createGate()
    bed.fake.enqueue(stream(frames, { gate }))
    const { id } = await bed.start('Hi')
    await gate.release()
    await gate.release()
    await watch(bed.runs, id, (text) => text.includes('"seq":2'))
    await expect.poll(() => bed.db.selectFrom('run_chunks').select('seq').execute()).not.toEqual([])
    gate.open()
    await bed.ended(id)
  })

  it('Stores what changes of a run before and between its bytes, such as a retry that it waits for', async () => {
    const recorder = bed.runs.observe(
      OWNER,
      gatewayRun(),
      { headers: [], body: '{}' },
      new AbortController(),
      () => {},
    )
    const stored = () =>
      bed.db
        .selectFrom('runs')
        .select(['model', 'retries'])
        .where('id', '=', recorder.run.id)
        .execute()
    await bed.runs.journal.flush()
    expect(await stored()).toEqual([{ model: 'm', retries: null }])
    recorder.wait({
      attempt: 2,
      of: 4,
      httpStatus: 529,
      type: 'overloaded_error',
      waitMs: 1,
      at: 0,
    })
    await expect.poll(async () => (await stored())[0]?.retries).toContain('overloaded_error')
    recorder.update({ model: 'other' })
    await expect.poll(stored).toMatchObject([{ model: 'other' }])
    recorder.end()
  })

  it('Puts the pieces of many runs into few transactions', async () => {
    const commits: number[] = []
    const flush = bed.runs.journal.flush.bind(bed.runs.journal)
    bed.runs.journal.flush = async () => {
      commits.push(1)
      await flush()
    }
    bed.fake.setDefault(stream(frames, { rate: 800 }))
    const turns = await Promise.all(Array.from({ length: 20 }, () => bed.start('Hi')))
    await Promise.all(turns.map(({ id }) => bed.ended(id)))
    // Twenty times as many events came: ticks and ends count, not events.
    expect(commits.length).toBeLessThan(events.length)
  })

  it('Loses nothing to a full disk: the answer streams on, and is stored when there is room', {
    timeout: 20_000,
  }, async () => {
    const gate = createGate()
    // Comments that do not compress: the log outgrows whatever the file has left.
    const noise = Array.from({ length: 50 }, () => `: ${randomBytes(9000).toString('base64')}\n\n`)
    bed.fake.enqueue(stream([...frames.slice(0, -1), ...noise, ...frames.slice(-1)], { gate }))
    const { id } = await bed.start('Hi')
    await gate.release()
    await watch(bed.runs, id, (text) => text.includes('"seq":1'))
    await bed.runs.journal.flush()
    await fillDisk()
    gate.open()
    await expect.poll(() => bed.runs.journal.isFailing, { timeout: 5000 }).toBe(true)
    await watch(bed.runs, id, (text) => text.includes(`"seq":${events.length}`))
    await freeDisk()
    await expect.poll(() => bed.runs.journal.isFailing, { timeout: 5000 }).toBe(false)
    const run = await bed.runs.get(OWNER, id)
    expect(run.status).toBe('complete')
    expect(run.message?.content[0]?.text).toBe(textAfter(events, events.length))
    expect(bed.runs.liveCount).toBe(0)
  })

  it('Lets a person stop an answer while the disk is full', async () => {
    const noise = `: ${randomBytes(300_000).toString('base64')}\n\n`
    const said = [...frames.slice(0, 5), noise]
    bed.fake.enqueue(stream(said, { stallAtByte: said.join('').length }))
    const { id } = await bed.start('Hi')
    await fillDisk()
    await watch(bed.runs, id, (text) => text.includes('"seq":5'))
    await expect.poll(() => bed.runs.journal.isFailing, { timeout: 5000 }).toBe(true)
    const stopped = await bed.runs.stop(OWNER, id)
    expect(stopped.status).toBe('stopped')
    expect(stopped.message?.content[0]?.text).toBe(textAfter(events, 5))
    await freeDisk()
    await bed.ended(id)
  })

  it('Refuses a turn that it cannot store, and sends nothing', async () => {
    await fillDisk()
    await expect(bed.runs.start(OWNER, newTurn(FULL))).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('not sent'),
    })
    expect(bed.fake.requests).toHaveLength(0)
    await freeDisk()
  })

  it('Interrupts what is live when the server stops, and keeps its text', async () => {
    const gate = createGate()
    bed.fake.enqueue(stream(frames, { gate }))
    const { id } = await bed.start('Hi')
    for (let i = 0; i < 5; i++) await gate.release()
    await watch(bed.runs, id, (text) => text.includes('"seq":5'))
    await bed.runs.close()
    const run = await bed.runs.get(OWNER, id)
    expect(run).toMatchObject({ status: 'interrupted', error: { origin: 'parley' } })
    expect(run.message?.content[0]?.text).toBe(textAfter(events, 5))
  })
})

describe('the journal of many gateway runs', () => {
  it('Stores any number of runs that ended in one tick', async () => {
    const failures: unknown[] = []
    const journal = new Journal(bed.db, {
      onFailure: (error) => failures.push(error),
      onTurn: () => {},
    })
    let told = 0
    for (let i = 0; i < 1600; i++) endedRun(journal, () => told++)
    await journal.flush()
    expect(failures).toEqual([])
    expect(told).toBe(1600)
    expect(await storedStates()).toEqual([{ status: 'failed', count: 1600 }])
  })

  it('Lets whoever reads the store in between, however many runs wait', async () => {
    const journal = new Journal(bed.db, { onFailure: () => {}, onTurn: () => {} })
    let told = 0
    let seen: ReturnType<typeof storedStates> | null = null
    for (let i = 0; i < 1000; i++) {
      endedRun(journal, () => {
        told++
        seen ??= storedStates()
      })
    }
    await journal.flush()
    expect(told).toBe(1000)
    expect(await seen).toEqual([{ status: 'failed', count: 100 }])
  })

  it('Stores each run once, whatever those who are told of it do', async () => {
    const failures: unknown[] = []
    const journal = new Journal(bed.db, {
      onFailure: (error) => failures.push(error),
      onTurn: () => {},
    })
    let told = 0
    endedRun(journal, () => {
      told++
      throw new Error('I cannot hear this')
    })
    endedRun(journal, () => told++)
    await journal.flush()
    await journal.flush()
    expect([told, failures.length, journal.isFailing]).toEqual([2, 1, false])
    expect(await storedStates()).toEqual([{ status: 'failed', count: 2 }])
  })

  it('Keeps one that cannot be stored waiting alone, and says once that it does', async () => {
    const [failures, turns]: [unknown[], boolean[]] = [[], []]
    const journal = new Journal(bed.db, {
      onFailure: (error) => failures.push(error),
      onTurn: (isFailing) => turns.push(isFailing),
    })
    const poison = gatewayRun()
    await bed.db
      .insertInto('runs')
      .values(toRunRow(poison, { headers: [], body: null }, 'another', 'boot'))
      .execute()
    let told = 0
    const add = (count: number) => {
      for (let i = 0; i < count; i++) endedRun(journal, () => told++)
    }
    add(3)
    const delayed: string[] = []
    endedRun(
      journal,
      () => delayed.push('stored'),
      poison,
      () => delayed.push('delayed'),
    )
    add(246)
    await journal.flush()
    expect([told, failures.length, turns, delayed]).toEqual([249, 1, [true], ['delayed']])
    add(150)
    await journal.flush()
    expect([told, turns, delayed]).toEqual([399, [true], ['delayed']])
    await bed.db.deleteFrom('runs').where('owner_id', '=', 'another').execute()
    await journal.flush()
    expect([turns, delayed]).toEqual([
      [true, false],
      ['delayed', 'stored'],
    ])
    expect(await storedStates()).toEqual([{ status: 'failed', count: 400 }])
  })
})

/** A gateway run that a journal hears of only when it has ended already. */
function endedRun(
  journal: Journal,
  onStored: () => void,
  run = gatewayRun({ createdAt: 0 }),
  onDelayed = () => {},
): void {
  const recorder = new Recorder(run, {
    onNews: (from) => journal.news(from),
    onChange: () => {},
    onEnd: (from) => journal.end(from),
  })
  const request = { headers: [], body: '{}' }
  journal.open(recorder, toRunRow(recorder.run, request, OWNER, 'boot'), {
    onStored,
    onDelayed,
  })
  recorder.head(400, [])
  recorder.write(Buffer.from('{}'))
  recorder.end()
}

function storedStates() {
  return bed.db
    .selectFrom('runs')
    .select((select) => ['status', select.fn.countAll().as('count')])
    .groupBy('status')
    .execute()
}
