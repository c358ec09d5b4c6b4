import 'server-only'
import { createHash } from 'node:crypto'
import { constants, deflateRawSync } from 'node:zlib'

/** For tests: PDFs, made of nothing but what they shall hold. */

/** A line of text and its place on the page, in points from the lower left corner. */
export interface Line {
  x: number
  y: number
  text: string
}

/** Lines one under the other from the top of a page. */
export function linesOf(...texts: string[]): Line[] {
  return texts.map((text, at) => ({ x: 72, y: 720 - 14 * at, text }))
}

interface Options {
  title?: string
  /** Objects that the trailer names: `/Encrypt`, say. */
  trailer?: string
  /** Chinese, in a font whose characters are known from a table of their collection only. */
  isChinese?: boolean
}

/** A PDF with a page per list of lines. */
export function makePdf(pages: readonly Line[][], options: Options = {}): Buffer {
  const show = options.isChinese === true ? hexOf : plainOf
  return writePdf(
    pages.map((lines) =>
      streamOf(
        Buffer.from(
          lines.map(({ x, y, text }) => `BT /F 12 Tf ${x} ${y} Td ${show(text)} Tj ET`).join('\n'),
        ),
      ),
    ),
    options,
  )
}

/** A small PDF whose only page is described by a stream that unpacks to so many megabytes. */
export function makeBomb(megabytes: number): Buffer {
  const { Z_FULL_FLUSH: finishFlush } = constants
  const blanks = deflateRawSync(Buffer.alloc(1024 ** 2, ' '), { finishFlush })
  const parts = Array.from({ length: megabytes }, () => blanks)
  const packed = Buffer.concat([Buffer.from([0x78, 0x9c]), ...parts, deflateRawSync('')])
  return writePdf([streamOf(packed, '/Filter/FlateDecode')], {})
}

const plainOf = (text: string) => `(${text.replaceAll(/[\\()]/g, '\\$&')})`
const hexOf = (text: string) => `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`

function streamOf(bytes: Uint8Array, more = ''): Buffer {
  return Buffer.concat([
    Buffer.from(`<</Length ${bytes.length}${more}>>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ])
}

const FONTS = {
  english: ['<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'],
  chinese: [
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>',
  ],
}

function writePdf(
  contents: readonly Buffer[],
  { title, trailer = '', isChinese }: Options,
): Buffer {
  const fonts = isChinese === true ? FONTS.chinese : FONTS.english
  const first = 3 + fonts.length
  const kids = contents.map((_, at) => `${first + 2 * at} 0 R`)
  const objects: (string | Buffer)[] = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${kids.length}>>`,
    ...fonts,
    ...contents.flatMap((content, at) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${first + 2 * at + 1} 0 R/Resources<</Font<</F 3 0 R>>>>>>`,
      content,
    ]),
  ]
  const info = title === undefined ? '' : `/Info<</Title(${title})>>`
  return assemble(objects, `/Root 1 0 R${info}${trailer}`)
}

function assemble(objects: readonly (string | Buffer)[], trailer: string): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let size = 9
  for (const [at, object] of objects.entries()) {
    const part = Buffer.concat([
      Buffer.from(`${at + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ])
    offsets.push(size)
    size += part.length
    parts.push(part)
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const count = objects.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${count}${trailer}>>\nstartxref\n${size}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

const PADDING = Buffer.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
  'hex',
)

/** What the trailer names of a PDF that this password opens (ISO 32000-1, 7.6.3; 40 bits). */
export function encryptedBy(password: string): string {
  const padded = Buffer.concat([Buffer.from(password), PADDING]).subarray(0, 32)
  const owner = Buffer.alloc(32, 0xab)
  const [permissions, id] = [Buffer.from([0xfc, 0xff, 0xff, 0xff]), Buffer.from([0])]
  const hash = createHash('md5').update(padded).update(owner).update(permissions).update(id)
  const user = rc4(hash.digest().subarray(0, 5), PADDING)
  return `/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<${owner.toString('hex')}>/U<${user.toString('hex')}>/P -4>>`
}

/** OpenSSL no longer has it. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const box = Array.from({ length: 256 }, (_, at) => at)
  const valueAt = (at: number) => box[at] ?? 0
  const swap = (one: number, other: number) => {
    const value = valueAt(one)
    box[one] = valueAt(other)
    box[other] = value
  }
  for (let one = 0, other = 0; one < 256; one++) {
    other = (other + valueAt(one) + (key[one % key.length] ?? 0)) % 256
    swap(one, other)
  }
  let [one, other] = [0, 0]
  return Buffer.from(
    data.map((byte) => {
      one = (one + 1) % 256
      other = (other + valueAt(one)) % 256
      swap(one, other)
      return byte ^ valueAt((valueAt(one) + valueAt(other)) % 256)
    }),
  )
}
