import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { linesOf, makeBomb, makePdf } from '../../../files/inspect/made/made-pdf'
import { parseRequest } from '../request/parse'
import { messagesSchema } from '../request/schema'
import { createState } from '../state'
import { briefOf } from '../text/test-brief'
import { readMedia } from './read-media'

const state = createState({ tps: 0, dir: '/nonexistent' })
afterAll(() => state.worker.close())

function read(content: object[], signal = new AbortController().signal) {
  const body = { model: 'claude-opus-5-5', max_tokens: 9, messages: [{ role: 'user', content }] }
  const asker = { version: '2023-06-01', betas: new Set<string>() } as const
  return readMedia(parseRequest(body, asker, messagesSchema), state, signal)
}

const blockOf = (bytes: Uint8Array, type: string, media_type: string) => ({
  type,
  source: { type: 'base64', media_type, data: Buffer.from(bytes).toString('base64') },
})

const create = { width: 30, height: 20, channels: 3, background: '#8090a0' } as const
const image = sharp({ create })
const pdf = makePdf([linesOf('One (1)', 'two'), linesOf('three')], { title: 'T' })
const chinese = makePdf([linesOf('北京')], { isChinese: true })
const SEEDS = [
  { type: 'document', mediaType: 'application/pdf', bytes: pdf },
  { type: 'document', mediaType: 'application/pdf', bytes: chinese },
  { type: 'image', mediaType: 'image/png', bytes: await image.clone().png().toBuffer() },
  { type: 'image', mediaType: 'image/jpeg', bytes: await image.clone().jpeg().toBuffer() },
  { type: 'image', mediaType: 'image/gif', bytes: await image.clone().gif().toBuffer() },
  { type: 'image', mediaType: 'image/webp', bytes: await image.clone().webp().toBuffer() },
]

describe('Hostile bytes', () => {
  it('are looked into or refused with a 400 that names the field, whatever is wrong with them', async () => {
    const change = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.uint8Array({ maxLength: 6 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SEEDS),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        async ({ type, mediaType, bytes }, changes, kept) => {
          const broken = Buffer.from(bytes)
          for (const [at, other] of changes) broken.set(other, Math.floor(at * (broken.length - 6)))
          const cut = broken.subarray(0, Math.ceil(kept * broken.length))
          const look = read([blockOf(cut, type, mediaType)])
          const error: unknown = await look.then(
            (media) => void expect(media.size).toBe(1),
            (reason: unknown) => reason,
          )
          if (error === undefined) return
          expect(error).toMatchObject({
            status: 400,
            message: expect.stringMatching(
              /^messages\.0\.content\.0\.\w+\.source\.base64\.data: [A-Z]/,
            ),
          })
        },
      ),
      { numRuns: 150 },
    )
  })

  it('are not even looked into for one who has gone before', async () => {
    const unread = blockOf(Buffer.from('no image'), 'image', 'image/png')
    await expect(read([unread], AbortSignal.abort())).rejects.toMatchObject({ fault: 'aborted' })
    // What would be found in it is found by then, and nobody there to take it.
    await state.worker.run('compose', briefOf('Hello'))
  })

  it('keep nobody waiting who has gone', async () => {
    const gone = new AbortController()
    const reading = read([blockOf(makeBomb(2048), 'document', 'application/pdf')], gone.signal)
    const refused = expect(reading).rejects.toMatchObject({ fault: 'aborted' })
    // Meanwhile the file's job has begun.
    await state.worker.run('compose', briefOf('Hello'))
    gone.abort()
    await refused
  })
})
