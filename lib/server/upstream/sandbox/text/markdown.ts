import 'server-only'

/** More rows than this are counted instead of shown. */
export const MOST_ROWS = 30
const MOST_IN_CELL = 120

/** A text on one line, at most so long; the marks that would make it a heading or an entry are left out. */
export function onOneLine(text: string, most = 2_000): string {
  const line = text
    .slice(0, most * 2)
    .replace(/^\s*(?:#{1,6}\s+|[-*+•·▪>]\s+|\d{1,3}[.)、]\s*(?=\D))+/, '')
    .replace(/\s+/g, ' ')
    .trim()
  return shorten(line, most)
}

/** What Markdown would take for its own; an address, which is a link as it stands, comes first. */
const MARKS =
  /https?:\/\/\S+|[\\*`~]|<(?=[a-zA-Z/!?])|&(?=#?\w{1,32};)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|\[(?=[^\]]*\]\()/gu

/** A text that shows as it was written. */
export function asWritten(text: string): string {
  return text.replace(MARKS, (mark) => (mark.length > 1 ? mark : `\\${mark}`))
}

/** A text cut at a whole character. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const isPair = /[\ud800-\udbff]/.test(text[most - 1] ?? '')
  return `${text.slice(0, isPair ? most - 1 : most).trimEnd()}…`
}

const cell = (text: string) => {
  const flat = shorten(
    text
      .slice(0, MOST_IN_CELL * 3)
      .replace(/\s+/g, ' ')
      .trim(),
    MOST_IN_CELL,
  )
  return flat.replace(/\\/g, '\\\\').replace(/\|/g, '\\|')
}

/** A Markdown table. `ends` names the columns that are set to the right. */
export function tableOf(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  ends: ReadonlySet<number> = new Set(),
): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  const rule = heads.map((_, at) => (ends.has(at) ? '---:' : '---'))
  return [line(heads), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n')
}

/** A fenced block that no backticks in its text can end. */
export function fenced(text: string, language: string): string {
  const longest = (text.match(/`{3,100}/g) ?? []).reduce(
    (most, { length }) => Math.max(most, length),
    2,
  )
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}

/** Code in running text. */
export function inlineCode(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim() || ' '
  if (!flat.includes('`')) return `\`${flat}\``
  return `\`\`\` ${flat.replace(/`{3,}/g, '``')} \`\`\``
}

export const bullets = (lines: readonly string[]): string =>
  lines.map((line) => `- ${line}`).join('\n')
