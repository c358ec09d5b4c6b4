import 'server-only'
import { outside, type Span, spansOf } from './span'

/** A day as it was written, and as ISO 8601 where the text says enough. */
export interface DateSpan extends Span {
  iso: string | null
}

/** A time of day as it was written, and as HH:MM. */
export interface TimeSpan extends Span {
  clock: string
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?'
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')
const WEEKDAYS_ZH = '日一二三四五六'

const FULL: readonly [pattern: RegExp, read: (match: string[]) => [number, number, number]][] = [
  [/(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])/g, ([, y, m, d]) => [num(y), num(m), num(d)]],
  [/(?<![\d/])(\d{4})\/(\d{1,2})\/(\d{1,2})(?![\d/])/g, ([, y, m, d]) => [num(y), num(m), num(d)]],
  [
    /(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]/g,
    ([, y, m, d]) => [num(y), num(m), num(d)],
  ],
  [
    new RegExp(`\\b(${MONTH})\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})\\b`, 'gi'),
    ([, m, d, y]) => [num(y), month(m), num(d)],
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?(${MONTH}),?\\s(\\d{4})\\b`, 'gi'),
    ([, d, m, y]) => [num(y), month(m), num(d)],
  ],
  // The month first, as Americans write it, unless it cannot be one.
  [
    /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/g,
    ([, a, b, y]) => (num(a) > 12 ? [num(y), num(b), num(a)] : [num(y), num(a), num(b)]),
  ],
  [/(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.])/g, ([, d, m, y]) => [num(y), num(m), num(d)]],
]

const LOOSE = new RegExp(
  [
    `\\b${MONTH}\\s\\d{1,2}(?:st|nd|rd|th)?\\b`,
    `\\b\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?${MONTH}(?![a-z])`,
    '\\d{1,2}\\s?月\\s?\\d{1,2}\\s?[日号]',
    '\\b(?:the day after tomorrow|today|tomorrow|tonight|yesterday)\\b',
    '\\b(?:(?:next|this|last|coming)\\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b',
    '\\b(?:next|this|last)\\s(?:week|weekend|month|year)\\b',
    '大后天|后天|明天|明日|今天|今日|今晚|明晚|昨天|前天',
    '(?:这个|这|本|下个|下|上个|上)?(?:周|星期|礼拜)[一二三四五六日天末]|下个?(?:周|星期|月)|[本上]周',
  ].join('|'),
  'gi',
)

/** The days of a text in its order. */
export function readDates(text: string): DateSpan[] {
  const full = FULL.flatMap(([pattern, read]) =>
    Array.from(text.matchAll(pattern), (match): DateSpan => {
      const [year, monthOf, day] = read([...match])
      const span = { text: match[0], start: match.index, end: match.index + match[0].length }
      return { ...span, iso: isoOf(year, monthOf, day) }
    }),
  )
  const anchor = anchorOf(text, full)
  const short = spansOf(text, /\b(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b/g)
  const loose = outside([...spansOf(text, LOOSE), ...short], full).map(
    (span): DateSpan => ({ ...span, iso: anchor === null ? null : relativeTo(anchor, span.text) }),
  )
  return [...full, ...loose].sort((a, b) => a.start - b.start)
}

/** The day that a text calls today. The clock is none of an answer's sources. */
function anchorOf(text: string, dates: readonly DateSpan[]): string | null {
  const said = dates.find(({ start }) =>
    /(?:today|today's date|current date|now)(?:\s(?:is|it's)|'s|:)\s?(?:\w+day,?\s)?$|(?:今天|现在|当前日期)(?:日期)?(?:是|为|：|:)\s?$/i.test(
      text.slice(Math.max(0, start - 40), start),
    ),
  )
  return said?.iso ?? null
}

const DAYS_FROM_TODAY: readonly [pattern: RegExp, days: number][] = [
  [/^(?:the day after tomorrow|后天)$/i, 2],
  [/^大后天$/, 3],
  [/^(?:tomorrow|明天|明日|明晚)$/i, 1],
  [/^(?:today|tonight|今天|今日|今晚)$/i, 0],
  [/^(?:yesterday|昨天)$/i, -1],
  [/^前天$/, -2],
]

function relativeTo(anchor: string, word: string): string | null {
  const days = DAYS_FROM_TODAY.find(([pattern]) => pattern.test(word))?.[1]
  const base = new Date(`${anchor}T00:00:00Z`)
  const weekday = weekdayOf(word)
  const ahead = days ?? (weekday === null ? null : (weekday - base.getUTCDay() + 7) % 7 || 7)
  if (ahead === null) return null
  base.setUTCDate(base.getUTCDate() + ahead)
  return base.toISOString().slice(0, 10)
}

function weekdayOf(word: string): number | null {
  const english = WEEKDAYS.findIndex((day) => word.toLowerCase().endsWith(day))
  if (english >= 0) return english
  const chinese = /(?:周|星期|礼拜)([一二三四五六日天])$/.exec(word)?.[1]
  return chinese === undefined ? null : WEEKDAYS_ZH.indexOf(chinese.replace('天', '日'))
}

function isoOf(year: number, monthOf: number, day: number): string | null {
  const date = new Date(Date.UTC(year, monthOf - 1, day))
  const isReal = date.getUTCMonth() === monthOf - 1 && date.getUTCDate() === day && year >= 1000
  return isReal ? date.toISOString().slice(0, 10) : null
}

/** The times of day of a text in its order. */
export function readTimes(text: string): TimeSpan[] {
  const pattern =
    /(?<![\d:.])([01]?\d|2[0-3])[:：]([0-5]\d)(?::[0-5]\d)?(?:\s?([ap])\.?m\b\.?)?|\b(1[0-2]|0?[1-9])\s?([ap])\.?m\b|\b(noon|midnight)\b|(上午|早上|中午|下午|晚上|凌晨)?\s?(\d{1,2}|[一二三四五六七八九十]{1,2})点(?!击)(?:(半)|(\d{1,2})分?)?/gi
  return Array.from(text.matchAll(pattern)).flatMap((match): TimeSpan | TimeSpan[] => {
    const [whole, hour, minute, half, bareHour, bareHalf, word, part, han] = match
    const span = { text: whole.trim(), start: match.index, end: match.index + whole.length }
    if (word !== undefined) return { ...span, clock: /noon/i.test(word) ? '12:00' : '00:00' }
    if (han !== undefined) {
      const clock = chineseClock(part ?? '', han, match[9] === undefined ? match[10] : '30')
      return clock === null ? [] : { ...span, clock }
    }
    const given = num(hour ?? bareHour)
    const isAfternoon = (half ?? bareHalf)?.toLowerCase() === 'p'
    const isMorning = (half ?? bareHalf)?.toLowerCase() === 'a'
    const hours = isAfternoon && given < 12 ? given + 12 : isMorning && given === 12 ? 0 : given
    return { ...span, clock: clockOf(hours, num(minute ?? '0')) }
  })
}

function chineseClock(part: string, han: string, minutes = '0'): string | null {
  const hour = chineseNumber(han)
  if (hour === null || hour > 24 || num(minutes) > 59) return null
  const isLate = /下午|晚上/.test(part) && hour < 12
  return clockOf(Math.min(23, isLate ? hour + 12 : hour), num(minutes))
}

const clockOf = (hours: number, minutes: number) =>
  `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`

/** A number in figures, or a Chinese one below a hundred; null for anything else. */
export function chineseNumber(text: string): number | null {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  const match = /^(?:([一二两三四五六七八九])?(十))?([零一二两三四五六七八九])?$/.exec(text)
  if (match === null || text === '') return null
  const [, tens = '一', ten, ones = '零'] = match
  const digit = (letter: string) => '零一二三四五六七八九'.indexOf(letter.replace('两', '二'))
  return (ten === undefined ? 0 : digit(tens) * 10) + digit(ones)
}

const num = (text: string | undefined): number => Number(text ?? Number.NaN)
const month = (name: string | undefined): number =>
  MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
