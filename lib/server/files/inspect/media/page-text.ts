import 'server-only'
import type { TextContent, TextItem } from 'pdfjs-dist/types/src/display/api'

/** In heights of a line: the distance of two baselines that a paragraph ends at. */
const PARAGRAPH = 1.7
/** In heights of a line: a blank so wide parts columns. */
const COLUMN = 2

/** The text of a page: its lines, a blank line between paragraphs, a tab between columns. */
export function pageText(items: TextContent['items']): string {
  let text = ''
  let above: TextItem | null = null
  for (const item of items) {
    // What is not text marks the beginning or end of some content.
    if (!('str' in item)) continue
    if (item.str !== '') {
      if (above !== null && text.endsWith('\n') && isParagraphBetween(above, item)) text += '\n'
      text += isColumnGap(item, above) ? '\t' : item.str
      if (item.height > 0) above = item
    }
    if (item.hasEOL) text += '\n'
  }
  const lines = text.split('\n').map((line) => line.trimEnd())
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

function isParagraphBetween(above: TextItem, below: TextItem): boolean {
  const height = Math.max(above.height, below.height)
  return height > 0 && Math.abs(baseline(above) - baseline(below)) > PARAGRAPH * height
}

function isColumnGap(item: TextItem, before: TextItem | null): boolean {
  return item.str === ' ' && before !== null && item.width > COLUMN * before.height
}

const baseline = ({ transform }: TextItem) => Number(transform[5])
