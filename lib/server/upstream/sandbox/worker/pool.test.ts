import { afterEach, describe, expect, it } from 'vitest'
import { linesOf, makeBomb, makePdf } from '../../../files/inspect/made/made-pdf'
import { type JobLimits, TookTooMuch } from '../../../worker/thread'
import { briefOf } from '../text/test-brief'
import { createWorkerPool, type WorkerPool } from './pool'

const GOOD = makePdf([linesOf('All is well')])
const BRIEF = briefOf('Hello')

let pool: WorkerPool
const open = (limits: Partial<JobLimits>) => {
  pool = createWorkerPool({ ms: 60_000, heapMb: 256, growthMb: 1024, ...limits })
  return pool
}
afterEach(() => pool.close())

describe('The worker', () => {
  it('ends a job that takes too much memory, holds up no text meanwhile, and goes on with the next file', async () => {
    const { run } = open({ growthMb: 100 })
    const ends: string[] = []
    const bomb = run('readPdf', makeBomb(2048)).catch((error: unknown) => {
      ends.push('bomb')
      return error
    })
    const next = run('readPdf', GOOD)
    const words = run('compose', BRIEF).then(() => ends.push('words'))
    await words
    expect(await bomb).toEqual(new TookTooMuch('it took more than 100 MB'))
    expect(ends).toEqual(['words', 'bomb'])
    expect(await next).toMatchObject({ kind: 'read', pages: ['All is well'] })
  })

  it('ends a job whose objects fill its heap', async () => {
    const { run } = open({ heapMb: 12 })
    await expect(run('readPdf', GOOD)).rejects.toThrow(new TookTooMuch('it took more than 12 MB'))
  })

  it('ends a job that takes too long', async () => {
    const { run } = open({ ms: 1 })
    const error = new TookTooMuch('it took longer than 0.001 s')
    await expect(run('readPdf', GOOD)).rejects.toThrow(error)
    await expect(run('readPdf', GOOD)).rejects.toThrow(error)
  })

  it('rejects what it has not done when it is closed, and whatever comes later', async () => {
    const { run, close } = open({})
    const jobs = [run('readPdf', makeBomb(2048)), run('readPdf', GOOD), run('compose', BRIEF)]
    const settled = Promise.allSettled(jobs)
    await close()
    const reason = new Error('The worker is closed.')
    expect(await settled).toEqual(jobs.map(() => ({ status: 'rejected', reason })))
    await expect(run('compose', BRIEF)).rejects.toThrow(reason)
  })
})
