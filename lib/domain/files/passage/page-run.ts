/** What a page's text is made of, in the order in which it is read: words, or whole lines. */
export interface TextPiece {
  str: string
}

/** A part of one piece of a page. */
export interface PieceSpan {
  /** Counted from the first of the pages that were looked at. */
  page: number
  piece: number
  start: number
  end: number
}

/** Pages as one text. */
export interface PageRun {
  text: string
  /** The parts of the pieces that lie between two places of the text. */
  spansOf: (start: number, end: number) => PieceSpan[]
}

export function joinPages(pages: readonly (readonly TextPiece[])[]): PageRun {
  const pieces = pages.flatMap((one, page) => one.map(({ str }, piece) => ({ page, piece, str })))
  const offsets: number[] = []
  let size = 0
  for (const { str } of pieces) {
    offsets.push(size)
    size += str.length
  }
  const spansOf = (start: number, end: number) => {
    const spans: PieceSpan[] = []
    for (let at = firstAt(offsets, start); at < pieces.length; at++) {
      const [piece, offset] = [pieces[at], offsets[at] ?? size]
      if (piece === undefined || offset >= end) break
      const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, piece.str.length)]
      if (from < to) spans.push({ page: piece.page, piece: piece.piece, start: from, end: to })
    }
    return spans
  }
  return { text: pieces.map(({ str }) => str).join(''), spansOf }
}

/** The last of the ascending numbers that is not above the wanted one. */
function firstAt(numbers: readonly number[], wanted: number): number {
  let [low, high] = [0, numbers.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((numbers[middle] ?? 0) <= wanted) low = middle
    else high = middle - 1
  }
  return Math.max(low, 0)
}
