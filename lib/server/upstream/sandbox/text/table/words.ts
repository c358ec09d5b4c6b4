import 'server-only'
import type { Language } from '../../answer/measure'
import { counted } from '../skills/skill'
import type { Aggregate } from './question'

/** The words around figures of a table. */
export interface TableWords {
  column: string
  count: string
  missing: string
  min: string
  mean: string
  median: string
  max: string
  sum: string
  distinct: string
  topValues: string
  allDifferent: string
  rows: string
  aggregates: Readonly<Record<Aggregate, (column: string) => string>>
  range(from: string, to: string): string
  size(rows: number, columns: number): string
  where(filters: string): string
  overRows(rows: number): string
  matching(rows: number, all: number): string
  noRows(filters: string): string
  grouped(measure: string, column: string, groups: number): string
  extreme(kind: 'max' | 'min', winner: string, measure: string, value: string): string
  groupExtremes(high: string, low: string): string
  difference(one: string, other: string, by: string): string
  topRows(count: number, column: string, kind: 'max' | 'min'): string
  sorted(column: string, isDescending: boolean): string
  more(count: number): string
  statistics: string
  month: string
  year: string
  latest(kind: 'max' | 'min', winner: string, column: string, value: string): string
  correlations: string
  correlation(one: string, two: string): string
  bothNumbers: string
  needsTwo: string
  tooFew(rows: number, least: number): string
  noNumbers(column: string): string
  isConstant(column: string): string
  frequency(column: string, distinct: number): string
  frequent(column: string, value: string, count: number, all: number, isMost: boolean): string
  moreValues(count: number): string
  share: string
  value: string
  noGroups(name: string, columns: string): string
  inBrackets(text: string): string
  colon: string
  comma: string
}

const lower = (text: string) =>
  text.replace(/^(?:Total|Average|Median|Number|Share|Distinct)/, (word) => word.toLowerCase())

const EN: TableWords = {
  column: 'Column',
  count: 'Count',
  missing: 'Missing',
  min: 'Min',
  mean: 'Mean',
  median: 'Median',
  max: 'Max',
  sum: 'Sum',
  distinct: 'Distinct',
  topValues: 'Most frequent, or range',
  allDifferent: 'all different',
  rows: 'Rows',
  aggregates: {
    mean: (column) => `Average ${column}`,
    sum: (column) => `Total ${column}`,
    median: (column) => `Median ${column}`,
    max: (column) => `Highest ${column}`,
    min: (column) => `Lowest ${column}`,
    count: () => 'Number of rows',
    distinct: (column) => `Distinct values of ${column}`,
    share: (column) => (column === '' ? 'Share of rows' : `Share of ${column}`),
  },
  range: (from, to) => `${from} to ${to}`,
  size: (rows, columns) => `${counted(rows, 'row')}, ${counted(columns, 'column')}`,
  where: (filters) => ` where ${filters}`,
  overRows: (rows) => `over ${counted(rows, 'row')}`,
  matching: (rows, all) => `${rows} of ${all} rows match`,
  noRows: (filters) => `No row of the table has ${filters}.`,
  grouped: (measure, column, groups) => `${measure} by ${column} (${counted(groups, 'group')})`,
  extreme: (kind, winner, measure, value) =>
    `**${winner}** has the ${kind === 'max' ? 'highest' : 'lowest'} ${lower(measure)}: **${value}**`,
  groupExtremes: (high, low) => `Highest: ${high}; lowest: ${low}.`,
  difference: (one, other, by) => `${one} is ahead of ${other} by **${by}**.`,
  topRows: (count, column, kind) =>
    `The ${counted(count, 'row')} with the ${kind === 'max' ? 'highest' : 'lowest'} ${column}`,
  sorted: (column, isDescending) =>
    `Sorted by ${column}, ${isDescending ? 'highest' : 'lowest'} first`,
  more: (count) => `… and ${count.toLocaleString('en')} more.`,
  statistics: 'The table in figures',
  month: 'month',
  year: 'year',
  latest: (kind, winner, column, value) =>
    `**${winner}** has the ${kind === 'max' ? 'latest' : 'earliest'} ${column}: **${value}**`,
  correlations: 'Correlations (Pearson), the strongest first',
  correlation: (one, two) => `Correlation (Pearson) of ${one} and ${two}`,
  bothNumbers: 'n counts the rows in which both columns have a number.',
  needsTwo: 'A correlation takes two columns of numbers, which this table does not have.',
  tooFew: (rows, least) =>
    `only ${counted(rows, 'row')} with a number in both columns: too few for a correlation, which takes at least ${least}.`,
  noNumbers: (column) => `The column ${column} holds no numbers, so it has no correlation.`,
  isConstant: (column) => `${column} is always the same, so it has no correlation.`,
  frequency: (column, distinct) =>
    `How often the values of ${column} occur (${counted(distinct, 'different value')})`,
  frequent: (column, value, count, all, isMost) =>
    `**${isMost ? 'Most' : 'Least'} frequent ${column}: ${value}** (${count} of ${all})`,
  moreValues: (count) => `… and ${counted(count, 'other value')}.`,
  share: 'Share',
  value: 'Value',
  noGroups: (name, columns) =>
    `Nothing is grouped: the table has no column “${name}”. Its columns are ${columns}.`,
  inBrackets: (text) => ` (${text})`,
  colon: ': ',
  comma: ', ',
}

const ZH: TableWords = {
  column: '列',
  count: '数量',
  missing: '缺失',
  min: '最小值',
  mean: '平均值',
  median: '中位数',
  max: '最大值',
  sum: '合计',
  distinct: '不同值',
  topValues: '最常见的值或范围',
  allDifferent: '各不相同',
  rows: '行数',
  aggregates: {
    mean: (column) => `平均${column}`,
    sum: (column) => `${column}合计`,
    median: (column) => `${column}中位数`,
    max: (column) => `最高${column}`,
    min: (column) => `最低${column}`,
    count: () => '行数',
    distinct: (column) => `${column}的不同值`,
    share: (column) => (column === '' ? '行数占比' : `${column}占比`),
  },
  range: (from, to) => `${from} 至 ${to}`,
  size: (rows, columns) => `${rows} 行，${columns} 列`,
  where: (filters) => `（条件：${filters}）`,
  overRows: (rows) => `共 ${rows} 行`,
  matching: (rows, all) => `${all} 行中有 ${rows} 行符合`,
  noRows: (filters) => `表中没有符合“${filters}”的行。`,
  grouped: (measure, column, groups) => `按${column}统计的${measure}（${groups} 组）`,
  extreme: (kind, winner, measure, value) =>
    `**${winner}**的${measure}最${kind === 'max' ? '高' : '低'}：**${value}**`,
  groupExtremes: (high, low) => `最高：${high}；最低：${low}。`,
  difference: (one, other, by) => `${one}比${other}多 **${by}**。`,
  topRows: (count, column, kind) => `${column}最${kind === 'max' ? '高' : '低'}的 ${count} 行`,
  sorted: (column, isDescending) => `按${column}${isDescending ? '降序' : '升序'}排列`,
  more: (count) => `……另有 ${count} 行。`,
  statistics: '表格统计',
  month: '月份',
  year: '年份',
  latest: (kind, winner, column, value) =>
    `**${winner}**的${column}最${kind === 'max' ? '晚' : '早'}：**${value}**`,
  correlations: '相关系数（Pearson），由强到弱',
  correlation: (one, two) => `${one} 与 ${two} 的相关系数（Pearson）`,
  bothNumbers: 'n 是两列都有数字的行数。',
  needsTwo: '计算相关系数需要两列数字，而此表没有。',
  tooFew: (rows, least) =>
    `只有 ${rows} 行两列都有数字，太少了：计算相关系数至少需要 ${least} 行。`,
  noNumbers: (column) => `列 ${column} 不是数字，无法计算相关系数。`,
  isConstant: (column) => `${column} 的值始终相同，无法计算相关系数。`,
  frequency: (column, distinct) => `${column} 各值的出现次数（${distinct} 个不同值）`,
  frequent: (column, value, count, all, isMost) =>
    `**最${isMost ? '常' : '少'}见的 ${column}：${value}**（${all} 个中有 ${count} 个）`,
  moreValues: (count) => `……另有 ${count} 个值。`,
  share: '占比',
  value: '值',
  noGroups: (name, columns) => `未分组：表中没有“${name}”这一列。现有的列：${columns}。`,
  inBrackets: (text) => `（${text}）`,
  colon: '：',
  comma: '，',
}

export const WORDS: Readonly<Record<Language, TableWords>> = { en: EN, zh: ZH }
