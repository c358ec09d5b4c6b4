import { LETTER } from '@/lib/domain/citations'

/** As the style sheet calls it. */
const NAME = 'cited'

/**
 * Marks what stands before the mark of a passage, as many letters as the passage backs, without touching
 * the elements that the Markdown made. Answers what takes it back.
 */
export function showCited(mark: Element, letters: number): (() => void) | undefined {
  const range = citedRange(mark, letters)
  // Browsers of before 2025 may have no such registry; the passage is shown in its document all the same.
  if (range === null || !('highlights' in CSS)) return undefined
  const shown = CSS.highlights.get(NAME) ?? new Highlight()
  CSS.highlights.set(NAME, shown.add(range))
  return () => void shown.delete(range)
}

function citedRange(mark: Element, letters: number): Range | null {
  const answer = mark.closest('.answer')
  if (answer === null || letters === 0) return null
  const walker = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT)
  walker.currentNode = mark
  const range = document.createRange()
  let left = letters
  for (let node = walker.previousNode(); node instanceof Text; node = walker.previousNode()) {
    if (!isText(node)) continue
    if (left === letters) range.setEnd(node, node.data.trimEnd().length)
    for (let at = node.data.length - 1; at >= 0 && left > 0; at--) {
      // Of a pair of surrogates the second half is no letter.
      const sign = String.fromCodePoint(node.data.codePointAt(at) ?? 0)
      if (!LETTER.test(sign)) continue
      left -= 1
      range.setStart(node, at)
    }
    if (left === 0) break
  }
  return left === letters ? null : range
}

/** A part of the answer's own text, and not a mark, a button, or a formula's second form for readers. */
function isText(node: Text): boolean {
  return node.parentElement?.closest('[data-citation], button, .katex-mathml') === null
}
