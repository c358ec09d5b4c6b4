import 'server-only'
import { foldSigns, SIGNS } from '@/lib/domain/files/passage/fold-signs'

const NO_SIGNS = /[\s\p{M}\p{Pd}\p{C}]+/gu

/**
 * The signs of a text as `foldSigns` has them, and so much faster that a hundred megabytes can be
 * looked through; where each stood is asked for only of what is found.
 */
export function signsOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(NO_SIGNS, '')
    .replaceAll('ς', 'σ')
}

/** Tells where in a text its signs stand. They are asked for in order. */
export function signPlaces(text: string): (sign: number) => { start: number; end: number } {
  const lengths = new Map<string, number>()
  const lengthOf = (character: string) => {
    const known = lengths.get(character) ?? foldSigns(character, SIGNS).signs.length
    lengths.set(character, known)
    return known
  }
  /** Of the next character. */
  let [at, sign] = [0, 0]
  return (wanted) => {
    for (;;) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
      const signs = lengthOf(character)
      const end = at + character.length
      if (sign + signs > wanted || end >= text.length) return { start: at, end }
      sign += signs
      at = end
    }
  }
}
