import type { Block } from '@/lib/wire/types'

const CHARACTERS_PER_TOKEN = 4
/** From here on (Greek, Cyrillic, Hebrew, Arabic) about two characters are a token. */
const MIDDLE_FROM = 0x370
/** From here on (scripts of India and beyond, signs, CJK, Hangul, emoji) about one character is one. */
const WIDE_FROM = 0x900
/**
 * The same, but for the quotes and dashes of Latin texts: these are not counted one by one at each frame of an
 * answer, however long it is.
 */
const DENSE = /[\u0370-\u1fff\u2070-\uffff]/

/** About how many tokens an answer has so far; upstreams count only at its end. Show it with "≈". */
export function estimateTokens(content: readonly Block[]): number {
  return Math.ceil(content.flatMap(textsOf).reduce((sum, text) => sum + tokensOfText(text), 0))
}

/** About how many tokens a text or a part of one takes: not a whole number. */
function tokensOfText(text: string): number {
  if (!DENSE.test(text)) return text.length / CHARACTERS_PER_TOKEN
  let [middle, wide] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= WIDE_FROM) wide++
    else if (code >= MIDDLE_FROM) middle++
  }
  return (text.length - middle - wide) / CHARACTERS_PER_TOKEN + middle / 2 + wide
}

function textsOf({ text, thinking }: Block): string[] {
  return [text, thinking].filter((value) => typeof value === 'string')
}

/** The output tokens of an answer: counted by the upstream, or estimated while that is not known. */
export function outputTokens(
  content: readonly Block[],
  counted: number | null | undefined,
  isCountFinal: boolean,
): { count: number; isEstimate: boolean } {
  if (isCountFinal && counted != null) return { count: counted, isEstimate: false }
  return { count: estimateTokens(content), isEstimate: true }
}
