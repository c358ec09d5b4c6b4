import 'server-only'

/** What stands for a tag's beginning and end where that is always the same. */
const MARKS: Readonly<Record<string, [begin: string, end: string]>> = {
  h1: ['\n\n# ', '\n\n'],
  h2: ['\n\n## ', '\n\n'],
  h3: ['\n\n### ', '\n\n'],
  h4: ['\n\n#### ', '\n\n'],
  h5: ['\n\n##### ', '\n\n'],
  h6: ['\n\n###### ', '\n\n'],
  p: ['\n\n', '\n\n'],
  strong: ['**', '**'],
  em: ['*', '*'],
  s: ['~~', '~~'],
}
const IN_ITEM: [string, string] = [' ', ' ']
const NO_MARKS: [string, string] = ['', '']
const TAG = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/g
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' }

/**
 * Markdown of such HTML as mammoth writes: its own few tags, each closed, `<` nowhere else. What has
 * no mark in Markdown leaves its text.
 */
export function markdownOf(html: string): string {
  const page: Page = { pieces: [], lists: [], links: [], tables: [] }
  for (const [, slash, tag = '', attributes = '', text] of html.matchAll(TAG)) {
    // A paragraph in a list's item stands behind its mark.
    const isInItem = tag === 'p' && page.lists.length > 0
    const [begin, end] = (isInItem ? IN_ITEM : MARKS[tag]) ?? NO_MARKS
    if (text !== undefined) page.pieces.push(plain(text))
    else if (slash === '/') {
      page.pieces.push(end)
      CLOSE[tag]?.(page)
    } else {
      OPEN[tag]?.(page, attributes)
      page.pieces.push(begin)
    }
  }
  return take(page)
}

/** What has been written, and what is open, the innermost last. */
interface Page {
  pieces: string[]
  lists: { tag: string; count: number }[]
  links: string[]
  /** What was written before a table, and its rows. */
  tables: { before: string[]; rows: string[][] }[]
}

const plain = (text: string) =>
  text.replaceAll(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? '')

const OPEN: Readonly<Record<string, (page: Page, attributes: string) => void>> = {
  br: ({ pieces }) => void pieces.push('\n'),
  ul: ({ lists }) => void lists.push({ tag: 'ul', count: 0 }),
  ol: ({ lists }) => void lists.push({ tag: 'ol', count: 0 }),
  li: ({ pieces, lists }) => {
    const list = lists.at(-1) ?? { tag: 'ul', count: 0 }
    list.count += 1
    const mark = list.tag === 'ol' ? `${list.count}.` : '-'
    pieces.push(`\n${'  '.repeat(Math.max(0, lists.length - 1))}${mark} `)
  },
  a: ({ pieces, links }, attributes) => {
    const link = /href="(https?:[^"]*|mailto:[^"]*)"/.exec(attributes)?.[1] ?? ''
    links.push(plain(link))
    if (link !== '') pieces.push('[')
  },
  table: (page) => {
    page.tables.push({ before: page.pieces, rows: [] })
    page.pieces = []
  },
  tr: ({ tables }) => void tables.at(-1)?.rows.push([]),
  td: take,
  th: take,
}

const CLOSE: Readonly<Record<string, (page: Page) => void>> = {
  ul: endList,
  ol: endList,
  a: ({ pieces, links }) => {
    const link = links.pop() ?? ''
    if (link !== '') pieces.push(`](${link})`)
  },
  td: endCell,
  th: endCell,
  table: (page) => {
    const table = page.tables.pop()
    if (table === undefined) return
    page.pieces = table.before
    page.pieces.push(`\n\n${tableOf(table.rows)}\n\n`)
  },
}

function endList({ pieces, lists }: Page): void {
  lists.pop()
  if (lists.length === 0) pieces.push('\n\n')
}

function endCell(page: Page): void {
  page.tables.at(-1)?.rows.at(-1)?.push(take(page))
}

/** What has been written since the last time, without blanks at the ends of lines and more than one blank line. */
function take(page: Page): string {
  const lines = page.pieces.join('').split('\n')
  page.pieces = []
  return lines
    .map((line) => line.trimEnd().replace(/^( *(?:-|\d+\.)) +/, '$1 '))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** The first row is the header: a table of Markdown has one. */
function tableOf(rows: readonly string[][]): string {
  const width = Math.max(0, ...rows.map(({ length }) => length))
  const lineOf = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => cellOf(cells[at] ?? '')).join(' | ')} |`
  const [header = [], ...body] = rows
  const rule = lineOf(Array.from({ length: width }, () => '---'))
  return [lineOf(header), rule, ...body.map(lineOf)].join('\n')
}

/** A line: Markdown's tables have no others. */
function cellOf(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines
    .filter((line) => line !== '')
    .join(' ')
    .replaceAll('|', '\\|')
}
