/** A word, a number, a sign or the end of a line, with the blanks that follow it. */
export interface Word {
  text: string
  gap: string
  /** Whether it counts as a word: signs and pictures do not. */
  isWord: boolean
}

/** Scripts that write words without blanks between them. */
const UNSPACED = [
  ...['Han', 'Hiragana', 'Katakana', 'Bopomofo'],
  ...['Thai', 'Lao', 'Khmer', 'Myanmar', 'Tai_Le', 'Tibetan'],
]
  .map((script) => `\\p{Script=${script}}`)
  .join('')

/**
 * Up to so many signs are segmented at once, and so many in a text. The segmenter takes time by the square
 * of what it is given at once, and microseconds for each sign.
 */
const AT_ONCE = 200
const SEGMENTED = 20_000

const TOKEN = new RegExp(
  [
    `(?<run>[${UNSPACED}][${UNSPACED}\\p{M}ー]{0,${AT_ONCE - 1}})`,
    `(?<word>(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}_\\u200c\\u200d]|(?<=\\p{L})['’](?=\\p{L})|(?<=\\d)[.,](?=\\d))+)`,
    '\\r?\\n',
    // A flag, a picture with all that is joined to it, any other sign with its marks.
    '\\p{RI}\\p{RI}',
    '\\p{Extended_Pictographic}(?:[\\p{M}\\p{EMod}\\u{e0020}-\\u{e007f}]|\\u200d\\p{Extended_Pictographic})*',
    '\\S[\\p{M}\\u200d]*',
  ].join('|'),
  'gu',
)
const UNSPACED_SIGN = new RegExp(`[${UNSPACED}]`, 'gu')
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * Cuts two texts into their words, so that words of the one can be found in the other: joined again,
 * each text is exactly what it was. Where words stand without blanks a dictionary finds them; in very
 * long texts of that kind each sign is a word.
 */
export function splitWords(...texts: readonly [string, string]): [Word[], Word[]] {
  const isSegmented = texts.every((text) => (text.match(UNSPACED_SIGN)?.length ?? 0) <= SEGMENTED)
  return [split(texts[0], isSegmented), split(texts[1], isSegmented)]
}

function split(text: string, isSegmented: boolean): Word[] {
  const words: Word[] = []
  let last: Word = { text: '', gap: '', isWord: false }
  let end = 0
  for (const match of text.matchAll(TOKEN)) {
    last.gap = text.slice(end, match.index)
    if (words.length === 0 && last.gap !== '') words.push(last)
    end = match.index + match[0].length
    const isWord = match.groups?.word !== undefined || match.groups?.run !== undefined
    const parts = match.groups?.run === undefined ? [match[0]] : partsOf(match[0], isSegmented)
    for (const part of parts) {
      last = { text: part, gap: '', isWord }
      words.push(last)
    }
  }
  last.gap = text.slice(end)
  if (words.length === 0 && text !== '') words.push(last)
  return words
}

function partsOf(run: string, isSegmented: boolean): string[] {
  return isSegmented ? Array.from(segmenter.segment(run), ({ segment }) => segment) : [...run]
}
