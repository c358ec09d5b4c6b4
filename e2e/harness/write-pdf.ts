/** Between two lines, in points. */
const LEADING = 16

/** A PDF of nothing but lines of text, a list of them for each page. */
export function writePdf(pages: readonly (readonly string[])[]): Buffer {
  // The pages first, then what stands on them: no reader goes through all to find one.
  const kids = pages.map((_, at) => `${4 + at} 0 R`)
  const first = 4 + pages.length
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>',
    ...pages.map(
      (_, at) =>
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${first + at} 0 R/Resources<</Font<</F 3 0 R>>>>>>`,
    ),
    ...pages.map(contentOf),
  ]
  const parts = [
    '%PDF-1.7\n',
    ...objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`),
  ]
  const offsets = objects.map((_, at) => parts.slice(0, at + 1).join('').length)
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const size = objects.length + 1
  return Buffer.from(
    `${parts.join('')}xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${parts.join('').length}\n%%EOF\n`,
  )
}

function contentOf(lines: readonly string[]): string {
  const shown = lines.map(
    (line, at) =>
      `BT /F 12 Tf 72 ${720 - LEADING * at} Td (${line.replaceAll(/[\\()]/g, '\\$&')}) Tj ET`,
  )
  const stream = shown.join('\n')
  return `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`
}
