import 'server-only'
import { foldSigns, SIGNS } from '@/lib/domain/files/passage/fold-signs'

/** A stretch of a text. */
export interface Place {
  start: number
  end: number
}

/** Words so far from each other do not belong together. */
const NEAR = 300
/** No longer than this is what is found: a phrase has that many signs, and blanks between them. */
export const MOST_PLACE = 2000

/** Where in a text all that is wanted stands close together, from a place on and to another, without overlaps. */
export function* placesOf(
  text: string,
  wanted: readonly string[],
  within: Place,
): Generator<Place> {
  const { signs, starts, ends } = foldSigns(text, SIGNS)
  const placed = (part: string) =>
    occurrences(signs, part).map((at) => ({
      start: starts[at] ?? 0,
      end: ends[at + part.length - 1] ?? 0,
    }))
  const [first = '', ...others] = wanted
  const found = others.length === 0 ? placed(first) : together(wanted.map(placed))
  let from = within.start
  for (const place of found) {
    if (place.start < from || place.start >= within.end) continue
    yield place
    from = place.end
  }
}

function occurrences(signs: string, part: string): number[] {
  const found: number[] = []
  for (let at = signs.indexOf(part); at !== -1; at = signs.indexOf(part, at + 1)) found.push(at)
  return found
}

/** The shortest stretches that hold one of each, in order. */
function together(words: readonly (readonly Place[])[]): Place[] {
  const all = words
    .flatMap((places, word) => places.map((place) => ({ ...place, word })))
    .sort((one, other) => one.start - other.start)
  const last = new Map<number, Place>()
  const found: Place[] = []
  for (const { word, ...place } of all) {
    last.set(word, place)
    if (last.size < words.length) continue
    const start = Math.min(...Array.from(last.values(), (one) => one.start))
    const end = Math.max(...Array.from(last.values(), (one) => one.end))
    if (end - start > NEAR) continue
    found.push({ start, end })
    last.clear()
  }
  return found
}
