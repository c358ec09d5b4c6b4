import 'server-only'
import type { Language } from '../../answer/measure'
import { bullets, MOST_ROWS, tableOf } from '../markdown'
import { PLAIN, toNumber, write } from '../table/column'
import { factsOf } from '../table/statistics'
import { counted, entriesOf, givenText, type Skill, say } from './skill'

const MOST_ENTRIES = 5_000
const LONGEST_ENTRY = 60

function listIn(task: Parameters<Skill>[0], rest: RegExp): string[] | null {
  if (task.tables.length > 0) return null
  const text = givenText(task, rest)
  if (text === null) return null
  const entries = entriesOf(text.slice(0, 200_000)).slice(0, MOST_ENTRIES)
  // Words in a row are a sentence; numbers in a row are a list.
  const isList =
    text.includes('\n') ||
    (/[,，、;；]/.test(text) && entries.every((entry) => entry.length <= LONGEST_ENTRY)) ||
    entries.every((entry) => toNumber(entry) !== null)
  // What has sentences is no list, whatever its commas part.
  const isProse = /[.!?] \p{Lu}|。[^\n]/u.test(text)
  return isList && !isProse && entries.length > 1 ? entries : null
}

function shownList(entries: readonly string[]): string {
  const isShort = entries.every((entry) => entry.length <= 40) && entries.length <= 25
  return isShort ? entries.join(', ') : bullets(entries.slice(0, 200))
}

const SORTS =
  /\b(?:sort(?:ed)?|alphabeti[sz]e|alphabetical(?:ly)?|in (?:\w+ ){0,2}order|order (?:the|these|this|them|by|from)|ordered (?:by|list|from))\b|排序|排列|排好|从[大小高低]到[大小高低]|升序|降序/i
/** Beside a wish for order these too ask for no repeats. */
const UNIQUE =
  /\b(?:unique|distinct|repeats|repeated|repetitions|only once|no repeats)\b|重复|唯一/i
const DEDUPES =
  /\b(?:de-?dup\w*|duplicates?|unique (?:values|items|entries|words|ones)|(?:remove|drop|delete) (?:any |all |the )?(?:repeats|repeated|repetitions))\b|去重|重复项|去掉重复|去除重复/i
const DESCENDS =
  /\bdesc(?:ending)?\b|\breverse\b|high(?:est)? to low|large(?:st)? to small|(?:largest|highest|biggest) first|z[- ]to[- ]a|降序|从大到小|从高到低|倒序/i
/** In an instruction without a colon the list stands behind these words. */
const LIST_AFTER =
  /(?:sort|alphabeti[sz]e|order|duplicates|repeats|unique (?:values|items|entries|words)|排序|排列|去重)(?:\s+(?:from|in|of|the|these|this|following|numbers?|list|words?|names?))*\s*[:：]?\s*(.{3,2000})$/i

/** A list in order (by number where it is of numbers, else by the alphabet), without its repeats, or both. */
export const arrangeList: Skill = (task) => {
  const isSorted = SORTS.test(task.ask)
  const isUnique = DEDUPES.test(task.ask) || (isSorted && UNIQUE.test(task.ask))
  const entries = isSorted || isUnique ? listIn(task, LIST_AFTER) : null
  if (entries === null) return null
  const kept = isUnique ? [...new Set(entries)] : entries
  const isDescending = DESCENDS.test(task.ask)
  const how = isDescending ? say(task, 'descending', '降序') : say(task, 'ascending', '升序')
  const shown = shownList(isSorted ? inOrder(kept, isDescending, task.language) : kept)
  if (!isUnique)
    return `**${say(task, 'Sorted', '排序结果')}** (${how}, ${entries.length}):\n\n${shown}`
  const gone = entries.length - kept.length
  const head = say(
    task,
    `**${counted(kept.length, 'unique entry', 'unique entries')}**, ${counted(gone, 'repeated one')} left out${isSorted ? `, sorted (${how})` : ''}:`,
    `**去重后 ${kept.length} 项**，去掉了 ${gone} 个重复项${isSorted ? `，已排序（${how}）` : ''}：`,
  )
  return `${head}\n\n${shown}`
}

/** Both at once is about a list, even where it also says "count" or "words". */
export const arrangeUnique: Skill = (task) =>
  SORTS.test(task.ask) && (DEDUPES.test(task.ask) || UNIQUE.test(task.ask))
    ? arrangeList(task)
    : null

function inOrder(entries: readonly string[], isDescending: boolean, language: Language): string[] {
  const numbers = entries.map((entry) => toNumber(entry))
  const isNumeric = numbers.every((value) => value !== null)
  const collator = new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en', { numeric: true })
  const order = entries.map((_, at) => at)
  order.sort((a, b) => {
    const by = isNumeric
      ? (numbers[a] ?? 0) - (numbers[b] ?? 0)
      : collator.compare(entries[a] ?? '', entries[b] ?? '')
    return isDescending ? -by : by
  })
  return order.map((at) => entries[at] ?? '')
}

/** Entries backwards: "Reverse the list". */
export const reverseList: Skill = (task) => {
  if (
    !/\breverse\b.{0,20}\b(?:list|order|array)\b|(?:列表|顺序).{0,4}(?:反转|倒过来|颠倒)|反转.{0,6}(?:列表|顺序)/i.test(
      task.ask,
    )
  )
    return null
  const entries = listIn(task, /[:：]\s*(.{3,2000})$/)
  return entries === null
    ? null
    : `**${say(task, 'Reversed', '反转之后')}:**\n\n${shownList([...entries].reverse())}`
}

type Fact = 'mean' | 'sum' | 'median' | 'max' | 'min' | 'range' | 'count'
const FACTS: readonly (readonly [Fact, RegExp, string, string])[] = [
  ['mean', /\b(?:average|mean|avg)\b|平均/i, 'Mean', '平均值'],
  ['median', /\bmedian\b|中位数/i, 'Median', '中位数'],
  ['sum', /\b(?:sum|total|add up|add)\b|总和|合计|求和|之和|相加|总计|的和/i, 'Sum', '总和'],
  ['max', /\b(?:max(?:imum)?|largest|highest|biggest|greatest)\b|最大/i, 'Largest', '最大值'],
  ['min', /\b(?:min(?:imum)?|smallest|lowest|least)\b|最小/i, 'Smallest', '最小值'],
  ['range', /\b(?:range|spread)\b|极差/i, 'Range', '极差'],
  ['count', /\b(?:how many numbers|count the numbers)\b|多少个数/i, 'Count', '个数'],
]
const STATISTICS = /\b(?:statistics|stats|analy[sz]e|describe|summari[sz]e)\b|统计|分析/i
const LIST =
  /-?\d[\d,]*(?:\.\d+)?%?(?:\s*(?:[,，、;；]\s*(?:and\s+|和)?|\s(?:and|和|与)\s|\s+|[和与])-?\d[\d,]*(?:\.\d+)?%?){1,2000}/g

/** The mean, sum, median… of numbers in a row. */
export const reckonNumbers: Skill = (task) => {
  if (task.tables.length > 0) return null
  const asked = FACTS.filter(([, pattern]) => pattern.test(task.ask))
  if (asked.length === 0 && !STATISTICS.test(task.ask)) return null
  const numbers = numbersIn(task)
  const facts = factsOf(numbers)
  if (facts === null || numbers.length < 2) return null
  const decimals = numbers.reduce(
    (most, value) => Math.max(most, (String(value).split('.')[1] ?? '').length),
    0,
  )
  const text = (value: number, isMean = false) =>
    write(value, { ...PLAIN, isFixed: false, decimals }, isMean)
  const values: Readonly<Record<Fact, string>> = {
    mean: text(facts.mean, true),
    median: text(facts.median, true),
    sum: text(facts.sum),
    max: text(facts.max),
    min: text(facts.min),
    range: text(facts.max - facts.min),
    count: String(facts.count),
  }
  const head = asked.map(([fact, , en, zh]) => `**${say(task, en, zh)}: ${values[fact]}**`)
  const rows = FACTS.map(([fact, , en, zh]) => [say(task, en, zh), values[fact]])
  const table = tableOf(
    [say(task, 'Figure', '统计项'), say(task, 'Value', '数值')],
    rows,
    new Set([1]),
  )
  const shown = numbers
    .slice(0, MOST_ROWS)
    .map((value) => text(value))
    .join(', ')
  const of = say(task, `Of ${facts.count} numbers: ${shown}`, `共 ${facts.count} 个数：${shown}`)
  return [...head, `${of}${numbers.length > MOST_ROWS ? ', …' : ''}`, table].join('\n\n')
}

/** The longest row of numbers in the question, or a text that is nothing else. */
function numbersIn(task: Parameters<Skill>[0]): number[] {
  const rows = [...task.ask.matchAll(LIST)].map(([row]) => row).sort((a, b) => b.length - a.length)
  const own = rows[0] ?? ''
  const text =
    own !== '' ? own : (task.materials.find(({ form }) => form !== 'table')?.source.pieces[0] ?? '')
  const parts = text
    .slice(0, 500_000)
    .split(/[\s，、;；[\]和与]+|,\s+|,(?=-?\d+(?:,|$|\s|\]))|\band\b/)
    .filter((part) => part.trim() !== '')
  const numbers = parts.flatMap((part) => toNumber(part.replace(/[,.]$/, '')) ?? [])
  return numbers.length >= parts.length * 0.9 ? numbers : []
}
