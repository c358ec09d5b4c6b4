import 'server-only'

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const NUMBER_WORDS = new RegExp(
  String.raw`\b(?:(${TENS.join('|')})(?:[- ](${ONES.slice(1, 10).join('|')}))?|(${ONES.join('|')}))\b(?: (hundred|thousand|million)\b)?`,
  'gi',
)
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1_000,
  million: 1_000_000,
}
const HAN_DIGITS = '零一二三四五六七八九'
const HAN_NUMBER =
  /[零一二两三四五六七八九]?十[一二三四五六七八九]?|[零一二两三四五六七八九](?=\s*(?:加|减|乘|除|的|等|是|和|与|$|[?？=]))/g

/** Numbers in words become figures: "twenty-one", "三十五". */
export function inFigures(text: string): string {
  return text
    .replace(NUMBER_WORDS, (_, tens?: string, one?: string, small?: string, scale?: string) => {
      const ten = tens === undefined ? 0 : (TENS.indexOf(tens.toLowerCase()) + 2) * 10
      const rest = ONES.indexOf((one ?? small ?? 'zero').toLowerCase())
      return String((ten + rest) * (SCALES[scale?.toLowerCase() ?? ''] ?? 1))
    })
    .replace(HAN_NUMBER, hanNumber)
}

function hanNumber(word: string): string {
  const digit = (mark = '') => (mark === '两' ? 2 : HAN_DIGITS.indexOf(mark))
  const ten = word.indexOf('十')
  if (ten < 0) return String(digit(word))
  const tens = ten === 0 ? 1 : digit(word[0])
  return String(tens * 10 + (ten === word.length - 1 ? 0 : digit(word.at(-1))))
}

const N = String.raw`(-?\d[\d,]{0,20}(?:\.\d{1,15})?)`
/** What is said of a sum, and the signs that say it. Before them, the question's own words are taken off. */
const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:(?:please|hey|hi|hello|can you|could you|tell me|quick(?:ly)?|now|and|so|ok|okay|请问?|帮我|麻烦|你好)[\s,，:：!]*)+/i,
    '',
  ],
  [
    /^(?:what(?:['’]s| is| are| does| do)|how (?:much|many) (?:is|are|do|does)|calculate|compute|work out|evaluate|solve|find|determine|(?:计算|算)(?:一下|出)?|求|告诉我)[:：\s]*/i,
    '',
  ],
  [/^(?:the )?(?:result|value|answer) (?:of|to) /i, ''],
  [/^[「"“'`]|[」"”'`](?=[?？。.]*$)/g, ''],
  [
    /[\s,，]*(?:(?:是|等于|得|为)(?:多少|几|什么)|(?:的)?结果(?:是(?:多少|什么))?|equals?(?: what)?|make|come to|be)?\s*[=＝]?\s*[?？。.!！]*$/i,
    '',
  ],
  [new RegExp(`^(?:the )?(?:sum|total) of ${N} and ${N}$`, 'i'), '$1 + $2'],
  [new RegExp(`^(?:the )?(?:product) of ${N} and ${N}$`, 'i'), '$1 × $2'],
  [new RegExp(`^(?:the )?difference (?:between|of) ${N} and ${N}$`, 'i'), '$1 - $2'],
  [new RegExp(`^(?:the )?quotient of ${N} and ${N}$`, 'i'), '$1 / $2'],
  [new RegExp(`^${N}\\s*[和与]\\s*${N}\\s*(?:的和|之和|相加)$`), '$1 + $2'],
  [new RegExp(`^${N}\\s*[和与]\\s*${N}\\s*(?:的差|之差|相减)$`), '$1 - $2'],
  [new RegExp(`^${N}\\s*[和与]\\s*${N}\\s*(?:的积|的乘积|之积|相乘)$`), '$1 × $2'],
  [new RegExp(`^${N}\\s*[和与]\\s*${N}\\s*(?:的商|之商|相除)$`), '$1 / $2'],
  [/\s*(?:的和|的差|的积|的商|的乘积)$/, ''],
  [
    new RegExp(`(?:the )?square root of ${N}|${N}\\s*的(?:算术)?平方根|根号\\s*${N}`, 'gi'),
    '√$1$2$3',
  ],
  [new RegExp(`${N}\\s*(?:squared|的平方|的二次方)`, 'gi'), '$1^2'],
  [new RegExp(`${N}\\s*(?:cubed|的立方|的三次方)`, 'gi'), '$1^3'],
  [new RegExp(`${N}\\s*的\\s*${N}\\s*次方`, 'g'), '$1^$2'],
  [new RegExp(`half of ${N}|${N}\\s*的一半`, 'gi'), '$1$2 / 2'],
  [new RegExp(`(?:twice|double) ${N}|${N}\\s*的(?:两|2)倍`, 'gi'), '$1$2 × 2'],
  [new RegExp(`${N}\\s*(?:%|％|percent|per cent) of ${N}`, 'gi'), '$1% × $2'],
  [new RegExp(`${N}\\s*的\\s*${N}\\s*[%％]`, 'g'), '$2% × $1'],
  [new RegExp(`${N}\\s*的百分之\\s*${N}`, 'g'), '$2% × $1'],
  [
    /\s*(?:\bto the power of\b|\bto the (?=\d{1,3}(?:st|nd|rd|th)?(?: power)?$)|\*\*|\braised to\b)\s*/gi,
    '^',
  ],
  [/(\^\d{1,3})(?:st|nd|rd|th)?(?: power)?$/i, '$1'],
  [/\s*(?:\bplus\b|加上?)\s*/gi, ' + '],
  [/\s*(?:\bminus\b|\bless\b|减去?)\s*/gi, ' - '],
  [/\s*(?:\bmultiplied by\b|\btimes\b|乘以?|(?<=\d )x(?= \d)|(?<=\d)x(?=\d))\s*/gi, ' × '],
  [/\s*(?:\bdivided by\b|除以)\s*/gi, ' / '],
  [/（/g, '('],
  [/）/g, ')'],
  [/＋/g, '+'],
  [/－/g, '-'],
]

/** A spoken sum in signs: "15% of 240" becomes "15% × 240". What is no sum comes back with its words. */
export function inSigns(text: string): string {
  return SPOKEN.reduce((sum, [words, signs]) => sum.replace(words, signs), text).trim()
}
