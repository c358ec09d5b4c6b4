import { foldSigns, SIGNS } from './fold-signs'
import { joinPages, type PieceSpan, type TextPiece } from './page-run'

/** Finds what is typed on one page: the parts of its pieces, for each place. */
export type FindInPage = (query: string) => PieceSpan[][]

/** Reads a page once for all that will be looked for: white space, hyphens and accents make no difference. */
export function searchablePage(pieces: readonly TextPiece[]): FindInPage {
  const { text, spansOf } = joinPages([pieces])
  const { signs, starts, ends } = foldSigns(text, SIGNS)
  return (query) => {
    const wanted = foldSigns(query, SIGNS).signs
    const places: PieceSpan[][] = []
    if (wanted === '') return places
    for (let at = signs.indexOf(wanted); at !== -1; at = signs.indexOf(wanted, at + wanted.length))
      places.push(spansOf(starts[at] ?? 0, ends[at + wanted.length - 1] ?? 0))
    return places
  }
}
