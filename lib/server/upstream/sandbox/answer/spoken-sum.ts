import 'server-only'

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
  [new RegExp(`^add ${N} (?:to|and) ${N}$`, 'i'), '$1 + $2'],
  [new RegExp(`^(?:subtract|take(?: away)?|deduct) ${N} from ${N}$`, 'i'), '$2 - $1'],
  [new RegExp(`^multiply ${N} (?:by|and|with) ${N}$`, 'i'), '$1 × $2'],
  [new RegExp(`^divide ${N} by ${N}$`, 'i'), '$1 / $2'],
  [new RegExp(`^从\\s*${N}\\s*[中里]?(?:面)?减去?\\s*${N}$`), '$1 - $2'],
  [new RegExp(`(?:halve|half of) ${N}|${N}\\s*的一半`, 'gi'), '$1$2 / 2'],
  [new RegExp(`^square ${N}$`, 'i'), '$1^2'],
  [new RegExp(`(?:(?:a|1) )?(?:quarter|fourth) of ${N}`, 'gi'), '$1 / 4'],
  [new RegExp(`(?:(?:a|1) )?third of ${N}`, 'gi'), '$1 / 3'],
  [new RegExp(`(\\d) (?:quarters|fourths) of ${N}`, 'gi'), '$2 × $1 / 4'],
  [new RegExp(`(\\d) thirds of ${N}`, 'gi'), '$2 × $1 / 3'],
  [new RegExp(`${N}\\s*的\\s*${N}\\s*分之\\s*${N}`, 'g'), '$1 × $3 / $2'],
  [
    new RegExp(`(?:the )?square root of ${N}|${N}\\s*的(?:算术)?平方根|根号\\s*${N}`, 'gi'),
    '√$1$2$3',
  ],
  [new RegExp(`${N}\\s*(?:squared|的平方|的二次方)`, 'gi'), '$1^2'],
  [new RegExp(`${N}\\s*(?:cubed|的立方|的三次方)`, 'gi'), '$1^3'],
  [new RegExp(`${N}\\s*的\\s*${N}\\s*次方`, 'g'), '$1^$2'],
  [new RegExp(`(?:twice|double) ${N}|${N}\\s*的\\s*(?:两|2)\\s*倍`, 'gi'), '$1$2 × 2'],
  [new RegExp(`${N}\\s*(?:%|％|percent|per cent) of ${N}`, 'gi'), '$1% × $2'],
  [new RegExp(`${N}\\s*的\\s*${N}\\s*[%％]`, 'g'), '$2% × $1'],
  [new RegExp(`${N}\\s*的百分之\\s*${N}`, 'g'), '$2% × $1'],
  [
    /\s*(?:\bto the power of\b|\bto the (?=\d{1,3}(?:st|nd|rd|th)?(?: power)?$)|\*\*|\braised to\b)\s*/gi,
    '^',
  ],
  [/(\^\d{1,3})(?:st|nd|rd|th)?(?: power)?$/i, '$1'],
  [/[\s,，]*(?:\bplus\b|加上?)\s*/gi, ' + '],
  [/[\s,，]*(?:\bminus\b|\bless\b|减去?)\s*/gi, ' - '],
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
