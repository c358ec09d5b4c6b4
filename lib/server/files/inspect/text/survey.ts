import 'server-only'
import { sampleTokens } from '../../../upstream/sandbox/tokens'
import type { OpenFile } from '../open-file'
import { decodedPieces } from './decode'
import { createTableShape } from './table-shape'

/** What was counted in a text; null is what would have taken too long. */
export interface Survey {
  characters: number | null
  /** About how many they take. */
  tokens: number | null
  isBlank: boolean
  /** Of a table; null for another text. */
  table: { rows: number | null; columns: number | null; isOpen: boolean } | null
}

const UNKNOWN = { rows: null, columns: null, isOpen: false }

/**
 * Counts a text through, without keeping it, for `ms` at most. Throws where it is not of this
 * encoding ({@link isUndecodable}).
 */
export function survey(
  file: OpenFile,
  encoding: string,
  { delimiter, ms }: { delimiter: string | null; ms: number },
): Survey {
  const shape = delimiter === null ? null : createTableShape(delimiter)
  const end = performance.now() + ms
  let characters = 0
  let tokens = 0
  let isBlank = true
  for (const piece of decodedPieces(file, encoding)) {
    characters += piece.length
    tokens += sampleTokens(piece)
    isBlank &&= piece.trim() === ''
    shape?.take(piece)
    if (performance.now() <= end) continue
    return { characters: null, tokens: null, isBlank, table: shape === null ? null : UNKNOWN }
  }
  tokens = Math.ceil(tokens)
  if (shape === null) return { characters, tokens, isBlank, table: null }
  const counted = shape.end()
  return {
    characters,
    tokens,
    isBlank,
    table: counted === null ? { ...UNKNOWN, isOpen: true } : { ...counted, isOpen: false },
  }
}
