import 'server-only'
import { chineseNumber } from './dates'
import { CURRENCIES } from './gazetteer'
import { type Span, spansOf } from './span'

/** A number of a text, and what it counts. */
export interface NumberSpan extends Span {
  value: number
  /** ISO 4217 code where it is money. */
  currency: string | null
  isPercent: boolean
  /** The words right behind it: "5 business days" has both of them. */
  unit: string
}

const SIGNS = CURRENCIES.flatMap(([code, , , signs]) =>
  signs.split('|').flatMap((sign) => (sign === '' ? [] : [[sign, code] as const])),
)
const CODES = CURRENCIES.map(([code]) => code).join('|')
const EN_MONEY = CURRENCIES.map(([, en]) => en).join('|')
const ZH_MONEY = CURRENCIES.map(([, , zh]) => zh).join('|')
const MONEY_BEHIND = new RegExp(`^\\s?(${CODES}|(?:${EN_MONEY})\\b|${ZH_MONEY}|[€£])`, 'i')
const MONEY_BEFORE = new RegExp(`(${CODES}|(?:US|HK|A|C)?\\$|[€£¥￥₹₩₿])\\s?-?$`, 'i')

const NUMBER =
  /(?:(?<![\w.])|(?<=[^a-z\d][x×]|^[x×]))[-−]?(?:\d{1,3}(?:\.\d{3}){1,5},\d{1,2}(?!\d)|\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,15})?)(?:\s?(?:million|billion|thousand)\b|[kKM]\b|[万亿])?(?:\s?%|\s?percent\b)?/g
const SCALES: readonly [pattern: RegExp, factor: number][] = [
  [/(?:thousand|k)$/i, 1e3],
  [/万$/, 1e4],
  [/(?:million|M)$/, 1e6],
  [/亿$/, 1e8],
  [/billion$/i, 1e9],
]
const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const MEASURES =
  '个|张|位|名|人|件|份|杯|瓶|本|只|台|晚|天|间|次|条|封|分钟|小时|周|月|年|斤|公斤|盒|包|颗|套'

const WORDED = new RegExp(`\\b(${WORDS.join('|')}|dozen)\\b(?!['’-])`, 'gi')
const CHINESE_COUNT = new RegExp(`([一二两三四五六七八九十]{1,3})(?=${MEASURES})`, 'g')

/** The numbers of a text in its order, words for small ones among them. */
export function readNumbers(text: string): NumberSpan[] {
  const figures = spansOf(text, NUMBER).map((span) => figureOf(text, span))
  const words = spansOf(text, WORDED).map((span) => {
    const word = span.text.toLowerCase()
    return { ...span, ...behind(text, span), value: word === 'dozen' ? 12 : WORDS.indexOf(word) }
  })
  const chinese = spansOf(text, CHINESE_COUNT)
    .map((span) => ({ ...span, ...behind(text, span), value: chineseNumber(span.text) ?? 0 }))
    .filter(({ value }) => value > 0)
  return [...figures, ...words, ...chinese].sort((a, b) => a.start - b.start)
}

function figureOf(text: string, span: Span): NumberSpan {
  const isPercent = /%|percent$/i.test(span.text)
  const bare = span.text.replace(/\s?(?:%|percent)$/i, '')
  // 1.234,50 as much of Europe writes it.
  const plain = /\.\d{3},/.test(bare) ? bare.replaceAll('.', '').replace(',', '.') : bare
  const digits = Number.parseFloat(plain.replaceAll(',', '').replace('−', '-'))
  const factor = SCALES.find(([pattern]) => pattern.test(bare))?.[1] ?? 1
  const value = Number((digits * factor).toPrecision(15))
  return { ...span, ...behind(text, span), value, isPercent }
}

function behind(
  text: string,
  { start, end }: Span,
): Pick<NumberSpan, 'currency' | 'unit' | 'isPercent'> {
  const after = text.slice(end, end + 40)
  const word =
    MONEY_BEHIND.exec(after)?.[1] ??
    MONEY_BEFORE.exec(text.slice(Math.max(0, start - 5), start))?.[1]
  const unit =
    /^[ \t\u3000-]?((?:°\s?)?[\p{L}°]{1,20}(?:[ -][\p{L}]{1,20})?)/u.exec(after)?.[1] ?? ''
  return { currency: word === undefined ? null : currencyOf(word), unit, isPercent: false }
}

/** The ISO code of a currency by its code, sign or name; null for other words. */
export function currencyOf(word: string): string | null {
  const wanted = word.trim().toLowerCase()
  const sign = SIGNS.find(([known]) => wanted.endsWith(known))
  if (sign !== undefined) return sign[1]
  const row = CURRENCIES.find(
    ([code, en, zh]) =>
      code.toLowerCase() === wanted ||
      en.toLowerCase().split('|').includes(wanted) ||
      zh.split('|').includes(wanted),
  )
  return row?.[0] ?? null
}

const CURRENCY = new RegExp(
  `\\b(?:${CODES})\\b|\\b(?:${EN_MONEY})\\b|(?:US|HK)?\\$|[€£¥￥₹₩₿]|${ZH_MONEY}`,
  'gi',
)

/** The currencies that a text names, as ISO codes. */
export function readCurrencies(text: string): Span[] {
  return spansOf(text, CURRENCY).flatMap((span) => {
    const code = currencyOf(span.text)
    return code === null ? [] : [{ ...span, text: code }]
  })
}
