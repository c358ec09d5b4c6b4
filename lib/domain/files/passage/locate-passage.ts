import { alignParts } from './align'
import { type Folded, foldSigns, LETTERS, SIGNS } from './fold-signs'
import { joinPages, type PieceSpan, type TextPiece } from './page-run'

/** More text than this is not looked through for parts of a passage. */
const MOST_SIGNS = 400_000
const WHITE_SPACE = /\s/
const ACCENT = /\p{M}/u
const LETTER = /[\p{L}\p{N}]$/u

/**
 * Where a quoted passage stands on pages that follow each other; null where it does not. Two readings
 * of a page differ in white space, hyphens, ligatures and the form of quotes, so letters and digits
 * decide; where these differ too, most of them must be there, in their order.
 */
export function locatePassage(
  pages: readonly (readonly TextPiece[])[],
  quote: string,
): PieceSpan[] | null {
  const { text, spansOf } = joinPages(pages)
  const kept = LETTERS.test(quote.normalize('NFKD')) ? LETTERS : SIGNS
  const wanted = foldSigns(quote, kept)
  if (wanted.signs === '') return null
  const there = foldSigns(text, kept)
  const parts = findWhole(there, wanted.signs, text) ?? findParts(there.signs, wanted.signs)
  if (parts === null) return null
  const marks = { before: marksBefore(quote, wanted), after: marksAfter(quote, wanted) }
  return parts.flatMap(({ start, end }, index) => {
    const [from, to] = [there.starts[start] ?? 0, there.ends[end - 1] ?? 0]
    return spansOf(
      index === 0 ? growBack(text, from, marks.before) : from,
      index === parts.length - 1 ? growOn(text, to, marks.after) : to,
    )
  })
}

/** The first place where words begin and end, else the first. */
function findWhole({ signs, starts, ends }: Folded, wanted: string, text: string) {
  let first: { start: number; end: number } | null = null
  for (let start = signs.indexOf(wanted); start !== -1; start = signs.indexOf(wanted, start + 1)) {
    const place = { start, end: start + wanted.length }
    const [from, to] = [starts[start] ?? 0, ends[place.end - 1] ?? 0]
    if (!LETTER.test(text.slice(0, from).slice(-2)) && !LETTER.test(text.slice(to, to + 1))) {
      return [place]
    }
    first ??= place
  }
  return first === null ? null : [first]
}

const findParts = (signs: string, wanted: string) => alignParts(wanted, signs.slice(0, MOST_SIGNS))

/** How many marks, such as a quote or a full stop, stand around the first and last letter of a quote. */
const marksBefore = (quote: string, { starts }: Folded) => countMarks(quote.slice(0, starts[0]))
const marksAfter = (quote: string, { ends }: Folded) => countMarks(quote.slice(ends.at(-1)))
const countMarks = (text: string) => text.replaceAll(/\s/g, '').length

function growOn(text: string, letterEnd: number, marks: number): number {
  let end = letterEnd
  while (ACCENT.test(text.slice(end, end + 1))) end++
  const most = end + marks
  while (end < most && isMark(text[end])) end++
  return end
}

function growBack(text: string, letterStart: number, marks: number): number {
  let start = letterStart
  const least = start - marks
  while (start > least && isMark(text[start - 1])) start--
  return start
}

const isMark = (sign: string | undefined) =>
  sign !== undefined && !WHITE_SPACE.test(sign) && !LETTER.test(sign)
