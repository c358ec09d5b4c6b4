import 'server-only'
import { EMAIL } from '../facts/patterns'

export type FigureKind =
  | 'email'
  | 'url'
  | 'date'
  | 'time'
  | 'money'
  | 'percent'
  | 'duration'
  | 'quantity'
  | 'phone'
  | 'number'

/** A figure of a text and where it stands. */
export interface Figure {
  kind: FigureKind
  start: number
  end: number
  text: string
}

const NUMBER = String.raw`\d{1,15}(?:[,，]\d{3}){0,5}(?:\.\d{1,12})?`
const SCALE = `(?:[ -]?(?:thousand|million|billion|trillion|bn|mn|[kKMB](?![A-Za-z]))|[ ]?(?:万亿|百万|千万|万|亿|千))?`
const MONTH = String.raw`(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`
const WORDS =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|' +
  'eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a )?hundred|(?:a )?thousand|dozen'
const SPAN = `(?:milliseconds?|seconds?|minutes?|hours?|(?:business |working |calendar )?days?|nights?|weeks?|months?|years?|decades?|ms|mins?|hrs?)`
const UNIT = String.raw`(?:km²|m²|km\/h|mph|km|cm|mm|nm|kg|mg|kWh|MWh|GWh|kW|MW|GW|GHz|MHz|Hz|GB|MB|TB|KB|kB|ml|mL|mph|lbs?|oz|ft|°C|°F|℃|meters?|metres?|kilometers?|kilometres?|miles?|litres?|liters?|tons?|tonnes?|kilograms?|grams?|hectares?|square [a-z]{3,12}|[mgLVWAK](?![A-Za-z]))`
const HAN_NUMBER = '[〇零一二两三四五六七八九十百千万亿]'
/** 八千五百万, 一点二亿 */
const HAN_AMOUNT = `${HAN_NUMBER}{1,12}(?:点${HAN_NUMBER}{1,6})?`
const HAN_MONTH = '(?:十[一二]|[一二三四五六七八九十])月'
const HAN_UNIT =
  '(?:平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千克|厘米|毫米|米|克|吨|升|亩|千瓦时|兆瓦|度|摄氏度)'
const HAN_COUNT = '[名位个人台辆家座件次本条张只头层间项种部所户株艘架支枚份套颗页篇万亿倍期处岁]'
/** 三个月 is a span, 三月 a month. */
const HAN_SPAN = '(?:个?(?:小时|工作日|星期)|个月|分钟|秒钟?|天|周|年(?!\\d)|年半)'
const CURRENCY =
  '元|美元|欧元|英镑|日元|港元|港币|人民币|块钱?|澳元|韩元|美金|毛钱|分钱|角(?![形度色落洲])'

/** In the order of their right: what an earlier row has taken, a later one does not get. */
const PATTERNS: readonly (readonly [FigureKind, RegExp])[] = [
  ['url', /https?:\/\/[^\s<>"'，。；）)】」]{1,500}/g],
  ['email', EMAIL],
  ['date', /(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)/g],
  ['date', /(?<!\d)\d{1,2}[/.]\d{1,2}[/.]\d{4}(?!\d)/g],
  ['date', /\b\d{1,4}(?:(?: and | to |[-–])\d{1,4})? (?:BCE?|CE|AD)\b|\bAD \d{1,4}\b/g],
  [
    'date',
    /公元前? ?\d{1,4}(?: ?年)?|(?<!\d)\d{4} ?年 ?(?:\d{1,2} ?月(?: ?\d{1,2} ?[日号])?)?|(?<![\d年])\d{1,2} ?月 ?\d{1,2} ?[日号]/g,
  ],
  [
    'date',
    new RegExp(
      `${HAN_MONTH}(?:${HAN_NUMBER}{1,3}[日号]|份)?|(?<![\\d年])\\d{1,2} ?月份?(?!\\d)`,
      'g',
    ),
  ],
  [
    'date',
    new RegExp(
      String.raw`\b${MONTH} (?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:, ?\d{4}|(?![\d:]))(?: \d{4}\b)?`,
      'g',
    ),
  ],
  ['date', new RegExp(String.raw`\b\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}(?:,? \d{4}\b)?`, 'g')],
  ['date', new RegExp(String.raw`\b${MONTH},? \d{4}\b`, 'g')],
  ['date', /\b(?:Q[1-4],? (?:of )?\d{4}|\d{4} Q[1-4]|FY ?\d{4})\b/g],
  [
    'date',
    /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:星期|周)[一二三四五六日天](?![\u4e00-\u9fff]{0,1}年)/g,
  ],
  [
    'time',
    /(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?(?![\d:])|\b\d{1,2} ?[ap]\.?m\b\.?/gi,
  ],
  [
    'time',
    /(?:上午|下午|早上|晚上|中午|凌晨) ?\d{1,2} ?[点时](?:半|\d{1,2}分?)?|(?<!\d)\d{1,2}点(?:半|\d{1,2}分)/g,
  ],
  [
    'percent',
    new RegExp(
      String.raw`[-−]?(?<![\d.,])${NUMBER} ?(?:[%％‰]|percent\b|per cent\b|percentage points?\b|个百分点)`,
      'g',
    ),
  ],
  ['percent', new RegExp(`百分之(?:${HAN_NUMBER}{1,8}|\\d{1,6}(?:\\.\\d{1,6})?)`, 'g')],
  [
    'money',
    new RegExp(
      String.raw`[-−]?(?:(?:US|A|C|HK)?\$|[€£¥￥₹]|\b(?:USD|EUR|GBP|CNY|RMB|JPY|CHF|HKD)|人民币) ?${NUMBER}${SCALE}`,
      'g',
    ),
  ],
  [
    'money',
    new RegExp(
      String.raw`(?<![\d.,])${NUMBER}${SCALE} ?(?:(?:dollars|euros?|pounds|yuan|yen|cents|USD|EUR|GBP|CNY|RMB|JPY|CHF)\b|[€£](?!\d)|${CURRENCY})`,
      'g',
    ),
  ],
  ['money', new RegExp(`${HAN_AMOUNT}[多余]?(?:${CURRENCY})`, 'g')],
  [
    'duration',
    new RegExp(
      String.raw`(?<![\d.,])${NUMBER}(?:[ -]?(?:to|–|-)[ ]?\d{1,6})?[ -]?${SPAN}\b(?: old\b)?`,
      'gi',
    ),
  ],
  [
    'duration',
    new RegExp(
      String.raw`\b(?:${WORDS})(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?[ -]${SPAN}\b`,
      'gi',
    ),
  ],
  [
    'duration',
    new RegExp(String.raw`(?<![\d.,])(?:${NUMBER}|${HAN_NUMBER}{1,6}) ?(?:多)?${HAN_SPAN}`, 'g'),
  ],
  [
    'phone',
    /(?<![\w.])\+\d{1,3}[ -]?(?:\(?\d{1,4}\)?[ -]?){2,5}\d(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<![\d-])\d{3}-\d{3,4}-\d{4}(?![\d-])/g,
  ],
  [
    'quantity',
    new RegExp(String.raw`[-−]?(?<![\d.,])${NUMBER}${SCALE} ?(?:${UNIT}(?![\w])|${HAN_UNIT})`, 'g'),
  ],
  ['quantity', new RegExp(`${HAN_AMOUNT}[多余]?${HAN_UNIT}`, 'g')],
  [
    'quantity',
    new RegExp(
      `(?<![\\d.,])(?:${NUMBER}(?:万|亿|千)?|(?<!第)${HAN_NUMBER}{1,8}) ?多?${HAN_COUNT}(?:[\u4e00-\u9fff]{0,3}(?=[，。、；！？,.;\\s]|$))?`,
      'g',
    ),
  ],
  ['date', /(?<![\d.,$€£¥￥#-])(?:1[5-9]|20)\d{2}s?(?![\d,.]\d|[\d%％]|[ ]?[a-z]{4,})(?!-\d)/g],
  [
    'date',
    /(?<=\b(?:in|since|by|until|from|between|and|to|of|year) )(?:1[0-9]|20)\d{2}(?![\d,.]\d|\d)/gi,
  ],
  ['number', new RegExp(String.raw`\b(?:${WORDS})(?:[- ](?:${WORDS})){0,3}\b`, 'gi')],
  [
    'number',
    new RegExp(
      `(?<!第)[一二两三四五六七八九十]${HAN_NUMBER}{1,11}(?:点${HAN_NUMBER}{1,6})?(?![年月日])`,
      'g',
    ),
  ],
  ['number', new RegExp(String.raw`(?<![\d.,\w]|[A-Za-z]-)[-−]?${NUMBER}${SCALE}(?![\d])`, 'g')],
]

/** Without any of these a text has no figure; most sentences have none. */
const HINT = new RegExp(`\\d|${HAN_NUMBER}|[@日天]|://|day\\b|\\b(?:${WORDS})\\b`, 'i')

/** The figures of a text, in their order, none within another. */
export function findFigures(text: string): Figure[] {
  if (!HINT.test(text)) return []
  const taken = new Uint8Array(text.length)
  const figures: Figure[] = []
  for (const [kind, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const found = match[0].replace(/[\s.,]+$/, '')
      const [start, end] = [match.index, match.index + found.length]
      if (end === start || taken[start] === 1 || taken[end - 1] === 1) continue
      taken.fill(1, start, end)
      figures.push({ kind, start, end, text: found })
    }
  }
  return figures.sort((a, b) => a.start - b.start)
}
