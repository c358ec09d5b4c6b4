/** Commands of TeX, those with words in braces together with the words. */
const WORDS_IN_BRACES =
  /\\(?:text\w*|math\w+|operatorname\*?|mbox|begin|end|label|tag|color|textcolor)\s*\{[^{}]*\}/g
const COMMAND = /\\[a-zA-Z]+|\\./g
const CJK = /[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/
const MARK = /[\\^_={}]/
const WORD = /[A-Za-z]{4,}/
const SHORT_WORD = /[A-Za-z]{3,}/

/**
 * Whether what stands between two single dollars is a formula, and not two amounts (`$5 to US$`),
 * names of the shell (`$HOME:$`) or prose. `next` is the character after the second dollar.
 */
export function isDollarMath(content: string, next: string): boolean {
  if (/^\s|\s$|`|\*\*|\n\s*\n/.test(content) || /\d/.test(next)) return false
  const bare = content.replace(WORDS_IN_BRACES, '').replace(COMMAND, '')
  if (CJK.test(bare)) return false
  if (/^\d/.test(content)) return !SHORT_WORD.test(bare)
  return MARK.test(content) || !WORD.test(bare)
}

/** Whether what stands between `\[` and `\]` is a formula, and not brackets that are kept from being a link. */
export function isBracketMath(content: string): boolean {
  return MARK.test(content) || /[+\-*/<>|]/.test(content) || /^\s*[A-Za-z]\s*$/.test(content)
}
