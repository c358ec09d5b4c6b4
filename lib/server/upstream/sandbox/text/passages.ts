import 'server-only'
import type { Source } from '../answer/brief'
import { splitSentences, widthOf } from './sentences'

/** A sentence of a source and what stands around it. */
export interface Sentence {
  text: string
  source: Source
  piece: number
  start: number
  end: number
  /** The heading that it stands under; '' where there is none. */
  heading: string
  isHeading: boolean
}

/** A hostile or huge source has more sentences than anybody reads; what is beyond is not looked at. */
const MOST_SENTENCES = 200_000

/** Every sentence of the sources, in their order. */
export function sentencesOf(sources: readonly Source[]): Sentence[] {
  const sentences: Sentence[] = []
  for (const source of sources) {
    let heading = ''
    for (const [piece, whole] of source.pieces.entries()) {
      for (const { start, end } of splitSentences(whole)) {
        if (sentences.length >= MOST_SENTENCES) return sentences
        const text = whole.slice(start, end)
        const isHeading = isHeadline(text)
        if (isHeading) heading = text.replace(/^#+\s*/, '')
        sentences.push({
          text,
          source,
          piece,
          start,
          end,
          heading: isHeading ? '' : heading,
          isHeading,
        })
      }
    }
  }
  return sentences
}

function isHeadline(text: string): boolean {
  if (/^#{1,6}\s/.test(text)) return true
  if (
    /^(?:第[一二三四五六七八九十\d]{1,4}[章节条部篇]|(?:chapter|section|part)\s+\w{1,6}\b)[^。.]{0,60}$/i.test(
      text,
    )
  )
    return true
  const isShort = widthOf(text) <= 60 && !/[.!?。！？；;,，、|]|[:：]\s*\S|\d/.test(text)
  return isShort && !/^[-*+•]/.test(text) && text.split(/\s+/).length <= 8
}

/** Where a sentence stands, for sources that have pages. */
export function pageOf({ source, piece }: Sentence): number | null {
  return source.kind === 'pdf' ? piece + 1 : null
}
