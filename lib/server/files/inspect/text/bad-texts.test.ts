import { describe } from 'vitest'
import { type BadFile, inspectFiles, testEach } from '../made/inspected'
import { LAUGHS } from '../made/made-hostile'
import { encodeAs, encodeUtf16 } from '../made/made-text'

const { look } = await inspectFiles()

const wide = Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(',')
const TEXTS: BadFile[] = [
  [
    'A table of ten thousand columns has too many',
    'a.csv',
    `${wide}\n${wide}\n`,
    { kind: 'table', flaw: 'too_many_columns', columns: 10_000 },
  ],
  [
    'A table whose quote is never closed is broken',
    'a.csv',
    'a,b\n1,"two\n3,4\n',
    { kind: 'table', flaw: 'broken', rows: null },
  ],
  [
    'A table with a quote amid a field is read as it stands',
    'a.csv',
    'a,b\n1,5" wide\n2,x\n',
    { kind: 'table', flaw: null, rows: 2 },
  ],
  [
    'A table with rows of different lengths has the columns of its longest',
    'a.csv',
    'a\n1,2,3\n',
    { kind: 'table', flaw: null, columns: 3 },
  ],
  [
    'A table in GB18030 is decoded',
    'a.csv',
    encodeAs('姓名,城市\n张三,北京\n', 'gb18030'),
    { kind: 'table', encoding: 'gb18030', columns: 2 },
  ],
  [
    'A table in Shift-JIS is decoded',
    'a.csv',
    encodeAs('名前,都市\n田中,東京\n', 'shift_jis'),
    { kind: 'table', encoding: 'shift_jis', columns: 2 },
  ],
  [
    'A table in UTF-16 is decoded',
    'a.csv',
    encodeUtf16('a\tb\n1\t2\n', 'le'),
    { kind: 'table', encoding: 'utf-16le', columns: 2 },
  ],
  [
    'A UTF-8 text with a wrong byte among many right ones is of no known encoding',
    'a.txt',
    Buffer.concat([
      Buffer.from('北京上海广州深圳'.repeat(50)),
      Buffer.from([0xff]),
      Buffer.from('北京'),
    ]),
    { kind: 'text', flaw: 'undecodable' },
  ],
  [
    'A text marked as UTF-8 that is none is of no known encoding',
    'a.txt',
    Buffer.from('\xef\xbb\xbfGr\xfc\xdfe', 'latin1'),
    { flaw: 'undecodable' },
  ],
  [
    'A text marked as UTF-16 with half a character is of no known encoding',
    'a.txt',
    Buffer.concat([encodeUtf16('ab', 'le'), Buffer.from('c')]),
    { flaw: 'undecodable' },
  ],
  ['Zero bytes are no text', 'a.txt', Buffer.alloc(5_000), { kind: 'other', format: null }],
  ['A text with a zero byte is no text', 'a.csv', 'a,b\n1,\0\n', { kind: 'other', format: null }],
  [
    'Control characters are no text',
    'a.txt',
    '\x01\x02\x03\x04'.repeat(50),
    { kind: 'other', format: null },
  ],
  [
    'A line of 10 MB is a text',
    'a.txt',
    'word '.repeat(2_000_000),
    { kind: 'text', flaw: null, characters: 10_000_000 },
  ],
  [
    'A line of 10 MB is a table of one column',
    'a.csv',
    'word '.repeat(2_000_000),
    { kind: 'table', columns: 1, rows: 0 },
  ],
  [
    'JSON of 100,000 levels is JSON',
    'a.json',
    '['.repeat(100_000) + ']'.repeat(100_000),
    { kind: 'json', flaw: null },
  ],
  [
    'JSON that opens 100,000 levels and closes none is a text',
    'a.json',
    '['.repeat(100_000),
    { kind: 'text', flaw: null },
  ],
  [
    'An SVG of XML entities is a text that nobody unfolds',
    'a.svg',
    `${LAUGHS.replace('x', 'svg')}<svg>&i;</svg>`,
    { kind: 'svg', flaw: null },
  ],
  [
    'A page of a thousand unclosed comments is a page',
    'a.html',
    '<!-- -->'.repeat(480) + '<!--'.repeat(1_000),
    { kind: 'html', flaw: null },
  ],
  [
    'A gzip is no text',
    'a.csv',
    Buffer.from('\x1f\x8b\x08\0\0\0\0\0', 'latin1'),
    { kind: 'other', format: 'gzip' },
  ],
]

describe('A bad text', () => testEach(TEXTS, look))
