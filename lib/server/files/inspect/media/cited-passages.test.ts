import type { TextItem } from 'pdfjs-dist/types/src/display/api'
import { beforeAll, expect, it } from 'vitest'
import { locatePassage } from '@/lib/domain/files/passage/locate-passage'
import { seed } from '@/lib/wire/__fixtures__/seed'
import { type Line, makePdf } from '../made/made-pdf'
import { pageText } from './page-text'
import { loadPdfjs } from './pdf-pages'

/** How many passages each way of reading is tried with, and how many of them must be found. */
const QUOTES = 150
const ENOUGH = 0.95
const PAGES = 12
const ROWS = 40
const ROW_LENGTH = 78

const random = randomBy(seed)
const below = (limit: number) => Math.floor(random() * limit)

/** The text of a document as it was written, and as it is read of its pages. */
interface Read {
  written: string
  pages: TextItem[][]
}
let read: Read

beforeAll(async () => {
  const written = Array.from({ length: 900 }, sentence).join(' ')
  const pages = pagesOf(hyphenate(written))
  read = { written, pages: await readItems(makePdf(pages)) }
})

/** How what is cited may have come about, from the words on one page or on the two that follow. */
const WAYS: [name: string, quote: () => { from: number; quote: string }][] = [
  [
    'the text as a page is read for a model, cut anywhere',
    () => ofPages((pages) => pages.map(textOfPage).join('\n')),
  ],
  [
    'pieces joined by a space',
    () =>
      ofPages((pages) =>
        pages
          .flat()
          .map(({ str }) => str)
          .join(' '),
      ),
  ],
  [
    'pieces joined by nothing',
    () =>
      ofPages((pages) =>
        pages
          .flat()
          .map(({ str }) => str)
          .join(''),
      ),
  ],
  ['the text as it was written, over two pages with foot and head', ofWriting],
  ['the same with signs that were read wrongly', () => spoil(ofWriting())],
]

it.each(WAYS)(`Nineteen of twenty passages are found that are %s (seed ${seed})`, (name, make) => {
  const missed: string[] = []
  for (let count = 0; count < QUOTES; count++) {
    const { from, quote } = make()
    const pages = read.pages.slice(from, from + 2)
    const spans = locatePassage(pages, quote)
    const marked = spans?.map(({ page, piece, start, end }) =>
      pages[page]?.[piece]?.str.slice(start, end),
    )
    if (marked === undefined || !isLike(marked.join(''), quote)) missed.push(quote)
  }
  const share = 1 - missed.length / QUOTES
  expect(share, `${name}: missed ${JSON.stringify(missed.slice(0, 3))}`).toBeGreaterThanOrEqual(
    ENOUGH,
  )
})

it(`A passage of another document is found nowhere (seed ${seed})`, () => {
  for (let count = 0; count < QUOTES; count++) {
    const quote = Array.from({ length: 3 + below(30) }, foreignWord).join(' ')
    const from = below(PAGES - 1)
    expect([quote, locatePassage(read.pages.slice(from, from + 2), quote)]).toEqual([quote, null])
  }
})

const textOfPage = (items: TextItem[]) => pageText(items)

function ofPages(textOf: (pages: TextItem[][]) => string) {
  const from = below(PAGES - 1)
  return { from, quote: cut(textOf(read.pages.slice(from, from + 1))) }
}

/** From the end of one page into the next, as no page has it. */
function ofWriting() {
  const from = below(PAGES - 1)
  const last = read.pages[from]?.findLast(({ str }) => str.length > ROW_LENGTH / 2)
  const words = last?.str.split(' ').slice(1, 5).join(' ') ?? ''
  const at = Math.max(0, read.written.indexOf(words))
  return { from, quote: cut(read.written.slice(Math.max(0, at - 200), at + 300)) }
}

function spoil({ from, quote }: { from: number; quote: string }) {
  const spoilt = [...quote].map((sign) => (random() < 0.01 ? '#' : sign)).join('')
  return { from, quote: spoilt }
}

/** 40 to 300 signs, from the beginning of a word on. */
function cut(text: string): string {
  const length = 40 + below(260)
  const start = text.indexOf(' ', below(Math.max(1, text.length - length))) + 1
  return text.slice(start, start + length)
}

/** What is marked has the letters of the quote, but for what was spoilt and a foot or head between. */
function isLike(marked: string, quote: string): boolean {
  const [one, other] = [marked, quote].map((text) => text.replaceAll(/[^\p{L}\p{N}]/gu, '').length)
  return one !== undefined && other !== undefined && Math.abs(one - other) <= 0.25 * other + 4
}

const SYLLABLES = 'ga te wa re tri lo pon de ment ser vi sa cal ran king fa il ur per li'.split(' ')
const word = () =>
  Array.from({ length: 1 + below(4) }, () => SYLLABLES[below(SYLLABLES.length)]).join('')
const foreignWord = () => Array.from({ length: 5 + below(5) }, () => 'bchjqxyz'[below(8)]).join('')

function sentence(): string {
  const words = Array.from({ length: 5 + below(20) }, word)
  const marks = [' (', ') ', ', ', '; ', ' - ', ' "']
  const at = below(words.length - 1) + 1
  const text = `${words.slice(0, at).join(' ')}${marks[below(marks.length)]}${words.slice(at).join(' ')}`
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

/** Rows of about one width, of which some part a word. */
function hyphenate(text: string): string[] {
  const rows: string[] = []
  let rest = text
  while (rest !== '') {
    const isParted = random() < 0.2 && /^\w{2}$/.test(rest.slice(ROW_LENGTH - 1, ROW_LENGTH + 1))
    const space = rest.lastIndexOf(' ', ROW_LENGTH)
    const at = isParted || rest.length <= ROW_LENGTH || space < 1 ? ROW_LENGTH : space
    rows.push(isParted ? `${rest.slice(0, at)}-` : rest.slice(0, at))
    rest = rest.slice(at).trimStart()
  }
  return rows
}

function pagesOf(rows: string[]): Line[][] {
  return Array.from({ length: PAGES }, (_, page) => [
    { x: 72, y: 760, text: 'Annual reliability report' },
    { x: 400, y: 760, text: `Section ${page + 1}, capacity` },
    ...rows
      .slice(page * ROWS, (page + 1) * ROWS)
      .map((text, at) => ({ x: 72, y: 720 - 15 * at, text })),
    { x: 300, y: 40, text: String(page + 1) },
  ])
}

async function readItems(bytes: Buffer): Promise<TextItem[][]> {
  const { getDocument, VerbosityLevel } = await loadPdfjs()
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS })
  const pdf = await task.promise
  const pages: TextItem[][] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    pages.push(items.filter((item) => 'str' in item))
  }
  await task.destroy()
  return pages
}

/** Mulberry32. */
function randomBy(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
