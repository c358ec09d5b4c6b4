import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { findModel } from '@/lib/domain/models'
import { imageTokens } from './image-size'
import { requestOf, serveMedia, turnsOf } from './served-media'

const { sandbox, briefOf, refusalOf } = await serveMedia()

const plain = (width: number, height: number, background = '#336699') =>
  sharp({ create: { width, height, channels: 3, background } })

/** A red image with a blue stripe over a quarter of it. */
const striped = (width: number, height: number) => {
  const stripe = { width: width / 4, height, channels: 3, background: '#0000ff' } as const
  return plain(width, height, '#ff0000').composite([{ input: { create: stripe }, left: 0, top: 0 }])
}

const blockOf = (bytes: Buffer, media_type = 'image/png', more: object = {}) => ({
  type: 'image',
  source: { type: 'base64', media_type, data: bytes.toString('base64') },
  ...more,
})
const png = async (image: Sharp) => blockOf(await image.png().toBuffer())
const factsOf = async (messages: unknown) => (await briefOf(messages)).images

const WHERE = 'messages.0.content.0.image.source.base64.data'

describe('An image in a request', () => {
  it('is known by its type, its size and its most frequent colours', async () => {
    const image = striped(120, 80)
    const types = {
      'image/png': await image.clone().png().toBuffer(),
      'image/jpeg': await image.clone().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer(),
      'image/gif': await image.clone().gif().toBuffer(),
      'image/webp': await image.clone().webp({ lossless: true }).toBuffer(),
    }
    for (const [mediaType, bytes] of Object.entries(types)) {
      const [facts] = await factsOf(turnsOf([blockOf(bytes, mediaType)]))
      expect(facts).toMatchObject({ mediaType, width: 120, height: 80, frames: 1 })
      const [first, second, ...others] = facts?.colours ?? []
      expect(first?.share).toBeCloseTo(0.75, 1)
      expect(first?.hex).toMatch(/^#f[cdef]0[0123]0[0123]$/)
      expect(second?.share).toBeCloseTo(0.25, 1)
      expect(second?.hex).toMatch(/^#0[0123]0[0123]f[cdef]$/)
      expect(others.every(({ share }) => share < 0.05)).toBe(true)
    }
  })

  it('has the shares of its colours counted over all of its pixels where those are few', async () => {
    const third = { width: 100, height: 200, channels: 3, background: '#ffffff' } as const
    const image = plain(300, 200, '#ff0000').composite([
      { input: { create: third }, left: 0, top: 0 },
    ])
    const [facts] = await factsOf(turnsOf([await png(image)]))
    expect(facts?.colours).toEqual([
      { hex: '#ff0000', share: 0.667 },
      { hex: '#ffffff', share: 0.333 },
    ])
  })

  it('shows colours that are exact where it is not compressed, and none where it is transparent', async () => {
    const dot = { create: { width: 40, height: 40, channels: 3, background: '#12ab34' } } as const
    const clear = { r: 0, g: 0, b: 0, alpha: 0 }
    const image = sharp({ create: { width: 80, height: 80, channels: 4, background: clear } })
    const [facts] = await factsOf(turnsOf([await png(image.composite([{ input: dot }]))]))
    expect(facts?.colours).toEqual([{ hex: '#12ab34', share: 1 }])
    const grey = plain(30, 30, '#808080').toColourspace('b-w')
    expect((await factsOf(turnsOf([await png(grey)])))[0]?.colours).toEqual([
      { hex: '#808080', share: 1 },
    ])
  })

  it('that moves has its frames counted and its first one looked at', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#00ff00', '#0000ff'].map((colour) => plain(20, 10, colour).png().toBuffer()),
    )
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const [facts] = await factsOf(turnsOf([blockOf(gif, 'image/gif')]))
    expect(facts).toMatchObject({ width: 20, height: 10, frames: 3, colours: [{ hex: '#ff0000' }] })
  })

  it('counts where it comes last: the images of the last turn that has some', async () => {
    const [one, two] = [await png(plain(10, 10)), await png(plain(20, 20))]
    const answer = { role: 'assistant', content: 'Yes' }
    const later = [...turnsOf([one, one]), answer, ...turnsOf('And now?')]
    expect((await factsOf(later)).map(({ width }) => width)).toEqual([10, 10])
    expect(
      (await factsOf([...later, answer, ...turnsOf([two])])).map(({ width }) => width),
    ).toEqual([20])
  })

  it('Item 35: is refused with a wrong media type, bad base64, or bytes that are none', async () => {
    const jpeg = await plain(8, 8).jpeg().toBuffer()
    const cut = (await striped(400, 400).png().toBuffer()).subarray(0, 300)
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    const bad = { type: 'base64', media_type: 'image/png', data: 'iVBOR?=' }
    const rows: [block: object, reason: string][] = [
      [blockOf(jpeg), 'Image does not match the provided media type image/png'],
      [{ type: 'image', source: bad }, 'Invalid base64 data'],
      [blockOf(Buffer.alloc(0)), 'image cannot be empty'],
      [blockOf(Buffer.from('not an image')), 'Could not process image'],
      [blockOf(svg), 'Could not process image'],
      [blockOf(cut), 'Could not process image'],
    ]
    for (const [block, reason] of rows) {
      expect(await refusalOf([block])).toEqual({ status: 400, message: `${WHERE}: ${reason}` })
    }
  })

  it('Item 35: is refused above 8,000 pixels a side, and above 2,000 beside more than 20 others', async () => {
    const wide = await png(plain(8001, 4))
    expect(await refusalOf([wide])).toEqual({
      status: 400,
      message: `${WHERE}: At least one of the image dimensions exceed max allowed size: 8000 pixels`,
    })
    expect((await refusalOf([await png(plain(8000, 4))])).status).toBe(200)
    const [small, large] = [await png(plain(4, 4)), await png(plain(4, 2001))]
    const many = Array.from({ length: 20 }, () => small)
    expect(await refusalOf([...many, large])).toEqual({
      status: 400,
      message:
        'messages.0.content.20.image.source.base64.data: At least one of the image dimensions exceed max allowed size for many-image requests: 2000 pixels',
    })
    expect((await refusalOf([...many.slice(1), large])).status).toBe(200)
  })

  it('is refused above 10 MB of base64', async () => {
    const bytes = Buffer.alloc((10 * 1024 ** 2 * 3) / 4 + 1)
    expect(await refusalOf([blockOf(bytes)])).toEqual({
      status: 400,
      message: `${WHERE}: image exceeds 10 MB maximum: 10485764 bytes > 10485760 bytes`,
    })
  })

  it('may have 99 others on a model with a context of 200,000 and 599 on a larger one', async () => {
    const small = await png(plain(1, 1))
    const images = (count: number) => Array.from({ length: count }, () => small)
    for (const [model, most] of [
      ['claude-haiku-4-5', 100] as const,
      ['claude-opus-5-5', 600] as const,
    ]) {
      expect((await refusalOf(images(most), model)).status).toBe(200)
      expect(await refusalOf(images(most + 1), model)).toEqual({
        status: 400,
        message: `messages: too many images: ${most + 1} > ${most} maximum`,
      })
    }
  })

  it('is refused where it would be scaled down and `transformations` wants an error for that', async () => {
    const bytes = await plain(3000, 1500).png().toBuffer()
    const wish = (oversized_image: string) =>
      blockOf(bytes, 'image/png', { transformations: { oversized_image } })
    expect((await refusalOf([wish('downsize')])).status).toBe(200)
    expect((await refusalOf([wish('error')])).message).toBe(
      `${WHERE}: image dimensions 3000x1500 exceed the maximum image size of claude-opus-5-5; the largest dimensions that fit are 2576x1288`,
    )
  })

  it('is looked into inside tool results and documents too', async () => {
    const image = blockOf(Buffer.from('no'))
    const source = { type: 'content', content: [{ type: 'text', text: 'See' }, image] }
    const messages = [
      ...turnsOf('Look'),
      { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'look', input: {} }] },
      ...turnsOf([
        { type: 'tool_result', tool_use_id: 't', content: [{ type: 'document', source }] },
      ]),
    ]
    const tools = [{ name: 'look', input_schema: { type: 'object' } }]
    const answer = await sandbox.post({ ...requestOf(messages), tools })
    expect((await answer.json()).error.message).toBe(
      'messages.2.content.0.tool_result.content.0.document.source.content.content.1.image.source.base64.data: Could not process image',
    )
  })

  it('Item 72: costs a token per patch of 28 pixels, the same in count_tokens and in usage', async () => {
    const count = async (...content: object[]) => {
      const { max_tokens, ...counted } = requestOf(
        turnsOf([{ type: 'text', text: 'Hi' }, ...content]),
      )
      const [message, counts] = await Promise.all([
        sandbox.post({ ...counted, max_tokens }).then((answer) => answer.json()),
        sandbox.post(counted, {}, '/v1/messages/count_tokens').then((answer) => answer.json()),
      ])
      expect(message.usage.input_tokens).toBe(counts.input_tokens)
      return counts.input_tokens
    }
    expect((await count(await png(plain(280, 57)))) - (await count())).toBe(10 * 3)
  })

  it('by URL is not fetched, and costs an estimate', async () => {
    const url = { type: 'image', source: { type: 'url', url: 'https://example.invalid/a.png' } }
    const { max_tokens, ...counted } = requestOf(turnsOf([url]))
    const answer = await sandbox.post(counted, {}, '/v1/messages/count_tokens')
    const { input_tokens } = await answer.json()
    expect(input_tokens).toBeGreaterThan(1_000)
  })
})

describe('The cost of an image', () => {
  const rows: [model: string, width: number, height: number, tokens: number][] = [
    ['claude-haiku-4-5', 1000, 1000, 36 * 36],
    ['claude-haiku-4-5', 3136, 1568, 56 * 28],
    ['claude-haiku-4-5', 4000, 4000, 1568],
    ['claude-opus-5-5', 1000, 1000, 36 * 36],
    ['claude-opus-5-5', 5152, 1288, 92 * 23],
    ['claude-opus-5-5', 8000, 8000, 4784],
    ['claude-opus-5-5', 1, 1, 1],
  ]
  it.each(rows)('on %s of %i by %i pixels is %i tokens', (id, width, height, tokens) => {
    const model = findModel(id)
    expect(model && imageTokens({ width, height }, model)).toBe(tokens)
  })
})
