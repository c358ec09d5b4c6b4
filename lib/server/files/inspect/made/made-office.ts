import 'server-only'
import { type MadeEntry, makeZip } from './made-zip'

/** For tests: documents of Word and Excel, made of nothing but what they shall hold. */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

interface Relation {
  id: string
  type: string
  target: string
}

const relations = (...all: Relation[]) =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.map(({ id, type, target }) => `<Relationship Id="${id}" Type="${OFFICE}/relationships/${type}" Target="${target}"/>`).join('')}</Relationships>`

const frame = (main: string): MadeEntry[] => [
  {
    name: '[Content_Types].xml',
    bytes: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
  },
  {
    name: '_rels/.rels',
    bytes: relations({ id: 'rId1', type: 'officeDocument', target: main }),
  },
]

/** A paragraph; with a level, a heading. */
export const paragraph = (text: string, level?: number) =>
  `<w:p>${level === undefined ? '' : `<w:pPr><w:pStyle w:val="Heading${level}"/></w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

/** An item of the list 1 (bullets) or 2 (numbers). */
export const item = (text: string, list: 1 | 2, depth = 0) =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`

export const table = (rows: readonly string[][]) =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`

const levels = (format: string) =>
  [0, 1].map((level) => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="${format}"/></w:lvl>`).join('')

const NUMBERING = `${HEAD}<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="1">${levels('bullet')}</w:abstractNum><w:abstractNum w:abstractNumId="2">${levels('decimal')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>`

const STYLES = `${HEAD}<w:styles xmlns:w="${WORD}">${[1, 2].map((level) => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/></w:style>`).join('')}</w:styles>`

/** A Word document's parts, its body in Word's XML. */
export const docxParts = (body: string, before = ''): MadeEntry[] => [
  ...frame('word/document.xml'),
  {
    name: 'word/document.xml',
    bytes: `${HEAD}${before}<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`,
  },
  {
    name: 'word/_rels/document.xml.rels',
    bytes: relations(
      { id: 'rId1', type: 'numbering', target: 'numbering.xml' },
      { id: 'rId2', type: 'styles', target: 'styles.xml' },
    ),
  },
  { name: 'word/numbering.xml', bytes: NUMBERING },
  { name: 'word/styles.xml', bytes: STYLES },
]

export const makeDocx = (body: string) => makeZip(docxParts(body))

/** What may stand in a cell. A date is the number of its day since 1900, in a cell that is styled so. */
export type Cell = string | number | { day: number } | null

const columnName = (at: number): string =>
  (at >= 26 ? columnName(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26))

function cell(value: Cell, row: number, column: number): string {
  const at = `r="${columnName(column)}${row + 1}"`
  if (value === null) return ''
  if (typeof value === 'string') return `<c ${at} t="inlineStr"><is><t>${value}</t></is></c>`
  return typeof value === 'number'
    ? `<c ${at}><v>${value}</v></c>`
    : `<c ${at} s="1"><v>${value.day}</v></c>`
}

const sheetXml = (rows: readonly Cell[][]) =>
  `${HEAD}<worksheet xmlns="${SHEET}"><sheetData>${rows.map((row, at) => `<row r="${at + 1}">${row.map((value, column) => cell(value, at, column)).join('')}</row>`).join('')}</sheetData></worksheet>`

const BOOK_STYLES = `${HEAD}<styleSheet xmlns="${SHEET}"><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

/** A workbook's parts, its sheets by their names. */
export function xlsxParts(
  sheets: Readonly<Record<string, readonly Cell[][] | string>>,
): MadeEntry[] {
  const all = Object.entries(sheets)
  const named = all.map(
    ([name], at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  return [
    ...frame('xl/workbook.xml'),
    {
      name: 'xl/workbook.xml',
      bytes: `${HEAD}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}/relationships"><sheets>${named.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: relations(
        ...all.map((_, at) => ({
          id: `rId${at + 1}`,
          type: 'worksheet',
          target: `worksheets/sheet${at + 1}.xml`,
        })),
        { id: 'rIdStyles', type: 'styles', target: 'styles.xml' },
      ),
    },
    { name: 'xl/styles.xml', bytes: BOOK_STYLES },
    ...all.map(([, rows], at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      bytes: typeof rows === 'string' ? rows : sheetXml(rows),
    })),
  ]
}

export const makeXlsx = (sheets: Readonly<Record<string, readonly Cell[][]>>) =>
  makeZip(xlsxParts(sheets))
