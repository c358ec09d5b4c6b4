import 'server-only'
import { groupBy } from '../group-by'
import { readCount } from '../wish'
import type { Column } from './column'
import { type Filter, filtersIn } from './filters'
import { columnsIn, type Mention, type ValueMention, valuesIn } from './mentions'
import type { Table } from './read-table'

export type Aggregate = 'mean' | 'sum' | 'median' | 'max' | 'min' | 'count' | 'distinct' | 'share'

export interface Measured {
  aggregate: Aggregate
  /** Null where rows are counted. */
  column: Column | null
}

export interface Grouping {
  column: Column
  /** Days can be put together. */
  by: 'value' | 'month' | 'year'
  /** Nobody said "by", but "which". */
  isImplied: boolean
}

export interface TableQuestion {
  measured: Measured[]
  group: Grouping | null
  filters: Filter[]
  /** The most or the least, of rows or groups. */
  extreme: 'max' | 'min' | null
  top: number | null
  sort: { column: Column; isDescending: boolean } | null
  /** Columns that are asked for, those of measures and conditions too. */
  named: Column[]
  isListing: boolean
  /** What it is to be grouped by, where no column is called so. */
  lacking: string | null
}

const AGGREGATES: readonly (readonly [Aggregate, RegExp])[] = [
  ['median', /\bmedians?\b|中位数/gi],
  ['mean', /\b(?:average|mean|avg)\b|平均|均值/gi],
  ['distinct', /\b(?:distinct|unique|different)\b|不同的?(?=[\u4e00-\u9fff])|不重复|几种|多少种/gi],
  ['share', /\b(?:percentage|percent|share|proportion)\b|占比|比例|百分之几|百分比/gi],
  [
    'sum',
    /\b(?:totals?|sum|altogether|in all|combined)\b|合计|总计|总和|总额|总量|总数|总共|一共|共计|求和|总(?=[\u4e00-\u9fff\s])/gi,
  ],
  [
    'count',
    /\bhow many\b|\bnumber of\b|\bcount\b|多少(?:行|条|个|名|人|笔|位|次|单|家|件)|几(?:行|条|个|名|人|笔|位|次|单|家|件)|行数|条数|计数|记录数|人数/gi,
  ],
  ['max', /\b(?:max(?:imum)?|highest|largest|biggest|greatest)\b|最大值|最高|最大/gi],
  ['min', /\b(?:min(?:imum)?|lowest|smallest)\b|最小值|最低|最小/gi],
]
const MOST =
  /\b(?:highest|largest|most|biggest|greatest|max(?:imum)?|best|top|oldest|longest|tallest|latest|newest|heaviest|fastest|leading)\b|最[高大多贵长好重老晚新快]|前[\d一二三四五六七八九十]/i
const LEAST =
  /\b(?:lowest|smallest|least|min(?:imum)?|fewest|cheapest|youngest|shortest|worst|earliest|lightest|slowest|bottom)\b|最[低小少短差轻早慢]|最便宜|最年轻|倒数|后[\d一二三四五六七八九十]/i
const NUMBER = String.raw`\d{1,3}|two|three|four|five|six|seven|eight|nine|ten`
const ENDS =
  'most|least|highest|lowest|largest|smallest|biggest|greatest|best|worst|cheapest|oldest|youngest|longest|shortest|tallest|heaviest|lightest|fastest|slowest|latest|newest|earliest|top|bottom|fewest'
const HAN_NUMBER = String.raw`[\d一二两三四五六七八九十]{1,3}`
const HAN_UNIT = '[名个条位项行种家座只款人]'
/** How many of the ends are asked for: "top 3", "the three of them with the most", 前三名, 哪两位最高. */
const TOPS: readonly RegExp[] = [
  new RegExp(String.raw`(?<!\bat )\b(?:${ENDS}|first)[ -](${NUMBER})\b`, 'i'),
  new RegExp(String.raw`\b(${NUMBER})\b(?![.,]\d)(?: [a-z-]+){0,6}?(?<! at) (?:${ENDS})\b`, 'i'),
  new RegExp(
    `(?:前|最[高低大小多少贵长短好差早晚重轻老快慢](?:的|的前)?|最便宜的|最年轻的|倒数|后) ?(${HAN_NUMBER}) ?${HAN_UNIT}?`,
  ),
  new RegExp(
    `(?<![\\d第])(${HAN_NUMBER}) ?${HAN_UNIT}[^，。,；;]{0,12}最[高低大小多少贵长短好差早晚重轻老快慢]`,
  ),
]
const ORDER =
  /\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?|ranking)\b|排序|排列|排名|降序|升序|从[高大]到[低小]|从[低小]到[高大]/i
const DESCENDING =
  /\bdesc(?:ending)?\b|high(?:est)? (?:to|first)|largest first|降序|从[高大多]到|倒序|排名|\brank/i
const GROUP_BEFORE =
  /(?:\bby|\bper|\beach|\bevery|\bacross|\bwithin|按照?|依照?|根据|每一?个?|各个?|分|不同)\s*(?:the |different |of the )?$/i
const PERIODS: readonly (readonly ['month' | 'year', RegExp])[] = [
  [
    'month',
    /\b(?:by|per|each|every|which|what) month\b|\bmonthly\b|按月|每月|每个月|各月|月度|哪个?月/i,
  ],
  [
    'year',
    /\b(?:by|per|each|every|which|what) year\b|\b(?:year|annual)ly\b|按年|每年|各年|年度|哪一?年/i,
  ],
]
const LISTING =
  /\b(?:list|show|display|which|find|filter|give|all)\b|列出|哪[些个位几种家]|筛选|找出|显示|给出/i
/** A word in code, or behind what it is the name of: "the function cheapest" asks for nothing cheap. */
const CODE_NAME =
  /`[^`]*`|\b[\w$]+\(\)|\b(?:function|method|class|variable|constant|procedure|module)s? (?:called |named )?["'“‘]?[\w$.]+|(?:函数|方法|类|变量) ?[\w$.]+/gi
const GROUPED_BY: readonly RegExp[] = [
  /\b(?:by|per|(?:for|in|of) (?:each|every)) (?:the |each |every )?([\p{L}][\p{L}\p{N}_-]{1,30})(?=\s*(?:[?.!,，。？]|$|and\b|in\b|of\b|for\b|where\b|with\b))/giu,
  /(?:按照?|依照?|根据|每一?个|各个?)\s*([\u3400-\u9fff]{1,6}?)(?=计算|统计|分组|汇总|求|划分|分别|来|的|\s|[，,。？?]|$)/g,
]
const NO_COLUMN =
  /^(?:it|hand|default|far|me|you|us|them|row|rows|column|columns|value|default|table|file|表格?|数据|文件|附件|要求|顺序|列|行|我|你|以上|上述|上文)$/i
const ASKS_WHICH = /\b(?:which|what|whose|who)\s+(?:\w+\s+){0,2}$|哪[个些位家种一]?个?$/i

/** Reads what a question wants of a table. */
export function readQuestion(ask: string, table: Table): TableQuestion {
  const mentions = columnsIn(ask, table)
  const values = valuesIn(ask, table).filter((value) => !isWithinName(value, mentions))
  const bare = mentions
    .filter(({ score }) => score === 1)
    .reduce((text, { start, end }) => blank(text, start, end), ask)
    // "At least 12" is a condition.
    .replace(/\bat (?:least|most)\b/gi, (words) => ' '.repeat(words.length))
    .replace(CODE_NAME, (words) => ' '.repeat(words.length))
  const extreme = LEAST.test(bare) ? 'min' : MOST.test(bare) ? 'max' : null
  const filters = filtersIn(ask, table, mentions, values)
  const isSorted = ORDER.test(bare)
  const top = topIn(ask)
  const group = groupingIn(ask, table, mentions, values, isSorted || top !== null, extreme)
  return {
    measured: measuresIn(ask, bare, table, mentions, group),
    group,
    filters,
    extreme,
    top,
    sort: isSorted ? sortIn(ask, bare, mentions, table) : null,
    named: mentions.filter(({ score }) => score >= 0.4).map(({ column }) => column),
    isListing: LISTING.test(ask),
    lacking: group === null && !isSorted ? lackingIn(ask, mentions, values) : null,
  }
}

const blank = (text: string, start: number, end: number) =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)

const isWithinName = ({ start, value }: ValueMention, mentions: readonly Mention[]) =>
  mentions.some((one) => one.score === 1 && one.start <= start && start + value.length <= one.end)

function topIn(ask: string): number | null {
  const [said] = TOPS.flatMap((pattern) => pattern.exec(ask)?.[1] ?? [])
  const count = said === undefined ? null : readCount(said)
  return count === null || count < 1 ? null : Math.min(count, 50)
}

function groupingIn(
  ask: string,
  { columns }: Table,
  mentions: readonly Mention[],
  values: readonly ValueMention[],
  isRanked: boolean,
  extreme: 'max' | 'min' | null,
): Grouping | null {
  const days = columns.find(({ kind }) => kind === 'date')
  const period = PERIODS.find(([, pattern]) => pattern.test(ask))
  if (days !== undefined && period !== undefined) {
    return { column: days, by: period[0], isImplied: extreme !== null }
  }
  const named = mentions.find(({ start, column }) => {
    const isKey = column.kind !== 'number' || (!isRanked && new Set(column.cells).size <= 60)
    return isKey && GROUP_BEFORE.test(ask.slice(Math.max(0, start - 24), start))
  })
  if (named !== undefined) return { column: named.column, by: 'value', isImplied: false }
  if (extreme !== null) {
    const which = mentions.find(
      ({ start, column }) =>
        column.kind === 'text' && ASKS_WHICH.test(ask.slice(Math.max(0, start - 30), start)),
    )
    if (which !== undefined && repeats(which.column))
      return { column: which.column, by: 'value', isImplied: true }
  }
  const compared = [...groupBy(values, ({ column }) => column)].find(
    ([, list]) => new Set(list.map(({ value }) => value)).size > 1,
  )
  return compared === undefined ? null : { column: compared[0], by: 'value', isImplied: true }
}

/** What a question groups by, where that is no column and no value of one. */
function lackingIn(
  ask: string,
  mentions: readonly Mention[],
  values: readonly ValueMention[],
): string | null {
  const taken = (start: number, end: number) =>
    mentions.some((one) => one.start < end && start < one.end) ||
    values.some((one) => one.start < end && start < one.start + one.value.length)
  for (const pattern of GROUPED_BY) {
    for (const match of ask.matchAll(pattern)) {
      const [whole, name = ''] = match
      const start = match.index + whole.indexOf(name)
      if (!NO_COLUMN.test(name) && !taken(start, start + name.length)) return name
    }
  }
  return null
}

export const repeats = ({ cells }: Column): boolean => new Set(cells).size < cells.length

/** What a question measures, each with the column that it is said of. */
function measuresIn(
  ask: string,
  bare: string,
  table: Table,
  mentions: readonly Mention[],
  group: Grouping | null,
): Measured[] {
  const others = mentions.filter(({ column }) => column !== group?.column)
  const places = AGGREGATES.flatMap(([aggregate, pattern]) =>
    [...bare.matchAll(pattern)].map((match) => ({
      aggregate,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
  const measured = places
    .sort((a, b) => a.start - b.start)
    .map((place) => measureAt(place, ask, table, others))
    .filter(({ aggregate, column }) => COUNTS_ROWS.has(aggregate) || column !== null)
  // "How many rows in total" counts rows, "how many different products" products.
  const has = (aggregate: Aggregate) => measured.some((one) => one.aggregate === aggregate)
  const isNamed = (column: Column | null) => mentions.some((one) => one.column === column)
  const final = measured.filter(({ aggregate, column }) => {
    if (aggregate === 'count') return !has('distinct')
    return aggregate !== 'sum' || !has('count') || isNamed(column)
  })
  const keyOf = ({ aggregate, column }: Measured) => `${aggregate} ${column?.name ?? ''}`
  return [...groupBy(final, keyOf).values()].flatMap(([first]) => first ?? [])
}

const COUNTS_ROWS: ReadonlySet<Aggregate> = new Set(['count', 'share'])

function measureAt(
  { aggregate, start, end }: { aggregate: Aggregate; start: number; end: number },
  ask: string,
  table: Table,
  mentions: readonly Mention[],
): Measured {
  if (aggregate === 'distinct') {
    const after = mentions.find((one) => one.start >= end) ?? mentions[0]
    return { aggregate, column: after?.column ?? null }
  }
  const numeric = mentions.filter(({ column }) => column.kind === 'number')
  // In 价格的平均值 the column stands before, else mostly after.
  const owner = /的$/.test(ask.slice(0, start))
    ? numeric.find((one) => start - one.end >= 0 && start - one.end <= 1)
    : undefined
  const near =
    owner ?? numeric.find((one) => one.end > start) ?? numeric.findLast((one) => one.start < start)
  if (aggregate === 'count') {
    // "How many units were sold" asks for a sum of units, "how many orders" for rows.
    const isCounted =
      near !== undefined && near.score >= 0.4 && near.start >= end && near.start - end <= 4
    return isCounted ? { aggregate: 'sum', column: near.column } : { aggregate, column: null }
  }
  const unnamed = { sum: soleNumber(table), share: null }
  const other =
    aggregate === 'sum' || aggregate === 'share' ? unnamed[aggregate] : mainNumber(table)
  return { aggregate, column: near?.column ?? other }
}

const isId = ({ name }: Column) => /^(?:id|no\.?|nr|#\d+|index|编号|序号|号)$|_id$|id$/i.test(name)

/** The columns of numbers that are none that only name a row. */
export const numbersOf = ({ columns }: Table): Column[] => {
  const numeric = columns.filter(({ kind }) => kind === 'number')
  const real = numeric.filter((column) => !isId(column) && !/^(?:year|年份?)$/i.test(column.name))
  return real.length > 0 ? real : numeric
}

/** The number that a table is about, where a question does not say which: its last. */
export const mainNumber = (table: Table): Column | null => numbersOf(table).at(-1) ?? null

const soleNumber = (table: Table) => {
  const numeric = numbersOf(table)
  return numeric.length === 1 ? (numeric[0] ?? null) : null
}

function sortIn(ask: string, bare: string, mentions: readonly Mention[], table: Table) {
  const after = mentions.find(({ start }) =>
    /(?:\bby|按照?|根据|依)\s*(?:the )?$/i.test(ask.slice(0, start)),
  )
  const column =
    after?.column ??
    mentions.find((one) => one.column.kind === 'number')?.column ??
    mentions[0]?.column ??
    mainNumber(table)
  return column === null || column === undefined
    ? null
    : { column, isDescending: DESCENDING.test(bare) || MOST.test(bare) }
}
