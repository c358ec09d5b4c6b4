import 'server-only'

export type Language = 'en' | 'zh'

export interface Measure {
  words: number
  /** Words that begin with a letter: figures and signs are of no language. */
  spelt: number
  /** Chinese characters, which are not counted as words. */
  han: number
  characters: number
}

const isHan = (code: number) =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf)

const isGap = (code: number) =>
  code <= 0x20 ||
  code === 0xa0 ||
  // General, CJK and full-width punctuation.
  (code >= 0x2000 && code <= 0x206f) ||
  (code >= 0x3000 && code <= 0x303f) ||
  (code >= 0xff00 && code <= 0xff0f) ||
  (code >= 0xff1a && code <= 0xff20)

const isLetter = (code: number) =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0xc0 && code <= 0x24f)

/** Counts in one pass, whatever the length. */
export function measure(text: string): Measure {
  const counts = { words: 0, spelt: 0, han: 0, characters: 0 }
  let isInWord = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isLowSurrogate = code >= 0xdc00 && code <= 0xdfff
    if (!isLowSurrogate) counts.characters++
    if (isHan(code)) counts.han++
    const isWord = !isGap(code) && !isHan(code)
    if (isWord && !isInWord) {
      counts.words++
      if (isLetter(code)) counts.spelt++
    }
    isInWord = isWord
  }
  return counts
}

/** Chinese when most of a text is. */
export function languageOf({ spelt, han }: Measure): Language {
  return han > spelt ? 'zh' : 'en'
}

/** The beginning of a text on one line. */
export function excerpt(text: string, most: number): string {
  const line = Array.from(
    text
      .slice(0, most * 4)
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const isWhole = line.length <= most && text.length <= most * 4
  return isWhole ? line.join('') : `${line.slice(0, most).join('').trimEnd()}…`
}
