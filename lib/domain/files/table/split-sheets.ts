/** A sheet of a workbook, as CSV. */
export interface SheetText {
  name: string
  csv: string
}

/**
 * The sheets in the text that the server makes of a workbook: each under a line `# name`, a blank line
 * before it. No sheet has a blank line but in quotes.
 */
export function splitSheets(text: string): SheetText[] {
  const starts = [...headings(text)]
  return starts.map((start, at) => {
    const part = text.slice(start, starts[at + 1] ?? text.length)
    const end = part.indexOf('\n')
    return {
      name: part.slice(2, end === -1 ? part.length : end),
      csv: end === -1 ? '' : part.slice(end + 1),
    }
  })
}

function* headings(text: string): Generator<number> {
  let isQuoted = false
  let isAfterBlank = true
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start)
    const end = next === -1 ? text.length : next
    const isHeading = !isQuoted && isAfterBlank && text.startsWith('# ', start)
    if (isHeading) yield start
    else if (text.slice(start, end).replaceAll(/[^"]+/g, '').length % 2 === 1) isQuoted = !isQuoted
    isAfterBlank = !isQuoted && end === start
    start = end + 1
  }
}
