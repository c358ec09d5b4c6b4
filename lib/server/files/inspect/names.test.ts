import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type BadFile, inspectFiles, testEach } from './made/inspected'
import { makeOle } from './made/made-hostile'
import { makeDocx, makeXlsx, paragraph } from './made/made-office'
import { linesOf, makePdf } from './made/made-pdf'
import { makeZip } from './made/made-zip'

const { look, text } = await inspectFiles()

const create = { width: 30, height: 20, channels: 3, background: '#8090a0' } as const
const [png, jpeg, avif] = await Promise.all([
  sharp({ create }).png().toBuffer(),
  sharp({ create }).jpeg().toBuffer(),
  sharp({ create }).avif().toBuffer(),
])
const pdf = makePdf([linesOf('One'), linesOf('two')])
const docx = makeDocx(paragraph('Hello'))
const xlsx = makeXlsx({
  One: [
    ['a', 'b'],
    [1, 2],
  ],
})

const WRONG_NAMES: BadFile[] = [
  ['A PNG named .pdf is an image', 'scan.pdf', png, { kind: 'image', mediaType: 'image/png' }],
  ['A JPEG named .png is a JPEG', 'a.png', jpeg, { kind: 'image', mediaType: 'image/jpeg' }],
  ['A PDF named .txt is a PDF', 'a.txt', pdf, { kind: 'pdf', pages: 2 }],
  ['A PDF named .jpg is a PDF', 'a.jpg', pdf, { kind: 'pdf', flaw: null }],
  [
    'A PDF after a blank line is a PDF',
    'a.pdf',
    Buffer.concat([Buffer.from('\r\n'), pdf]),
    { kind: 'pdf' },
  ],
  ['A text named .pdf is a text', 'a.pdf', 'just words', { kind: 'text', flaw: null }],
  ['A text named .png is a text', 'a.png', 'just words', { kind: 'text', flaw: null }],
  ['A text named .docx is a text', 'a.docx', 'just words', { kind: 'text', flaw: null }],
  ['A text that begins with BM is no picture', 'a.bmp', 'BMW and others', { kind: 'text' }],
  ['A text with WEBP in its ninth place is no picture', 'a.txt', 'formats WEBP', { kind: 'text' }],
  ['A Word document named .xlsx is a Word document', 'a.xlsx', docx, { kind: 'docx', flaw: null }],
  ['A workbook named .docx is a workbook', 'a.docx', xlsx, { kind: 'xlsx', flaw: null }],
  ['A workbook named .csv is a workbook', 'a.csv', xlsx, { kind: 'xlsx', flaw: null }],
  ['A Word document named .zip is a Word document', 'a.zip', docx, { kind: 'docx', flaw: null }],
  [
    'A program named .csv is no table',
    'a.csv',
    Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
    { kind: 'other', format: 'Windows program' },
  ],
]

const EMPTY: BadFile[] = [
  ['An empty file is empty', 'a.txt', '', { kind: 'text', flaw: 'empty' }],
  ['An empty file named .pdf is empty', 'a.pdf', '', { flaw: 'empty' }],
  ['A text of blanks is empty', 'a.txt', ' \n\t\n', { flaw: 'empty' }],
  ['A text of a mark alone is empty', 'a.csv', '\ufeff', { flaw: 'empty' }],
  [
    'An archive without entries is an archive',
    'a.docx',
    makeZip([]),
    { kind: 'other', format: 'ZIP' },
  ],
  [
    'A Word document without words is empty',
    'a.docx',
    makeDocx(''),
    { kind: 'docx', flaw: 'empty' },
  ],
  [
    'A workbook without cells is empty',
    'a.xlsx',
    makeXlsx({ One: [] }),
    { kind: 'xlsx', flaw: 'empty' },
  ],
]

describe('The content', () => testEach([...WRONG_NAMES, ...EMPTY], look))

const NAMES = [
  ['leads out of its folder', '../../../etc/passwd/notes.csv'],
  ['leads out of its folder as on Windows', '..\\..\\notes.csv'],
  ['holds control characters', 'no\x00te\x1b[31ms.csv\r\n'],
  ['holds marks that turn the reading round', '\u202enotes\u202c.csv\u200f'],
  ['is 4 kB long', `${'n'.repeat(4096)}.csv`],
  ['is in capitals', 'NOTES.CSV'],
  ['is that of a property', '__proto__.csv'],
] as const

describe('A name', () => {
  it.each(NAMES)('that %s changes nothing but what its ending says.', async (_, name) => {
    const bytes = 'a,b\n1,2\n'
    expect(await look(bytes, name)).toEqual(await look(bytes, 'notes.csv'))
  })

  it.each(['', '.', 'constructor', '__proto__', 'a.constructor', '.csv'])(
    'like %j says nothing.',
    async (name) => {
      expect(await look('words', name)).toMatchObject({ kind: 'text', flaw: null })
    },
  )
})

describe('A text', () => {
  const flawed: BadFile[] = [
    ['The file is damaged and cannot be read.', 'a.pdf', pdf.subarray(0, 200), {}],
    [
      'The file is encrypted. Remove its password first.',
      'a.docx',
      makeOle('EncryptedPackage'),
      {},
    ],
    ['The file is empty.', 'a.txt', '', {}],
    ['An image has no text that could be read.', 'a.png', png, {}],
    ['A file of the format AVIF has no text that could be read.', 'a.avif', avif, {}],
  ]
  it.each(flawed)('is refused with a sentence: %s', async (message, name, bytes) => {
    const facts = await look(bytes, name)
    await expect(text(bytes, facts)).rejects.toMatchObject({ status: 400, message })
  })

  it('is refused where the file is no longer what it was', async () => {
    const facts = await look('words', 'a.txt')
    const other = Buffer.from('\xff\xfe\xff', 'latin1')
    await expect(text(other, facts)).rejects.toMatchObject({ status: 400 })
  })
})
