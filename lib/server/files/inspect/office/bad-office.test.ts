import { describe } from 'vitest'
import { type BadFile, inspectFiles, testEach } from '../made/inspected'
import { LAUGHS, makeOle } from '../made/made-hostile'
import { docxParts, makeDocx, makeXlsx, paragraph, xlsxParts } from '../made/made-office'
import { type MadeEntry, makeZip } from '../made/made-zip'

const { look } = await inspectFiles()

const docx = makeDocx(paragraph('Hello'))
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 ** 2)

const half = (bytes: Buffer) => bytes.subarray(0, Math.ceil(bytes.length / 2))
const without = (parts: MadeEntry[], name: string) => parts.filter((part) => part.name !== name)
const instead = (parts: MadeEntry[], name: string, change: Partial<MadeEntry>) =>
  parts.map((part) => (part.name === name ? { ...part, ...change } : part))

const document = 'word/document.xml'
const sheet = 'xl/worksheets/sheet1.xml'
const OFFICE: BadFile[] = [
  [
    'An archive that ends in its middle is broken',
    'a.docx',
    half(docx),
    { kind: 'other', format: 'ZIP', flaw: 'broken' },
  ],
  [
    'A Word document without its document is broken',
    'a.docx',
    makeZip(without(docxParts(''), document)),
    { kind: 'docx', flaw: 'broken' },
  ],
  [
    'A Word document whose XML is none is broken',
    'a.docx',
    makeZip(instead(docxParts(''), document, { bytes: 'no <xml' })),
    { kind: 'docx', flaw: 'broken' },
  ],
  [
    'A Word document of XML entities is broken',
    'a.docx',
    makeZip(docxParts(paragraph('&i;'), LAUGHS)),
    { kind: 'docx', flaw: 'broken' },
  ],
  [
    'A Word document whose parts are encrypted is encrypted',
    'a.docx',
    makeZip(instead(docxParts('x'), document, { isEncrypted: true })),
    { kind: 'docx', flaw: 'encrypted' },
  ],
  [
    'A Word document that unpacks to 200 times its size is too much',
    'a.docx',
    makeZip(instead(docxParts(''), document, { bytes: zeros(20) })),
    { kind: 'docx', flaw: 'too_much' },
  ],
  [
    'A Word document that claims less than it unpacks to is broken',
    'a.docx',
    makeZip(instead(docxParts(''), document, { bytes: zeros(20), claims: 1_000 })),
    { kind: 'docx', flaw: 'broken' },
  ],
  [
    'A Word document that claims more than it unpacks to is too much',
    'a.docx',
    makeZip(instead(docxParts(''), document, { claims: 2 ** 31 })),
    { kind: 'docx', flaw: 'too_much' },
  ],
  [
    'A Word document with a bomb beside it is too much',
    'a.docx',
    makeZip([...docxParts(paragraph('x')), { name: 'word/media/a.bin', bytes: zeros(20) }]),
    { kind: 'docx', flaw: 'too_much' },
  ],
  [
    'An archive of 10,001 entries is too much',
    'a.docx',
    makeZip(Array.from({ length: 10_001 }, (_, at) => ({ name: `word/${at}.xml`, bytes: '' }))),
    { flaw: 'too_much' },
  ],
  [
    'A workbook without its book is broken',
    'a.xlsx',
    makeZip(without(xlsxParts({ One: [['a']] }), 'xl/workbook.xml')),
    { kind: 'xlsx', flaw: 'broken' },
  ],
  [
    'A workbook without its sheet is broken',
    'a.xlsx',
    makeZip(without(xlsxParts({ One: [['a']] }), sheet)),
    { kind: 'xlsx', flaw: 'broken' },
  ],
  [
    'A workbook whose XML is none is broken',
    'a.xlsx',
    makeZip(xlsxParts({ One: 'no <xml' })),
    { kind: 'xlsx', flaw: 'broken' },
  ],
  [
    'A workbook of XML entities is broken',
    'a.xlsx',
    makeZip(xlsxParts({ One: `${LAUGHS}<worksheet/>` })),
    { kind: 'xlsx', flaw: 'broken' },
  ],
  [
    'A workbook with a cell in the last row and column has too many columns',
    'a.xlsx',
    makeZip(
      xlsxParts({
        One: '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
      }),
    ),
    { kind: 'xlsx', flaw: 'too_many_columns', columns: 16_384 },
  ],
  [
    'A workbook of 2,001 columns has too many',
    'a.xlsx',
    makeXlsx({ One: [Array.from({ length: 2_001 }, (_, at) => at)] }),
    { kind: 'xlsx', flaw: 'too_many_columns', columns: 2_001 },
  ],
  [
    'A presentation is no document that a model reads',
    'a.pptx',
    makeZip([
      { name: '[Content_Types].xml', bytes: '<Types/>' },
      { name: 'ppt/presentation.xml', bytes: '<p/>' },
    ]),
    { kind: 'other', format: 'PowerPoint' },
  ],
  [
    'A book of the format EPUB is no document that a model reads',
    'a.epub',
    makeZip([{ name: 'META-INF/container.xml', bytes: '<c/>' }]),
    { kind: 'other', format: 'EPUB' },
  ],
  [
    'An OpenDocument is no document that a model reads',
    'a.odt',
    makeZip([{ name: 'content.xml', bytes: '<c/>' }]),
    { kind: 'other', format: 'OpenDocument' },
  ],
  [
    'An archive with a folder called word is an archive',
    'a.zip',
    makeZip([{ name: 'word/list.txt', bytes: 'a' }]),
    { kind: 'other', format: 'ZIP', flaw: null },
  ],
  [
    'An archive in an archive is not opened',
    'a.zip',
    makeZip([{ name: 'a.zip', bytes: makeZip([{ name: 'b', bytes: zeros(5) }]) }]),
    { kind: 'other', format: 'ZIP', flaw: null },
  ],
  [
    'An archive whose entries lead out of it is broken',
    'a.zip',
    makeZip([{ name: '../../etc/passwd', bytes: 'x' }]),
    { kind: 'other', format: 'ZIP', flaw: 'broken' },
  ],
  [
    'A Word document of before 2007 is no document that a model reads',
    'a.docx',
    makeOle('WordDocument'),
    { kind: 'other', format: 'Word 97-2003' },
  ],
  [
    'A workbook of before 2007 is no document that a model reads',
    'a.xls',
    makeOle('Workbook'),
    { kind: 'other', format: 'Excel 97-2003' },
  ],
  [
    'A document with a password is encrypted',
    'a.docx',
    makeOle('EncryptedPackage'),
    { kind: 'other', flaw: 'encrypted' },
  ],
  [
    'A document of before 2007 with sectors of no known size is broken',
    'a.doc',
    makeOle('Workbook').fill(0xff, 30, 32),
    { kind: 'other', flaw: 'broken' },
  ],
  [
    'A document of before 2007 that ends in its header is broken',
    'a.doc',
    makeOle('Workbook').subarray(0, 100),
    { kind: 'other', flaw: 'broken' },
  ],
]

describe('A bad archive', () => testEach(OFFICE, look))
