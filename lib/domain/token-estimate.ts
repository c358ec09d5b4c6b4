import type { Block } from '@/lib/wire/types'

const CHARACTERS_PER_TOKEN = 4
/** From here on (CJK, Hangul, emoji) about one character is one token. */
const WIDE_FROM = 0x2e80
/** The same: a text whose characters take a byte each is asked this for nothing, however long it is. */
const WIDE = /[\u2e80-\uffff]/

/** About how many tokens an answer has so far; upstreams count only at its end. Show it with "≈". */
export function estimateTokens(content: readonly Block[]): number {
  return Math.ceil(content.flatMap(textsOf).reduce((sum, text) => sum + tokensOfText(text), 0))
}

/** About how many tokens a text or a part of one takes: not a whole number. */
function tokensOfText(text: string): number {
  if (!WIDE.test(text)) return text.length / CHARACTERS_PER_TOKEN
  let wide = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= WIDE_FROM) wide++
  return (text.length - wide) / CHARACTERS_PER_TOKEN + wide
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
