import 'server-only'
import type { Facts } from './facts'
import { type Found, found, SCORES } from './found'
import type { Wanted } from './kinds'
import type { NumberSpan } from './numbers'
import { hanTerms, isStopWord, termsOf, termsOfWord, wordsOf } from './words'

const SECONDS: readonly (readonly [unit: RegExp, seconds: number])[] = [
  [/^(?:s|secs?|seconds?|秒钟?)\b|^秒/i, 1],
  [/^(?:m|mins?|minutes?)\b|^分钟?/i, 60],
  [/^(?:h|hrs?|hours?)\b|^个?小时|^钟头/i, 3600],
  [/^days?\b|^天/i, 86_400],
  [/^weeks?\b|^个?(?:周|星期)/i, 604_800],
]

/** The numbers that a property may hold, what they count compared with what it is called. */
export function numberValues(wanted: Wanted, { text, numbers }: Facts): Found[] {
  return numbers().map((span) => {
    const converted = inWantedUnit(wanted, span)
    const score = scoreOf(wanted, text, span, converted !== null)
    return found(span, score, converted ?? span.value)
  })
}

function scoreOf(wanted: Wanted, text: string, span: NumberSpan, isInUnit: boolean): number {
  if (wanted.words.includes('year') && /^(?:19|20)\d{2}$/.test(span.text)) return SCORES.cue
  const special = SPECIAL[wanted.kind]?.(span, text) ?? null
  if (special !== null) return special
  if (isLimit(wanted) && isCountOfResults(text, span)) return SCORES.cue
  if (isInUnit) return SCORES.cue
  if (wanted.terms.has('@temperature') && /^(?:°|degree|度|celsius|fahrenheit)/i.test(span.unit))
    return SCORES.cue
  const share = scoreAsShare(wanted, span)
  if (share !== null) return share
  const [unit = ''] = wordsOf(span.unit)
  if (unit !== '' && wanted.words.includes(unit)) return SCORES.said
  const terms = meaningOf(wanted)
  if (isShared(terms, termsOf(span.unit))) return SCORES.cue
  const before = wordsBefore(text, span)
  if (isShared(terms, before)) return SCORES.said - 5
  return isPlain(span) ? SCORES.weak : SCORES.guess
}

const SHARES = /\b(?:percent|percentage|pct|rate|tip|discount|tax|probability|confidence)\b/

/** A percentage goes to what is one, and to no price. */
function scoreAsShare(wanted: Wanted, span: NumberSpan): number | null {
  const isShare = SHARES.test(wanted.words.join(' '))
  if (span.isPercent) return isShare ? SCORES.said : wanted.kind === 'money' ? 0 : null
  return isShare && wanted.words.some((word) => /^(?:percent|percentage|pct)$/.test(word))
    ? SCORES.guess
    : null
}

/** Numbers of a kind that their form tells. */
const SPECIAL: Partial<Record<Wanted['kind'], (span: NumberSpan, text: string) => number | null>> =
  {
    age: (span, text) => {
      if (
        /^(?:-?\s?years?[ -]old|yo\b|y\/o|岁|周岁)/i.test(span.unit) ||
        /(?:aged?|年龄)\s?[:：]?\s?$/i.test(text.slice(Math.max(0, span.start - 8), span.start))
      ) {
        return SCORES.said
      }
      const isAge =
        span.value > 0 && span.value <= 120 && Number.isInteger(span.value) && isPlain(span)
      if (!isAge) return 0
      const isBetweenCommas =
        /[,，(（]\s?$/.test(text.slice(Math.max(0, span.start - 2), span.start)) &&
        /^\s?[,，)）.;。]|^\s*$/.test(text.slice(span.end, span.end + 2))
      return isBetweenCommas ? SCORES.form : SCORES.weak
    },
    money: (span, text) => {
      if (span.currency === null) return null
      return isLabelled(text, span) ? null : SCORES.form
    },
  }

/** Money that is called a total, a tax and so on belongs to that property alone. */
function isLabelled(text: string, span: NumberSpan): boolean {
  const before = text.slice(Math.max(0, span.start - 30), span.start)
  return /\b(?:subtotal|total|tax|vat|discount|shipping|tip|price|cost|fee|deposit|balance|salary|budget)\b(?!\s(?:on|for|over|from)\b)[^\d.;]{0,15}$|(?:小计|合计|总计|总价|总额|税|单价|价格|折扣|运费|金额)[^\d。；]{0,6}$/i.test(
    before,
  )
}

/** What a property's name says besides that it is a number. */
function meaningOf(wanted: Wanted): ReadonlySet<string> {
  const loose = new Set(['@quantity', 'number', 'count', 'num', 'value', 'total', 'max', 'min'])
  const bare = [...wanted.terms].filter((term) => !loose.has(term))
  return bare.length === 0 ? wanted.terms : new Set(bare)
}

const isPlain = (span: NumberSpan) => span.currency === null && !span.isPercent

const isLimit = (wanted: Wanted) =>
  wanted.words.some((word) => /^(?:limit|top|max|maximum|n|count|num|results?|k)$/.test(word))

function isCountOfResults(text: string, span: NumberSpan): boolean {
  const before = text.slice(Math.max(0, span.start - 16), span.start)
  return (
    /(?:\b(?:top|first|last|latest|up to|at most|limit(?:ed)?(?: of| to)?|max(?:imum)?(?: of)?)|前|最多|最新)\s?$/i.test(
      before,
    ) ||
    /^(?:\w+\s)?(?:results?|items?|articles?|entries|matches|records?|papers?|posts?|条|个结果|篇)/i.test(
      span.unit,
    )
  )
}

/** A length of time in the unit that a property is named after: two hours are 120 `minutes`. */
function inWantedUnit(wanted: Wanted, span: NumberSpan): number | null {
  const given = SECONDS.find(([unit]) => unit.test(span.unit))?.[1]
  if (given === undefined) return null
  const asked = [...wanted.words, ...wordsOf(wanted.description.slice(0, 120))]
  const want = SECONDS.find(([unit]) =>
    asked.some((word) => word.length > 2 && unit.test(word)),
  )?.[1]
  if (want === undefined) return null
  return Number(((span.value * given) / want).toPrecision(12))
}

/** What the few words before a number are about. */
function wordsBefore(text: string, span: NumberSpan): ReadonlySet<string> {
  const before = text.slice(Math.max(0, span.start - 40), span.start)
  const clause = before.slice(
    Math.max(
      ...[',', '，', ';', '；', '。', '\n', '. ', '、'].map((mark) => before.lastIndexOf(mark) + 1),
    ),
  )
  const words = wordsOf(clause)
    .filter((word) => !isStopWord(word))
    .slice(-3)
  return new Set(
    words.flatMap((word) =>
      /\p{Script=Han}/u.test(word) ? hanTerms(word.slice(-6)) : termsOfWord(word),
    ),
  )
}

const isShared = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  for (const term of a) if (b.has(term)) return true
  return false
}
