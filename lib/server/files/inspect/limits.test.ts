import { open } from 'node:fs/promises'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { fileFactsSchema } from '@/lib/domain/files/facts'
import { seed } from '@/lib/wire/__fixtures__/seed'
import { inspectFiles } from './made/inspected'
import { makeOle } from './made/made-hostile'
import { makeDocx, makeXlsx, paragraph } from './made/made-office'
import { linesOf, makePdf } from './made/made-pdf'
import { encodeAs, encodeUtf16 } from './made/made-text'

const MB = 1024 ** 2

const { path, inspector, look, text } = await inspectFiles()
const ofHaste = await inspectFiles({ ms: 1 })
const ofFewCounts = await inspectFiles({ countMs: -1 })
const closed = await inspectFiles()

const image = sharp({ create: { width: 30, height: 20, channels: 3, background: '#8090a0' } })
const BASES = [
  makePdf([linesOf('One'), linesOf('two')]),
  makeDocx(paragraph('Hello')),
  makeXlsx({ One: [['a', 1]] }),
  await image.clone().png().toBuffer(),
  await image.clone().jpeg().toBuffer(),
  await image.clone().gif().toBuffer(),
  await image.clone().webp().toBuffer(),
  Buffer.from('a,b\n1,"x"\n'),
  encodeAs('今天天气很好', 'gb18030'),
  encodeUtf16('One two', 'le', ''),
  makeOle('Workbook'),
  Buffer.alloc(0),
]
const NAMES = ['a', 'a.pdf', 'a.csv', 'a.json', 'a.docx', 'a.xlsx', 'a.png', 'a.svg']

/** Some bytes at a place, from the first (0) to the last (1). */
const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.uint8Array({ maxLength: 6 }))
const madeBytes = fc
  .tuple(
    fc.constantFrom(...BASES),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(change, { maxLength: 4 }),
  )
  .map(([base, more, changes]) => {
    const bytes = Buffer.concat([base, more])
    for (const [at, other] of changes) Buffer.from(other).copy(bytes, Math.floor(at * bytes.length))
    return bytes
  })

describe('Bytes at random', () => {
  it(`are something, are never a failure, and give a text or a refusal (seed ${seed}).`, async () => {
    await fc.assert(
      fc.asyncProperty(madeBytes, fc.constantFrom(...NAMES), async (bytes, name) => {
        const facts = await look(bytes, name)
        expect(fileFactsSchema.parse(facts)).toEqual(facts)
        const made: unknown = await text(bytes, facts).catch((error: unknown) => error)
        if (typeof made !== 'string') expect(made).toMatchObject({ status: 400 })
        else if (facts.characters !== 0) expect(made).toHaveLength(facts.characters ?? -1)
      }),
      { numRuns: 200 },
    )
  })
})

describe('A long text', () => {
  it('is counted without being kept: 60 MB of a table take less than 40.', async () => {
    // The thread, and what it is made of, is there before.
    await look('a,b\n', 'warm.csv')
    const rows = 'one,two,"three, too",4,5\n'.repeat(MB / 25)
    const file = await open(path, 'w')
    for (let written = 0; written < 60; written++) await file.write(rows)
    await file.close()
    const before = process.memoryUsage.rss()
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss() - before)
    }, 10)
    const facts = await inspector.look(path, 'table.csv')
    clearInterval(watch)
    expect(facts).toMatchObject({ kind: 'table', flaw: null, columns: 5 })
    expect(facts.rows).toBe(Math.floor(MB / 25) * 60 - 1)
    expect(most).toBeLessThan(40 * MB)
  })

  it('that takes too long to count is a good one whose length is not known.', async () => {
    const facts = await ofFewCounts.look('a,b\n1,2\n', 'a.csv')
    expect(facts).toMatchObject({
      kind: 'table',
      flaw: null,
      encoding: 'utf-8',
      rows: null,
      columns: null,
      characters: null,
    })
    const message = 'The text is longer than any model takes.'
    await expect(ofFewCounts.text('a,b\n1,2\n', facts)).rejects.toMatchObject({
      status: 400,
      message,
    })
  })
})

describe('A look', () => {
  it('that takes too long says so, and of what kind the file is.', async () => {
    const facts = await ofHaste.look(
      makePdf(Array.from({ length: 600 }, () => linesOf('x'))),
      'a.pdf',
    )
    expect(facts.flaw).toBe('too_much')
    expect(['pdf', 'other']).toContain(facts.kind)
  })

  it('at a file that is not there fails.', async () => {
    await expect(inspector.look('/nonexistent/file', 'a.txt')).rejects.toThrow('ENOENT')
  })

  it('is not had of an inspector that is closed.', async () => {
    await closed.inspector.close()
    await expect(closed.look('words', 'a.txt')).rejects.toThrow('The worker is closed.')
  })
})
