import { foldText, searchWords } from '@/lib/domain/search-text'

/** A piece of a text, and whether the search found it. */
export interface Piece {
  text: string
  isMatch: boolean
}

export interface Match {
  /** 0 = the text begins with what was searched, 1 = one of its words does, 2 = it has it inside. */
  rank: number
  pieces: Piece[]
}

/** Where a text has every word of a search; null when it lacks one. Case and width do not count. */
export function matchText(text: string, query: string): Match | null {
  const words = searchWords(query)
  const characters = Array.from(text)
  // Folding may lengthen a character, so each folded unit remembers where it came from.
  const units = characters.flatMap((character, at) =>
    Array.from({ length: foldText(character).length }, () => at),
  )
  const folded = characters.map(foldText).join('')
  const found = new Set<number>()
  let rank = 0
  for (const word of words) {
    const at = findWord(folded, word)
    if (at === -1) return null
    rank = Math.max(rank, at === 0 ? 0 : isWordStart(folded, at) ? 1 : 2)
    for (const unit of units.slice(at, at + word.length)) found.add(unit)
  }
  return { rank, pieces: toPieces(characters, found) }
}

/** At the start of a word, where there is such a place; else anywhere. */
function findWord(text: string, word: string): number {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (isWordStart(text, at)) return at
  }
  return text.indexOf(word)
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
}

function toPieces(characters: readonly string[], found: ReadonlySet<number>): Piece[] {
  const pieces: Piece[] = []
  for (const [at, character] of characters.entries()) {
    const isMatch = found.has(at)
    const last = pieces.at(-1)
    if (last?.isMatch === isMatch) last.text += character
    else pieces.push({ text: character, isMatch })
  }
  return pieces
}
