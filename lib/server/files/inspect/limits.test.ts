import { open } from 'node:fs/promises'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { fileFactsSchema } from '@/lib/domain/files/facts'
import { inspectFiles } from './made/inspected'
import { makeOle } from './made/made-hostile'
import { makeDocx, makeXlsx, paragraph } from './made/made-office'
import { linesOf, makePdf } from './made/made-pdf'
import { encodeAs, encodeUtf16 } from './made/made-text'

const MB = 1024 ** 2

describe('Bytes at random', () => {
  it('are something, are never a failure, and give a text or a refusal.', async () => {
    const { look, text } = await inspectFiles()
    const image = sharp({ create: { width: 30, height: 20, channels: 3, background: '#8090a0' } })
    const seeds = [
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
    const change = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.uint8Array({ maxLength: 6 }),
    )
    const name = fc.constantFrom(
      'a',
      'a.pdf',
      'a.csv',
      'a.json',
      'a.docx',
      'a.xlsx',
      'a.png',
      'a.svg',
    )
    const seed = Math.floor(Math.random() * 2 ** 31)
    process.stdout.write(`Seed of the random files: ${seed}\n`)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(change, { maxLength: 4 }),
        fc.uint8Array({ maxLength: 300 }),
        name,
        async (base, changes, more, name) => {
          const bytes = Buffer.concat([base, more])
          for (const [at, other] of changes)
            bytes.set(
              other.subarray(0, bytes.length),
              Math.floor(at * Math.max(0, bytes.length - 6)),
            )
          const facts = await look(bytes, name)
          expect(fileFactsSchema.parse(facts)).toEqual(facts)
          const made: unknown = await text(bytes, facts).catch((error: unknown) => error)
          if (typeof made !== 'string') expect(made).toMatchObject({ status: 400 })
          else if (facts.characters !== 0) expect(made).toHaveLength(facts.characters ?? -1)
        },
      ),
      { seed, numRuns: 200 },
    )
  })
})

describe('A long text', () => {
  it('is counted without being kept: 60 MB of a table take less than 40.', async () => {
    const { path, inspector } = await inspectFiles()
    const rows = 'one,two,"three, too",4,5\n'.repeat(MB / 25)
    const file = await open(path, 'w')
    for (let written = 0; written < 60; written++) await file.write(rows)
    await file.close()
    // The thread, and what it is made of, is there before.
    await inspector.look(path, 'warm.csv')
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
    const { look, text } = await inspectFiles({ countMs: -1 })
    const facts = await look('a,b\n1,2\n', 'a.csv')
    expect(facts).toMatchObject({
      kind: 'table',
      flaw: null,
      encoding: 'utf-8',
      rows: null,
      columns: null,
      characters: null,
    })
    const message = 'The text is longer than any model takes.'
    await expect(text('a,b\n1,2\n', facts)).rejects.toMatchObject({ status: 400, message })
  })
})

describe('A look', () => {
  it('that takes too long says so, and of what kind the file is.', async () => {
    const { look } = await inspectFiles({ ms: 1 })
    const facts = await look(makePdf(Array.from({ length: 600 }, () => linesOf('x'))), 'a.pdf')
    expect(facts.flaw).toBe('too_much')
    expect(['pdf', 'other']).toContain(facts.kind)
  })

  it('at a file that is not there fails.', async () => {
    const { inspector } = await inspectFiles()
    await expect(inspector.look('/nonexistent/file', 'a.txt')).rejects.toThrow('ENOENT')
  })

  it('is not had of an inspector that is closed.', async () => {
    const { look, inspector } = await inspectFiles()
    await inspector.close()
    await expect(look('words', 'a.txt')).rejects.toThrow('The worker is closed.')
  })
})
