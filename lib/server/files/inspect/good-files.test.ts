import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { FileFacts } from '@/lib/domain/files/facts'
import { inspectFiles } from './made/inspected'
import { item, makeDocx, makeXlsx, paragraph, table } from './made/made-office'
import { linesOf, makePdf } from './made/made-pdf'
import { encodeAs, encodeUtf16 } from './made/made-text'

const { look, text } = await inspectFiles()

const create = { width: 30, height: 20, channels: 3, background: '#8090a0' } as const
const image = sharp({ create })

/** A file as its person calls it, what it is, and the text that is made of it where there is one. */
interface Row {
  title: string
  name: string
  bytes: Buffer
  facts: Partial<FileFacts>
  text?: string
}

const utf8 = (text: string) => Buffer.from(text)
const textRow = (
  name: string,
  kind: FileFacts['kind'],
  text: string,
  more: Partial<FileFacts> & { title: string },
): Row => {
  const { title, ...facts } = more
  return { title, name, bytes: utf8(text), text, facts: { kind, encoding: 'utf-8', ...facts } }
}

const IMAGES: readonly Row[] = await Promise.all(
  (['png', 'jpeg', 'gif', 'webp'] as const).map(async (format) => ({
    title: `A picture of the format ${format} is an image of its size.`,
    name: `picture.${format}`,
    bytes: await image.clone().toFormat(format).toBuffer(),
    facts: { kind: 'image' as const, mediaType: `image/${format}`, width: 30, height: 20 },
  })),
)

const DOCUMENTS: readonly Row[] = [
  {
    title: 'A PDF has its pages parted by form feeds.',
    name: 'two.pdf',
    bytes: makePdf([linesOf('One', 'two'), linesOf('three')]),
    facts: { kind: 'pdf', mediaType: 'application/pdf', pages: 2, characters: 13 },
    text: 'One\ntwo\fthree',
  },
  {
    title: 'A PDF of pictures alone has pages and no characters.',
    name: 'scan.pdf',
    bytes: makePdf([[], []]),
    facts: { kind: 'pdf', pages: 2, characters: 0 },
    text: '\f',
  },
  {
    title: 'A Word document becomes headings, paragraphs, lists and tables of Markdown.',
    name: 'report.docx',
    bytes: makeDocx(
      [
        paragraph('Report', 1),
        paragraph('Costs &lt; 5 &amp; fine'),
        paragraph('Part', 2),
        item('apple', 1),
        item('green', 1, 1),
        item('first', 2),
        item('second', 2),
        table([
          ['Name', 'Sum'],
          ['a|b', '2'],
        ]),
      ].join(''),
    ),
    facts: {
      kind: 'docx',
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    },
    text: [
      '# Report',
      '',
      'Costs < 5 & fine',
      '',
      '## Part',
      '',
      '- apple',
      '  - green',
      '',
      '1. first',
      '2. second',
      '',
      '| Name | Sum |',
      '| --- | --- |',
      '| a\\|b | 2 |',
    ].join('\n'),
  },
  {
    title: 'A workbook becomes one CSV per sheet under its name, its days written as days.',
    name: 'book.xlsx',
    bytes: makeXlsx({
      Sales: [
        ['day', 'note', 'sum'],
        [{ day: 45000 }, 'a, "b"', 1.5],
        [{ day: 45000.5 }, null, 2],
      ],
      Empty: [],
      城市: [['北京'], ['上海']],
    }),
    facts: {
      kind: 'xlsx',
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      sheets: 3,
      rows: 3,
      columns: 3,
    },
    text: [
      '# Sales',
      'day,note,sum',
      '2023-03-15,"a, ""b""",1.5',
      '2023-03-15 12:00:00,,2',
      '',
      '# Empty',
      '',
      '# 城市',
      '北京',
      '上海',
      '',
    ].join('\n'),
  },
]

const TEXTS: readonly Row[] = [
  textRow('notes.txt', 'text', 'One\r\ntwo\n', {
    title: 'A text keeps its line ends.',
    mediaType: 'text/plain',
    characters: 9,
  }),
  textRow('README.md', 'markdown', '# Hello\n', {
    title: 'Markdown is known by its name.',
    mediaType: 'text/markdown',
  }),
  textRow('main.rs', 'code', 'fn main() {}\n', { title: 'Code is known by its name.' }),
  textRow('src/Dockerfile', 'code', 'FROM node\n', {
    title: 'Code is known by a name without an ending, too.',
  }),
  textRow('page.html', 'html', '<p>Hi</p>', {
    title: 'A page is known by its name.',
    mediaType: 'text/html',
  }),
  textRow('page', 'html', '<!doctype html><p>Hi</p>', {
    title: 'A page without an ending is known by its beginning.',
  }),
  textRow('icon.svg', 'svg', '<?xml version="1.0"?><!-- a --><svg xmlns="x"/>', {
    title: 'An SVG is text that says itself what it is.',
    mediaType: 'image/svg+xml',
  }),
  textRow('data.json', 'json', '{"a": [1, 2]}', {
    title: 'JSON is known by its name and that it parses.',
    mediaType: 'application/json',
  }),
  textRow('log.jsonl', 'json', '{"a": 1}\n{"a": 2}\n', { title: 'Lines of JSON are JSON.' }),
  textRow('half.json', 'text', '{"a": [1, ', { title: 'JSON that does not parse is a text.' }),
  textRow('sales.csv', 'table', 'a,b\n1,"x, ""y""\n z"\n\n2,w\n', {
    title: 'A table has rows below its header, whose fields may hold line ends.',
    mediaType: 'text/csv',
    rows: 2,
    columns: 2,
  }),
  textRow('sales.csv', 'table', 'a;b;c\n1;2;3\n', {
    title: 'A table may part its columns by semicolons.',
    rows: 1,
    columns: 3,
  }),
  textRow('sales.tsv', 'table', 'a\tb,c\n1\t2\n', {
    title: 'A table may part its columns by tabs.',
    mediaType: 'text/tab-separated-values',
    rows: 1,
    columns: 2,
  }),
  textRow('export.txt', 'table', 'a\tb\n1\t2\n3\t4\n', {
    title: 'A table is known by its columns where its name says nothing.',
    rows: 2,
    columns: 2,
  }),
  textRow('letter.txt', 'text', 'Dear all,\nhello,\nbye,\n', {
    title: 'Prose with commas is no table.',
    rows: null,
  }),
  textRow('old.csv', 'table', 'a,b\r1,2\r3,4\r', {
    title: 'A table may end its rows with returns alone.',
    rows: 2,
    columns: 2,
  }),
]

const STORY = '今天天气很好，我们去公园散步。'
const encoded = (language: string, text: string, encoding: string, bytes: Buffer): Row => ({
  title: `${language} in ${encoding} is decoded.`,
  name: 'text.txt',
  bytes,
  facts: { kind: 'text', encoding, characters: text.length },
  text,
})
const inTable = (language: string, text: string, encoding: string) =>
  encoded(language, text, encoding, encodeAs(text, encoding))

const ENCODED: readonly Row[] = [
  encoded('Text with a mark', 'Grüße', 'utf-8', utf8('\ufeffGrüße')),
  encoded('Text with a mark', STORY, 'utf-16le', encodeUtf16(STORY, 'le')),
  encoded('Text with a mark', STORY, 'utf-16be', encodeUtf16(STORY, 'be')),
  encoded('English without a mark', 'One two', 'utf-16le', encodeUtf16('One two', 'le', '')),
  encoded('English without a mark', 'One two', 'utf-16be', encodeUtf16('One two', 'be', '')),
  encoded(
    'Chinese without a mark',
    `一 ${STORY}\n`,
    'utf-16le',
    encodeUtf16(`一 ${STORY}\n`, 'le', ''),
  ),
  encoded(
    'Chinese without a mark',
    `一 ${STORY}\n`,
    'utf-16be',
    encodeUtf16(`一 ${STORY}\n`, 'be', ''),
  ),
  inTable('Chinese', STORY, 'gb18030'),
  inTable('A word of Chinese', '北京', 'gb18030'),
  inTable('Chinese of Taiwan', '今天天氣很好，我們去公園散步吧。', 'big5'),
  inTable('Japanese', 'これは文字コードを調べるためのファイルです。', 'shift_jis'),
  inTable('Korean', '오늘은 날씨가 좋습니다. 공원에 갑시다.', 'euc-kr'),
  inTable('French', 'Le café est très bon, garçon.', 'windows-1252'),
  inTable('German', 'Müller; Straße; überall “Größe” – 5 €', 'windows-1252'),
  inTable('Russian', 'Привет, мир! Это проверка кодировки.', 'windows-1251'),
]

describe('A good file', () => {
  it.each([...IMAGES, ...DOCUMENTS, ...TEXTS, ...ENCODED])('$title', async (row) => {
    const facts = await look(row.bytes, row.name)
    expect(facts).toMatchObject({ flaw: null, ...row.facts })
    if (row.text === undefined) return
    const made = await text(row.bytes, facts)
    expect(made).toBe(row.text)
    if (facts.characters !== 0) expect(facts.characters).toBe(made.length)
  })

  it('takes as many tokens as the sandbox counts in it: one for each character of Chinese, each word and each mark', async () => {
    const english = 'Rain fell on the dam. '.repeat(200)
    const chinese = STORY.repeat(200)
    for (const [made, tokens] of [
      [utf8(english), 200 * 6 + 1],
      [utf8('1.25,8.5,300\n'.repeat(100)), 100 * 10],
      [utf8(chinese), chinese.length],
      [encodeAs(chinese, 'gb18030'), chinese.length],
    ] as const) {
      expect(await look(made, 'text.txt')).toMatchObject({ tokens })
    }
  })

  it('has the width and height that it is shown with, where a camera was turned', async () => {
    const turned = await image.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await look(turned, 'photo.jpg')).toMatchObject({ width: 20, height: 30, flaw: null })
  })

  it('is decoded by what stands far from its beginning, too', async () => {
    const far = `${'plain ASCII\n'.repeat(100_000)}${STORY}`
    const bytes = Buffer.concat([utf8('plain ASCII\n'.repeat(100_000)), encodeAs(STORY, 'gb18030')])
    const facts = await look(bytes, 'far.txt')
    expect(facts).toMatchObject({ encoding: 'gb18030', characters: far.length, flaw: null })
    expect((await text(bytes, facts)).endsWith(STORY)).toBe(true)
  })
})
