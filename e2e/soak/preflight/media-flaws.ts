import sharp from 'sharp'
import { encryptedBy, linesOf, makePdf } from '@/lib/server/files/inspect/made/made-pdf'
import type { Block } from '@/lib/wire/types'
import type { Flaw } from './flaw'
import { say, type World } from './panel-request'

/** One that asks about something: what is in it is looked at when nothing else is wrong. */
const about = (
  name: string,
  make: (world: World) => Block[] | Promise<Block[]>,
  model?: string,
): Flaw => ({
  name,
  ...(model === undefined ? {} : { model }),
  isAlone: true,
  apply: async ({ body, fileId }) => {
    const { messages } = body
    const content = [...(await make({ fileId })), say('What is this?')]
    body.messages = [...messages, { role: 'user', content }]
  },
})

const MB = 1024 ** 2
const HAIKU_45 = 'claude-haiku-4-5-20251001'
const SONNET_4 = 'claude-sonnet-4-20250514'
const OPUS_5 = 'claude-opus-5'

const image = (bytes: Buffer, media_type = 'image/png', more: object = {}): Block => ({
  type: 'image',
  source: { type: 'base64', media_type, data: bytes.toString('base64') },
  ...more,
})
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })
    .png()
    .toBuffer()
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)
const pdf = (bytes: Buffer): Block => ({
  type: 'document',
  source: { type: 'base64', media_type: 'application/pdf', data: bytes.toString('base64') },
})
const page = linesOf('The harbour was built in 1871.')
const file = (type: string, file_id = 'file_nowhere'): Block => ({
  type,
  source: { type: 'file', file_id },
})

const IMAGE_FLAWS: readonly Flaw[] = [
  about('an image', async () => [image(await plain(40, 30))]),
  about('an image by its address', () => [
    { type: 'image', source: { type: 'url', url: 'https://example.org/a.png' } },
  ]),
  about('an image at an address of another kind', () => [
    { type: 'image', source: { type: 'url', url: 'ftp://example.org/a.png' } },
  ]),
  about('a broken image', async () => [image((await plain(40, 30)).subarray(0, 30))]),
  about('an image that is a text', () => [image(Buffer.from('no image'))]),
  about('an image of another type', async () => [image(await plain(40, 30), 'image/jpeg')]),
  about('an image of a type that is not taken', async () => [
    image(await plain(4, 3), 'image/bmp'),
  ]),
  about('an empty image', () => [image(Buffer.alloc(0))]),
  about('an image that is not base64', () => [
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'a*b=' } },
  ]),
  about('too wide an image', async () => [image(await plain(8001, 2))]),
  about('wide images, many of them', async () => times(21, image(await plain(2001, 2)))),
  about('wide images, some of them', async () => times(20, image(await plain(2001, 2)))),
  about('too heavy an image', () => [image(Buffer.alloc(8 * MB, 1))]),
  about('too many images', async () => times(101, image(await plain(2, 2))), HAIKU_45),
  about(
    'many images on a model of a long context',
    async () => times(101, image(await plain(2, 2))),
    OPUS_5,
  ),
  about('far too many images', async () => times(601, image(await plain(2, 2))), OPUS_5),
  about('an image that may not be scaled down', async () => [
    image(await plain(4000, 30), 'image/png', { transformations: { oversized_image: 'error' } }),
  ]),
]

const DOCUMENT_FLAWS: readonly Flaw[] = [
  about('a PDF', () => [pdf(makePdf([page, page]))]),
  about('a broken PDF', () => [pdf(Buffer.from('%PDF-1.7 and no more'))]),
  about('a PDF with a password', () => [pdf(makePdf([page], { trailer: encryptedBy('secret') }))]),
  about('too many pages', () => [pdf(makePdf(times(101, page)))], HAIKU_45),
  about('too many pages in two', () => times(2, pdf(makePdf(times(60, page)))), HAIKU_45),
  about('many pages on a model of a long context', () => [pdf(makePdf(times(101, page)))], OPUS_5),
  about('a document of another type', () => [
    { type: 'document', source: { type: 'base64', media_type: 'text/html', data: 'PGI+' } },
  ]),
  about('a file that is not there', () => [file('document')]),
  about('an image that is not there', () => [file('image')]),
  about('a file', ({ fileId }) => [file('document', fileId)]),
  about('a text as an image', ({ fileId }) => [file('image', fileId)]),
]

/** A dot is a token. */
const long = (name: string, tokens: number, maxTokens: number, model: string): Flaw => ({
  name,
  model,
  isAlone: true,
  apply: ({ body }) => {
    body.messages = [{ role: 'user', content: '.'.repeat(tokens) }]
    body.max_tokens = Math.max(maxTokens, body.thinking === undefined ? 1 : 3000)
  },
})

const LENGTH_FLAWS: readonly Flaw[] = [
  long('too long a prompt', 201_000, 100, HAIKU_45),
  long('too long a prompt for a long context', 1_001_000, 100, OPUS_5),
  long('a long prompt', 150_000, 100, HAIKU_45),
  long('more than the context with its answer', 190_000, 32_000, SONNET_4),
  long('more than the context, and cut there', 190_000, 32_000, HAIKU_45),
  {
    name: 'more than the context, and cut there by a beta',
    model: SONNET_4,
    isAlone: true,
    apply: (draft) => {
      draft.body.messages = [{ role: 'user', content: '.'.repeat(190_000) }]
      draft.body.max_tokens = 32_000
      draft.betas.push('model-context-window-exceeded-2025-08-26')
    },
  },
  {
    name: 'more than 32 MB',
    isAlone: true,
    apply: ({ body }) => {
      body.system = 'x'.repeat(32 * MB)
    },
  },
]

export const MEDIA_FLAWS: readonly Flaw[] = [...IMAGE_FLAWS, ...DOCUMENT_FLAWS, ...LENGTH_FLAWS]
