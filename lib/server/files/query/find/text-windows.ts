import 'server-only'

/** A part of a text, in which places that begin from `start` and before `end` are looked for. */
export interface TextWindow {
  text: string
  start: number
  end: number
  /** The number of the line or page that a place is on, from 1. */
  unit(at: number): number
}

/**
 * A text that comes in pieces, as parts that overlap: around each place so much stands that no match
 * and nothing of what is told around it is cut.
 */
export function* textWindows(
  pieces: Iterable<string>,
  around: number,
  endOfUnit: string,
): Generator<TextWindow> {
  let text = ''
  let start = 0
  let before = 1
  const windowTo = (end: number): TextWindow => {
    let [known, units] = [0, before]
    // Places are asked for in order.
    const unit = (at: number) => {
      units += countOf(text, endOfUnit, known, at)
      known = at
      return units
    }
    return { text, start, end, unit }
  }
  for (const piece of pieces) {
    text += piece
    const end = text.length - around
    if (end <= start) continue
    yield windowTo(end)
    const from = Math.max(0, end - around)
    before += countOf(text, endOfUnit, 0, from)
    text = text.slice(from)
    start = end - from
  }
  yield windowTo(text.length)
}

function countOf(text: string, wanted: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf(wanted, from); at !== -1 && at < to; count++) {
    at = text.indexOf(wanted, at + 1)
  }
  return count
}
