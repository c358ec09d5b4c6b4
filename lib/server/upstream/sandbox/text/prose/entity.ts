import 'server-only'
import { SURNAMES } from '../../facts/gazetteer'
import { type FigureKind, findFigures } from '../figures'
import { queryOf, termsOf } from '../terms'

/** What a question wants to hear. */
export type Wanted =
  | 'date'
  | 'time'
  | 'name'
  | 'place'
  | 'money'
  | 'percent'
  | 'duration'
  | 'measure'
  | 'number'
  | 'code'
  | 'email'
  | 'phone'
  | 'url'

const QUESTIONS: readonly (readonly [Wanted, RegExp])[] = [
  ['email', /\be-?mail\b|邮箱|电子邮件/i],
  ['phone', /\b(?:phone|telephone|mobile|call)\b|电话|手机号/i],
  ['url', /\b(?:url|web ?site|web page|link)\b|网址|网站|链接/i],
  [
    'code',
    /\b(?:order|tracking|invoice|serial|reference|ticket|flight|account|model|part|contract|case|booking|customer|policy) (?:number|no|id|code)\b|\b(?:code|reference|id)\b|[单编代型]号|代码|号码|航班/i,
  ],
  ['time', /\bwhat time\b|\bat what hour\b|几点/i],
  [
    'duration',
    /\bhow (?:long|old)\b|\bhow many (?:\w+ )?(?:seconds|minutes|hours|days|nights|weeks|months|years)\b|\b(?:duration|warranty|period)\b|多久|多长时间|几个?(?:天|年|月|小时|周)|多少(?:天|年|个月|小时)|时长/i,
  ],
  [
    'date',
    /\bwhen\b|\b(?:what|which) (?:year|date|day|month)\b|\b(?:date|deadline|year)\b|什么时候|何时|哪一?年|哪一?[天日月]|几月|几号|日期|时间/i,
  ],
  // Where no day is named, a time of day says when.
  ['time', /\bwhen\b|什么时候|何时|时间/i],
  [
    'percent',
    /\bby how much\b|\bhow much did\b.{0,60}\b(?:grow|increase|rise|fall|drop|decrease|decline|change)|(?:增长|下降|上升|减少|提高)了?多少|\b(?:what|which) (?:percent(?:age)?|share|proportion)\b|\bhow many percent\b|\brate\b|百分之几|百分比|占比|比例|增长率|率/i,
  ],
  [
    'money',
    /\bhow much\b|\bprices?\b|\bcosts?\b|\b(?:revenue|profit|fee|budget|salary|rent|amount|sales|funding|turnover|deposit|fine|penalty|investment|grant|donations?|loan|debt|wages?|bonus|earnings)\b|多少钱|投资|资金|拨款|成本|造价|花费|花了|奖金|罚款|捐款?|融资|贷款|债务|资产|产值|补贴|总额|押金|定金|出资|耗资|价格|费用|金额|票价|售价|营收|收入|利润|预算|工资|租金|多少.{0,2}元/i,
  ],
  [
    'measure',
    /\bhow (?:far|tall|high|deep|wide|big|large|heavy|fast|long)\b|\b(?:height|length|depth|width|weight|area|distance|size|speed)\b|多[高长大远重深宽快]|高度|长度|重量|面积|海拔|距离|速度/i,
  ],
  [
    'number',
    /\bhow (?:many|far|tall|high|deep|wide|big|large|heavy|fast|much)\b|\bnumber of\b|\b(?:height|length|depth|width|weight|area|population|distance|size|capacity)\b|多少|几[个名人台位座家种只辆件条次层所本张支册头枚]|数量|人数|人口|面积|高度|长度|重量|多[高长大远重深]/i,
  ],
  [
    'name',
    /\bwho(?:se|m)?\b|\bwhat is the name\b|\b(?:my|your|his|her|their) (?:full )?name\b|\bwhich (?:person|company|team|country|author)\b|谁|哪位|什么人|姓名|名字/i,
  ],
  [
    'place',
    /\bwhere\b|\bwhich (?:city|country|place|town|location)\b|哪里|哪儿|在哪|什么地方|何处|哪个?(?:城市|国家|地方)|地址|地点/i,
  ],
]
const COUNTS =
  /\bhow many (?!(?:dollars|euros?|pounds|yuan|yen|cents)\b)|多少(?=[名人个位家台辆条件次间种座只层户])/i
/** What a line begins with that has the answer behind its colon. */
const LABELS: Readonly<Partial<Record<Wanted, RegExp>>> = {
  date: /^\W{0,4}(?:date|day|when|time|时间|日期)\W/i,
  time: /^\W{0,4}(?:time|when|hours?|时间)\W/i,
  place: /^\W{0,4}(?:place|where|location|venue|address|地点|地址|位置|会场)\W/i,
  name: /^\W{0,4}(?:name|who|author|contact|姓名|名字|作者|联系人)\W/i,
}

/** Whether a line such as "Place: Room 3" is about what a question wants. */
export const isLabelled = (text: string, wanted: Wanted): boolean =>
  LABELS[wanted]?.test(text.slice(0, 40)) ?? false

const KINDS: Readonly<Partial<Record<Wanted, readonly FigureKind[]>>> = {
  date: ['date'],
  time: ['time'],
  duration: ['duration'],
  percent: ['percent'],
  money: ['money'],
  measure: ['quantity'],
  number: ['quantity', 'number', 'percent', 'money'],
  email: ['email'],
  phone: ['phone'],
  url: ['url'],
}

/** The kinds of thing that would answer a question, the likeliest first. */
export function wantedBy(question: string): Wanted[] {
  const wanted = QUESTIONS.filter(([, pattern]) => pattern.test(question)).map(([kind]) => kind)
  // "How many visitors paid the fee" wants a number of visitors.
  return COUNTS.test(question) ? wanted.filter((kind) => kind !== 'money') : wanted
}

export interface Place {
  start: number
  end: number
}

/** Whether a sentence holds something of a kind, whatever it is. */
export function holds(text: string, wanted: Wanted): boolean {
  return placesOf(text, wanted).length > 0
}

function placesOf(text: string, wanted: Wanted): Place[] {
  if (wanted === 'name') return namesIn(text)
  if (wanted === 'place') return sitesIn(text)
  if (wanted === 'code') return codesIn(text)
  const kinds = KINDS[wanted] ?? []
  return findFigures(text).filter(({ kind }) => kinds.includes(kind))
}

/** The one thing of a kind in a sentence that answers a question; null where there is none, or more than one. */
export function entityIn(text: string, wanted: Wanted, question: string): Place | null {
  const fit = fittingPlaces(text, wanted, question)
  return fit.length <= 1 ? (fit[0] ?? null) : nearest(text, fit, question)
}

/** The answer in a word: of the likeliest kind that the sentence has, if it is plain which one is meant. */
export function shortAnswer(text: string, question: string): Place | null {
  const wanted = wantedBy(question).find((kind) => fittingPlaces(text, kind, question).length > 0)
  return wanted === undefined ? null : entityIn(text, wanted, question)
}

function fittingPlaces(text: string, wanted: Wanted, question: string): readonly Place[] {
  const isNamed = wanted === 'name' || wanted === 'place'
  const asked = new Set(termsOf(question))
  const places = placesOf(text, wanted).filter(({ start, end }) => {
    const terms = termsOf(text.slice(start, end))
    return isNamed
      ? !terms.some((term) => asked.has(term))
      : !question.includes(text.slice(start, end))
  })
  if (wanted === 'number') return placesOfKind(text, places, question)
  if (wanted === 'place') return venuesOf(text, places)
  return wanted === 'name' ? persons(text, places) : places
}

/** The named venue next to "at" goes before the town that it stands in. */
function venuesOf(text: string, places: readonly Place[]): readonly Place[] {
  const venues = places.filter(
    ({ start, end }) =>
      VENUE.test(text.slice(start, end)) || /\bat (?:the )?$/i.test(text.slice(0, start)),
  )
  const [first] = venues
  return first === undefined ? places : venues.length === 1 ? venues : [first]
}

/** Of several names the doer's, and none that says where. */
function persons(text: string, places: readonly Place[]): Place[] {
  const sites = sitesIn(text)
  const names = places.filter(
    ({ start }) => !sites.some((site) => site.start <= start && start < site.end),
  )
  const doers = names.filter(({ start }) => /(?:\bby|由)\s*$/i.test(text.slice(0, start)))
  return doers.length === 1 ? doers : names
}

/** A count goes with what is counted: of "12 rooms and 40 beds" the question names one. */
function placesOfKind(text: string, places: readonly Place[], question: string): Place[] {
  const query = queryOf(question)
  const figures = findFigures(text)
  const isKind = (kind: FigureKind) => (place: Place) =>
    figures.some((one) => one.kind === kind && one.start === place.start && one.end === place.end)
  const [isMoney, isPercent] = [isKind('money'), isKind('percent')]
  const counts = places.filter((place) => !isMoney(place) && !isPercent(place))
  // "What does it come to" may be answered by an amount, and without one by a percentage.
  const likeliest = COUNTS.test(question)
    ? counts
    : [counts, places.filter(isMoney), places].find((list) => list.length > 0)
  const counted = (likeliest ?? []).map((place) => withNoun(text, place))
  const named = counted.filter(({ start, end }) =>
    termsOf(text.slice(start, end)).some((term) => query.has(term)),
  )
  return named.length > 0 ? named : counted
}

/** A bare number and the word behind it, which is what it counts. */
function withNoun(text: string, place: Place): Place {
  if (!/\d$/.test(text.slice(place.start, place.end))) return place
  const after = /^[ -][a-z]{2,18}/.exec(text.slice(place.end, place.end + 20))?.[0] ?? ''
  return termsOf(after).length > 0 ? { start: place.start, end: place.end + after.length } : place
}

/** What stands behind a thing says less of it than what stands before, unless in brackets. */
const BEHIND = 6
/** One must be so much nearer than the next to be taken for meant. */
const CLEARLY = 6

/** Of several the one that stands next to the words of the question, if it is clearly nearer. */
function nearest(text: string, places: readonly Place[], question: string): Place | null {
  const hits = hitsIn(text, queryOf(question))
  const distances = places.map((place) => ({
    place,
    distance: Math.min(...hits.map((hit) => distanceOf(text, place, hit)), Number.MAX_SAFE_INTEGER),
  }))
  distances.sort((a, b) => a.distance - b.distance)
  const [best, next] = distances
  const isClear =
    best !== undefined && next !== undefined && next.distance - best.distance >= CLEARLY
  return isClear ? best.place : null
}

/** Where words of the question stand. */
function hitsIn(text: string, query: ReadonlyMap<string, number>): Place[] {
  const words = [...text.matchAll(/[A-Za-z]{3,}/g)].filter(([word]) =>
    termsOf(word).some((term) => query.has(term)),
  )
  const hits = words.map(({ index, 0: word }) => ({ start: index, end: index + word.length }))
  for (const term of query.keys()) {
    if (term.length < 2 || !/[\u3400-\u9fff]/.test(term)) continue
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1))
      hits.push({ start: at, end: at + term.length })
  }
  return hits
}

function distanceOf(text: string, place: Place, hit: Place): number {
  if (hit.start >= place.end) {
    const between = text.slice(place.end, hit.start)
    return /^ ?[（(][^)）]*$/.test(between) ? 0 : between.length + BEHIND
  }
  return Math.max(0, place.start - hit.end) + clauseBreaks(text, hit.start, place.start) * 20
}

const clauseBreaks = (text: string, from: number, to: number) =>
  (text.slice(from, to).match(/[,;，；、]/g) ?? []).length

/** Letters and digits that name one thing: A-20931, SF1029384756, #5521. */
const CODE =
  /(?<![\w-])(?:#\d{3,20}|(?=[A-Z\d-]{0,20}\d)[A-Z]{1,6}[-\d][A-Z\d-]{1,24}|\d[A-Z\d-]{0,12}[A-Z][A-Z\d-]{0,12}|\d{5,20})(?![\w-])/g

function codesIn(text: string): Place[] {
  return [...text.matchAll(CODE)].map(({ index, 0: code }) => ({
    start: index,
    end: index + code.length,
  }))
}

const NAME =
  /(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?\p{Lu}[\p{L}'’-]{1,20}(?: (?:(?:de|van|von|der|da|di|bin|al|la|le|of) )?\p{Lu}[\p{L}'’.-]{0,20}){0,3}/gu
const NO_NAME =
  /^(?:the|a|an|it|he|she|they|we|i|you|in|on|at|by|this|that|these|those|its|his|her|our|their|after|before|since|when|while|for|from|with|and|but|or|as|if|all|each|most|some|no|not|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|ceo|cto|cfo|however|today|yesterday|tomorrow|under|both|two|three|one)$/i
const HAN_NAME = new RegExp(
  `(?<=^|[由是为叫请与和及、，。：:“（(]|经理|总监|负责人|主任|教授|博士|董事长|总裁|校长|院长|作者|创始人|工程师|医生|老师|队长|组长|主管|组织者|助理|联系人)([${SURNAMES}][\\u4e00-\\u9fff]{1,2}?)(?=$|[，。、；！？：,.;()（）”\\s]|先生|女士|教授|博士|老师|于|在|和|与|及|担任|负责|创|主持|带|说|表示|写|撰|编|是|将|的|为|等|共同|领导|发明|提出|设计|代表|接任|当选)`,
  'g',
)

function namesIn(text: string): Place[] {
  const han = [...text.matchAll(HAN_NAME)].map(({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
  }))
  const latin = [...text.matchAll(NAME)].flatMap(({ index, 0: whole }): Place[] => {
    const words = whole.split(' ')
    let start = index
    while (words.length > 0 && NO_NAME.test((words[0] ?? '').replace('.', '')))
      start += (words.shift() ?? '').length + 1
    while (words.length > 0 && NO_NAME.test(words.at(-1) ?? '')) words.pop()
    const name = words.join(' ').replace(/['’]s$|[.]$/, '')
    if (name === '' || (index === 0 && words.length === 1 && start === 0)) return []
    return [{ start, end: start + name.length }]
  })
  return [...han, ...latin]
}

const SITE =
  /(?<=\b(?:in|at|near|from|to|of|outside) (?:the )?(?:city of |town of )?)\p{Lu}[\p{L}'’-]{1,24}(?:(?:, | )\p{Lu}[\p{L}'’-]{1,24}){0,3}/gu
const VENUE_NOUN =
  'rooms?|hall|centre|center|museum|library|theatre|theater|station|hotel|school|university|college|park|church|building|arena|stadium|gallery|house|mill|castle|palace|gate|floor|platform|terminal|studio|office|hospital|restaurant|cafe|café|garden|square|market|club|barn'
const HAN_VENUE =
  '馆|厅|室|楼|中心|广场|剧院|剧场|酒店|宾馆|大学|学校|公园|体育场|礼堂|医院|车站|工厂|教堂|码头|店|院'
const VENUE = new RegExp(String.raw`\b(?:${VENUE_NOUN})\b|(?:${HAN_VENUE})$`, 'i')
/** A venue without a capital ("in the town hall"), or with a number (Room 12). */
const PLAIN_VENUE = new RegExp(
  String.raw`(?<=\b(?:in|at|inside|outside|near) (?:the |a )?)(?!(?:the|a) )(?:[A-Za-z][\w'’-]{1,20} ){0,3}(?:${VENUE_NOUN})\b(?: [A-Z]?\d{1,4}[A-Z]?\b)?`,
  'gi',
)
const HAN_SITE_LEAD =
  '(?<=位于|坐落于|坐落在|设在|设于|地点[是为在：:]|地址[是为：:]|总部在|出生于|来自|在)'
const HAN_NAMED_VENUE = new RegExp(
  `${HAN_SITE_LEAD}[\\u4e00-\\u9fffA-Za-z\\d]{1,24}?(?:${HAN_VENUE})(?=$|[，。、；！？,.;（(]|举行|举办|召开|开幕|进行|上演|展出)`,
  'g',
)
const HAN_SITE = new RegExp(
  `${HAN_SITE_LEAD}[\\u4e00-\\u9fffA-Za-z\\d]{2,24}?(?=$|[，。、；！？,.;（(]|举行|举办|召开|成立|创立|创办|创建|设立|开业|建成|出生|的)`,
  'g',
)

function sitesIn(text: string): Place[] {
  const venues = [...text.matchAll(HAN_NAMED_VENUE), ...text.matchAll(PLAIN_VENUE)]
  const found = [...venues, ...text.matchAll(SITE), ...text.matchAll(HAN_SITE)]
  const places = found.flatMap(({ index, 0: whole }): Place[] => {
    const isMonth = NO_NAME.test(whole.split(/[ ,]/)[0] ?? '')
    return isMonth || /^\d/.test(whole) ? [] : [{ start: index, end: index + whole.length }]
  })
  return places.filter(
    (one, at) =>
      !places.some((other, place) => place < at && other.start < one.end && one.start < other.end),
  )
}
