import { LINES_PER_CHUNK } from '../../../thread/markdown/code/colouring'
import type { Line } from '../../../thread/markdown/code/grammar'
import { useColoured } from '../../../thread/markdown/code/use-coloured'

/** Longer texts stay plain. */
const MOST_CHARACTERS = 500_000

/** The coloured pieces of a line, by its number from 0; null where it is plain, or not read yet. */
export function useLineColours(
  text: string,
  language: string | null,
): (line: number) => Line | null {
  const isShort = text.length <= MOST_CHARACTERS
  const coloured = useColoured(isShort ? text : '', isShort ? language : null)
  return (line) => {
    const chunk = coloured?.chunks[Math.floor(line / LINES_PER_CHUNK)]
    return chunk?.lines[line % LINES_PER_CHUNK] ?? null
  }
}
