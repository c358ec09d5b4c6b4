import sharp from 'sharp'
import { describe } from 'vitest'
import { type BadFile, inspectFiles, testEach } from '../made/inspected'
import { makeBook, makePngOf } from '../made/made-hostile'
import { encryptedBy, linesOf, makeBomb, makePdf } from '../made/made-pdf'

// The bomb is to end by what it takes, and soon.
const { look } = await inspectFiles({ growthMb: 300 })

const create = { width: 300, height: 200, channels: 3, background: '#8090a0' } as const
const noisy = sharp({ create: { ...create, noise: { type: 'gaussian', mean: 128, sigma: 30 } } })
const [png, jpeg, gif, webp] = await Promise.all([
  noisy.clone().png().toBuffer(),
  noisy.clone().jpeg().toBuffer(),
  noisy.clone().gif().toBuffer(),
  noisy.clone().webp().toBuffer(),
])
const [avif, tiff] = await Promise.all([
  sharp({ create }).avif().toBuffer(),
  sharp({ create }).tiff().toBuffer(),
])
const pdf = makePdf([linesOf('One'), linesOf('two')])

const half = (bytes: Buffer) => bytes.subarray(0, Math.ceil(bytes.length / 2))
const spoilt = (bytes: Buffer, from: number) => {
  const copy = Buffer.from(bytes)
  return copy.fill(0x5a, from, Math.min(copy.length, from + 2_000))
}
const PDFS: BadFile[] = [
  ['A PDF that ends in its middle is broken', 'a.pdf', half(pdf), { kind: 'pdf', flaw: 'broken' }],
  [
    'A PDF of its first line alone is broken',
    'a.pdf',
    '%PDF-1.7\n',
    { kind: 'pdf', flaw: 'broken' },
  ],
  [
    'A PDF of random bytes is broken',
    'a.pdf',
    `%PDF-1.4\n${'\x9c\x11\x07'.repeat(5_000)}`,
    { kind: 'pdf', flaw: 'broken' },
  ],
  [
    'A PDF with a password is encrypted',
    'a.pdf',
    makePdf([linesOf('x')], { trailer: encryptedBy('secret') }),
    { kind: 'pdf', flaw: 'encrypted' },
  ],
  [
    'A PDF with an empty password is encrypted',
    'a.pdf',
    makePdf([linesOf('x')], { trailer: encryptedBy('') }),
    { kind: 'pdf', flaw: 'encrypted' },
  ],
  [
    'A PDF of 601 pages has too many',
    'a.pdf',
    makeBook(601),
    { kind: 'pdf', flaw: 'too_many_pages', pages: 601 },
  ],
  ['A PDF of no pages is broken', 'a.pdf', makePdf([]), { kind: 'pdf', flaw: 'broken' }],
  [
    'A PDF whose page unpacks to 2 GB is too much',
    'a.pdf',
    makeBomb(2048),
    { kind: 'pdf', flaw: 'too_much' },
  ],
]

const cutImage = (name: string, bytes: Buffer): BadFile => [
  `A picture named ${name} that ends in its middle is broken`,
  name,
  half(bytes),
  { kind: 'image', flaw: 'broken' },
]
const IMAGES: BadFile[] = [
  cutImage('a.png', png),
  cutImage('a.jpg', jpeg),
  cutImage('a.gif', gif),
  cutImage('a.webp', webp),
  [
    'A PNG of its first line alone is broken',
    'a.png',
    png.subarray(0, 8),
    { kind: 'image', flaw: 'broken' },
  ],
  [
    'A JPEG of three bytes is broken',
    'a.jpg',
    jpeg.subarray(0, 3),
    { kind: 'image', flaw: 'broken' },
  ],
  [
    'A GIF of its header alone is broken',
    'a.gif',
    gif.subarray(0, 13),
    { kind: 'image', flaw: 'broken' },
  ],
  [
    'A PNG with wrong bytes in its middle is broken',
    'a.png',
    spoilt(png, 60),
    { kind: 'image', flaw: 'broken' },
  ],
  [
    'A WebP with wrong bytes in its header is broken',
    'a.webp',
    spoilt(webp, 20),
    { kind: 'image', flaw: 'broken' },
  ],
  [
    'A picture of 50,000 pixels a side has too many',
    'a.png',
    makePngOf(50_000, 50_000),
    { kind: 'image', flaw: 'too_many_pixels', width: 50_000, height: 50_000 },
  ],
  [
    'A picture of 8,001 pixels in height has too many',
    'a.png',
    makePngOf(1, 8_001),
    { kind: 'image', flaw: 'too_many_pixels', height: 8_001 },
  ],
  [
    'A PNG whose pixels are missing is broken',
    'a.png',
    makePngOf(8_000, 8_000),
    { kind: 'image', flaw: 'broken', width: 8_000 },
  ],
  ['An AVIF is no picture that a model reads', 'a.png', avif, { kind: 'other', format: 'AVIF' }],
  ['A TIFF is no picture that a model reads', 'a.tiff', tiff, { kind: 'other', format: 'TIFF' }],
  [
    'A HEIC is no picture that a model reads',
    'a.heic',
    Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    { kind: 'other', format: 'HEIC' },
  ],
  [
    'A BMP is no picture that a model reads',
    'a.bmp',
    Buffer.from('BM\x46\0\0\0\0\0\0\0\x36\0\0\0', 'latin1'),
    { kind: 'other', format: 'BMP' },
  ],
]

describe('A bad PDF', () => testEach(PDFS, look))

describe('A bad picture', () => testEach(IMAGES, look))
