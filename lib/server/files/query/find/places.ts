import 'server-only'
import { signPlaces, signsOf } from './signs-of'

/** A stretch of a text. */
export interface Place {
  start: number
  end: number
}

/** Something that is found: where it stands is worked out only if it is asked for, in order. */
export type Found = () => Place

/** In signs: words so far from each other do not belong together. */
const NEAR = 250
/** No longer than this is what is found: it has no more than 500 signs, and what is none between them. */
export const MOST_PLACE = 2000

/**
 * What of a text holds all that is wanted, close together: of that which begins in a part of the text,
 * without overlaps.
 */
export function* placesOf(text: string, wanted: readonly string[], part: Place): Generator<Found> {
  const signs = signsOf(text)
  const placeOf = signPlaces(text)
  const [first = '', ...others] = wanted
  const found = others.length === 0 ? occurrences(signs, first, 0) : together(signs, wanted)
  const end = signs.length - signsOf(text.slice(part.end)).length
  let from = signsOf(text.slice(0, part.start)).length
  for (const place of found) {
    if (place.start < from) continue
    if (place.start >= end) return
    yield () => ({ start: placeOf(place.start).start, end: placeOf(place.end - 1).end })
    from = place.end
  }
}

interface WordPlace extends Place {
  word: number
}

function* occurrences(signs: string, part: string, word: number): Generator<WordPlace> {
  for (let at = signs.indexOf(part); at !== -1; at = signs.indexOf(part, at + 1)) {
    yield { start: at, end: at + part.length, word }
  }
}

/** The shortest stretches that hold one of each word, in order. */
function* together(signs: string, words: readonly string[]): Generator<Place> {
  const all = words
    .flatMap((part, word) => [...occurrences(signs, part, word)])
    .sort((one, other) => one.start - other.start)
  const last = new Map<number, Place>()
  for (const { word, ...place } of all) {
    last.set(word, place)
    if (last.size < words.length) continue
    const start = Math.min(...Array.from(last.values(), (one) => one.start))
    const end = Math.max(...Array.from(last.values(), (one) => one.end))
    if (end - start > NEAR) continue
    yield { start, end }
    last.clear()
  }
}
