import 'server-only'

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1_000,
  million: 1_000_000,
  billion: 1_000_000_000,
}
const SMALL = `(?:(?:${TENS.join('|')})(?:[- ](?:${ONES.slice(1, 10).join('|')}))?|${ONES.join('|')})`
const BELOW_THOUSAND = `(?:(?:an?|${SMALL}) hundred(?: (?:and )?${SMALL}\\b(?! hundred))?|${SMALL})`
const SCALED = `(?:an?|${BELOW_THOUSAND}) (?:thousand|million|billion)`
const WORDS = new RegExp(
  `\\b(?:${SCALED}(?:,? (?:and )?${SCALED})?(?:,? (?:and )?${BELOW_THOUSAND})?|${BELOW_THOUSAND})\\b`,
  'gi',
)
const HAN_DIGITS = '零一二三四五六七八九'
const HAN_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 }
const HAN_SCALES: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }
/** One mark alone is often no number ("一下"), unless an operation stands next to it. */
const HAN_WORDS =
  /[一二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿]+|十|(?:(?<=[加减乘以去上除之])[一二三四五六七八九两零]|[零一二两三四五六七八九])(?=\s*(?:加|减|乘|除|的|等|是|和|与|再|然|先|倍|分|$|[?？=，,。]))/g
const FIGURES_AND_HAN = /(\d{1,15}(?:\.\d{1,10})?) ?([百千万亿])(?![\u4e00-\u9fff]?分)/g

/** Numbers in words become figures: "twenty-one", "a hundred and five", "三千五百", "1.5万". */
export function inFigures(text: string): string {
  return text
    .replace(WORDS, englishNumber)
    .replace(FIGURES_AND_HAN, (_, digits: string, unit: string) =>
      String(Number((Number(digits) * (HAN_UNITS[unit] ?? HAN_SCALES[unit] ?? 1)).toPrecision(15))),
    )
    .replace(HAN_WORDS, (word) => String(readHanNumber(word) ?? word))
}

function englishNumber(words: string): string {
  let [total, group] = [0, 0]
  for (const word of words.toLowerCase().split(/[\s,-]+/)) {
    const scale = SCALES[word]
    const ten = TENS.indexOf(word)
    if (scale === 100) group = Math.max(1, group) * scale
    else if (scale !== undefined) {
      total += Math.max(1, group) * scale
      group = 0
    } else if (ten >= 0) group += (ten + 2) * 10
    else group += Math.max(0, ONES.indexOf(word))
  }
  return String(total + group)
}

/** The number of Chinese numerals such as 八千五百万; null where they write none. */
export function readHanNumber(word: string): number | null {
  let [total, group, digit, unit] = [0, 0, 0, 0]
  for (const mark of word) {
    const value = mark === '两' ? 2 : mark === '〇' ? 0 : HAN_DIGITS.indexOf(mark)
    const own = HAN_UNITS[mark]
    const scale = HAN_SCALES[mark]
    if (value >= 0) {
      if (digit > 0) return null
      digit = value
      // 一百零五 is 105, 一百五 is 150.
      if (value === 0) unit = 0
    } else if (own !== undefined) {
      group += (digit === 0 ? 1 : digit) * own
      ;[digit, unit] = [0, own]
    } else if (scale !== undefined) {
      total = (total + group + digit) * scale
      ;[group, digit, unit] = [0, 0, scale]
    }
  }
  return total + group + digit * (unit > 10 ? unit / 10 : 1)
}
