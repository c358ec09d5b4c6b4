/** Of any system. */
const LINE_END = /\r\n|\r|\n/

/**
 * What reaches out of a quotation: HTML, which ends it wherever it likes, definitions of links and notes,
 * which hold for the whole document, and pictures, which are fetched.
 */
const REACHING = /<[a-z/!?]|\]:|!\[/i

/** A Markdown text within another: as a quotation, or where it would reach out of that, as it is written. */
export function quoteMarkdown(text: string): string {
  if (REACHING.test(text)) return fence(text, 'markdown')
  return linesOf(text)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

/** A text as a block of code that nothing within it can end. */
export function fence(text: string, language = ''): string {
  const signs = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return [`${signs}${language}`, ...linesOf(text), signs].join('\n')
}

/** A text of one line as code within a line, where it means nothing but itself. */
export function inlineCode(text: string): string {
  const line = oneLine(text)
  const signs = '`'.repeat(longestRun(line) + 1)
  // It must not touch its signs, and one blank at each end is taken away.
  return `${signs} ${line} ${signs}`.replace(/^(`+) (?![` ])(.*[^` ]) (`+)$/, '$1$2$3')
}

/** A text of one line as plain words, in which no sign of Markdown means anything. */
export function plainWords(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~&$^@]/g, (sign) => `\\${sign}`)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function linesOf(text: string): string[] {
  return text.split(LINE_END)
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([signs]) => signs.length))
}
