import { describe, expect, it } from 'vitest'
import { inspectFiles } from '../made/inspected'
import { type Cell, xlsxParts } from '../made/made-office'
import { type MadeEntry, makeZip } from '../made/made-zip'

const { look, text } = await inspectFiles()

const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
const book = (sheet: string | Cell[][]) => xlsxParts({ One: sheet })
const changed = (parts: MadeEntry[], name: string, from: string, to: string): MadeEntry[] =>
  parts.map((part) =>
    part.name === name ? { ...part, bytes: String(part.bytes).replace(from, to) } : part,
  )

const STRINGS =
  '<sst><si><t>plain</t></si><si><r><t>ri</t></r><r><t>ch</t></r></si><si><t>漢字</t><rPh><t>かんじ</t></rPh></si><si><t>a_x000A_b</t></si></sst>'
const withStrings = (sheet: string) => [
  ...changed(
    book(sheet),
    'xl/_rels/workbook.xml.rels',
    '<Relationship Id="rIdStyles"',
    '<Relationship Id="rIdStrings" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rIdStyles"',
  ),
  { name: 'xl/sharedStrings.xml', bytes: STRINGS },
]
const shared = (...numbers: number[]) =>
  sheetOf(`<row>${numbers.map((number) => `<c t="s"><v>${number}</v></c>`).join('')}</row>`)

const FORMATS =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="[Red]0.0&quot;days&quot;"/><numFmt numFmtId="166" formatCode="[$-409]h:mm AM/PM"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>'
const styled = (sheet: string) =>
  book(sheet).map((part) => (part.name === 'xl/styles.xml' ? { ...part, bytes: FORMATS } : part))

const ROWS: [title: string, parts: MadeEntry[], csv: string][] = [
  [
    'whose cells do not say where they are has them one after the other',
    book(sheetOf('<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>')),
    '1,2\n3\n',
  ],
  [
    'with empty cells between others keeps their columns',
    book(sheetOf('<row r="1"><c r="B1"><v>1</v></c><c r="AA1"><v>2</v></c></row>')),
    `,1${','.repeat(25)}2\n`,
  ],
  [
    'with a cell far below has no blank rows',
    book(
      sheetOf(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>',
      ),
    ),
    '1\n2\n',
  ],
  [
    'has the results of its formulas, its errors and its truths',
    book(
      sheetOf(
        '<row><c t="str"><f>A1</f><v>x</v></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c><f>B1</f></c></row>',
      ),
    ),
    'x,#N/A,TRUE,FALSE\n',
  ],
  [
    'shows as many digits as its own program',
    book(sheetOf('<row><c><v>0.30000000000000004</v></c><c><v>-1.5E-3</v></c></row>')),
    '0.3,-1.5E-3\n',
  ],
  [
    'finds the texts that its cells share, without how they are read aloud',
    withStrings(shared(1, 2, 0)),
    'rich,漢字,plain\n',
  ],
  ['finds characters that XML has none for', withStrings(shared(3)), '"a\nb"\n'],
  ['misses a text that is not there', withStrings(shared(0, 9)), 'plain,\n'],
  [
    'knows days and times by their formats, and numbers that only look so',
    styled(
      sheetOf(
        '<row><c s="1"><v>45000</v></c><c s="2"><v>45000</v></c><c s="3"><v>0.75</v></c><c s="3"><v>45000.75</v></c><c s="1"><v>1E99</v></c></row>',
      ),
    ),
    '2023-03-15,45000,18:00:00,2023-03-15 18:00:00,1E99\n',
  ],
  [
    'may count its days from 1904',
    changed(
      book([[{ day: 1 }]]),
      'xl/workbook.xml',
      '<sheets>',
      '<workbookPr date1904="1"/><sheets>',
    ),
    '1904-01-02\n',
  ],
  [
    'may write its names with a prefix',
    book(
      '<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    ),
    '1\n',
  ],
]

describe('A workbook', () => {
  it.each(ROWS)('%s.', async (_, parts, csv) => {
    const bytes = makeZip(parts)
    const facts = await look(bytes, 'book.xlsx')
    expect(facts).toMatchObject({ kind: 'xlsx', flaw: null, sheets: 1 })
    expect(await text(bytes, facts)).toBe(`# One\n${csv}`)
  })

  it('leaves out sheets that hold a chart alone.', async () => {
    const parts = changed(
      xlsxParts({ One: [['a'], [1]], Chart: '<chartsheet/>' }),
      'xl/_rels/workbook.xml.rels',
      'worksheet" Target="worksheets/sheet2.xml',
      'chartsheet" Target="chartsheets/sheet1.xml',
    )
    const facts = await look(makeZip(parts), 'book.xlsx')
    expect(facts).toMatchObject({ flaw: null, sheets: 1, rows: 1, columns: 1 })
  })
})
