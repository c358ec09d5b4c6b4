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
  const blocks = createBlocks()
  for (const [, slash, tag = '', attributes = '', text] of html.matchAll(TAG)) {
    if (text !== undefined) blocks.write(plain(text))
    else if (slash === '/') blocks.close(tag)
    else blocks.open(tag, attributes)
  }
  return blocks.text()
}

const plain = (text: string) =>
  text.replaceAll(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? '')

interface List {
  tag: string
  count: number
}

function createBlocks() {
  let pieces: string[] = []
  const lists: List[] = []
  const links: string[] = []
  /** Tables, the innermost last: what was written before it, and its rows. */
  const tables: { before: string[]; rows: string[][] }[] = []

  const write = (text: string) => void pieces.push(text)
  const take = () => {
    const text = tidy(pieces.join(''))
    pieces = []
    return text
  }
  // A paragraph in a list's item stands behind its mark.
  const marksOf = (tag: string) =>
    (tag === 'p' && lists.length > 0 ? IN_ITEM : MARKS[tag]) ?? NO_MARKS
  const OPEN: Readonly<Record<string, (attributes: string) => void>> = {
    br: () => write('\n'),
    ul: () => void lists.push({ tag: 'ul', count: 0 }),
    ol: () => void lists.push({ tag: 'ol', count: 0 }),
    li: () => {
      const list = lists.at(-1) ?? { tag: 'ul', count: 0 }
      list.count += 1
      const mark = list.tag === 'ol' ? `${list.count}.` : '-'
      write(`\n${'  '.repeat(Math.max(0, lists.length - 1))}${mark} `)
    },
    a: (attributes) => {
      const link = /href="(https?:[^"]*|mailto:[^"]*)"/.exec(attributes)?.[1]
      links.push(link === undefined ? '' : plain(link))
      if (link !== undefined) write('[')
    },
    table: () => {
      tables.push({ before: pieces, rows: [] })
      pieces = []
    },
    tr: () => void tables.at(-1)?.rows.push([]),
    td: () => void take(),
    th: () => void take(),
  }
  const endCell = () => void tables.at(-1)?.rows.at(-1)?.push(take())
  const endList = () => {
    lists.pop()
    if (lists.length === 0) write('\n\n')
  }
  const CLOSE: Readonly<Record<string, () => void>> = {
    ul: endList,
    ol: endList,
    a: () => {
      const link = links.pop() ?? ''
      if (link !== '') write(`](${link})`)
    },
    td: endCell,
    th: endCell,
    table: () => {
      const table = tables.pop()
      if (table === undefined) return
      pieces = table.before
      write(`\n\n${tableOf(table.rows)}\n\n`)
    },
  }
  return {
    write,
    open: (tag: string, attributes: string) => {
      OPEN[tag]?.(attributes)
      write(marksOf(tag)[0])
    },
    close: (tag: string) => {
      write(marksOf(tag)[1])
      CLOSE[tag]?.()
    },
    text: take,
  }
}

function tidy(text: string): string {
  return text
    .replaceAll(/^( *(?:-|\d+\.)) +/gm, '$1 ')
    .replaceAll(/[ \t]+$/gm, '')
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

const cellOf = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')
