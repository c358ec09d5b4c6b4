import { type TreeNode, textOf } from '../syntax-tree'

/** The texts of a table's cells, row by row. */
export function cellsOf(table: TreeNode): string[][] {
  return rowsOf(table).map((row) => cellNodes(row).map((cell) => textOf(cell).trim()))
}

function rowsOf(node: TreeNode): TreeNode[] {
  if (node.tagName === 'tr') return [node]
  return node.children?.flatMap(rowsOf) ?? []
}

function cellNodes(row: TreeNode): TreeNode[] {
  return row.children?.filter(({ tagName }) => tagName === 'th' || tagName === 'td') ?? []
}

/** Rows as CSV (RFC 4180), with the line ending of that. */
export function toCsv(rows: readonly string[][]): string {
  return rows.map((row) => row.map(csvField).join(',')).join('\r\n')
}

/** What a spreadsheet would run as a formula; a number with its sign is none. */
const FORMULA = /^(?:[=@\t]|[+-](?![\d.,]+%?$))/

function csvField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as a table of GitHub's Markdown. */
export function toMarkdown([head = [], ...body]: readonly string[][]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, '<br>')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')
}
