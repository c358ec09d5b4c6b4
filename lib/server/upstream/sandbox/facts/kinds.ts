import 'server-only'
import { termsOf, wordsOf } from './words'

/** What a property or parameter wants to hold, as far as its name says. */
export type Kind =
  | 'email'
  | 'url'
  | 'phone'
  | 'timezone'
  | 'currency'
  | 'language'
  | 'date'
  | 'time'
  | 'datetime'
  | 'symbol'
  | 'expression'
  | 'path'
  | 'command'
  | 'id'
  | 'person'
  | 'first_name'
  | 'last_name'
  | 'company'
  | 'country'
  | 'place'
  | 'age'
  | 'money'
  | 'number'
  | 'colour'
  | 'query'
  | 'subject'
  | 'text'
  | 'title'
  | 'summary'
  | 'keywords'
  | 'answer'
  | 'name'
  | 'thing'
  | 'end'
  | 'channel'
  | 'style'
  | 'unit'
  | 'word'
  | 'department'
  | 'plain'

/** In the order in which they are tried; the words are those of a name, split and in lower case. */
const KINDS: readonly (readonly [kind: Kind, pattern: RegExp])[] = [
  ['unit', /\bunits?$|单位/],
  ['word', /^(?:word|term|phrase)$/],
  ['number', /\b(?:percent|percentage|pct|ratio)\b|百分比/],
  ['department', /\b(?:department|team|division)\b|部门/],
  ['end', /^(?:from|to|source|target|src|dest|destination)$/],
  ['channel', /\bchannel\b|频道/],
  ['style', /\b(?:cuisine|genre)s?\b|菜系|风格/],
  ['email', /\be ?mails?\b|\bmailto\b|邮箱|邮件地址/],
  ['url', /\b(?:url|uri|link|website|homepage|href|webpage)s?\b|网址|链接/],
  ['phone', /\b(?:phone|telephone|mobile|cell|tel|fax)\b|电话|手机/],
  ['timezone', /\b(?:time ?zone|tz)s?\b|时区/],
  ['currency', /\b(?:currency|currencies|currency code)\b|币种|货币/],
  ['language', /\b(?:language|lang|locale)s?\b|语言/],
  ['symbol', /\b(?:ticker|symbol)s?\b|股票代码/],
  ['expression', /\b(?:expression|formula|equation|calculation)s?\b|表达式|算式/],
  ['datetime', /\b(?:date ?time|timestamp)\b/],
  ['time', /\btimes?$|时间|几点/],
  [
    'date',
    /\b(?:date|day|birthday|birthdate|dob|deadline|due|checkin|checkout|check in|check out|departure|return)s?\b(?! (?:city|airport|location))|日期|生日|截止/,
  ],
  ['age', /\bage\b|年龄|岁数/],
  [
    'money',
    /\b(?:price|cost|amount|total|subtotal|fee|salary|revenue|budget|tax|discount|balance|payment|tip|fare)s?\b|金额|价格|单价|总价|总额|税|费用|薪/,
  ],
  ['time', /\btimes?\b|时间|几点/],
  [
    'path',
    /\b(?:path|file|filename|filepath|directory|folder)s?\b(?! (?:content|type|text))|路径|文件名/,
  ],
  [
    'command',
    /\b(?:command|cmd|script|code|sql|snippet|source code)s?\b(?<!(?:country|postal|zip|area|currency|language|airport|confirmation|reservation|booking|discount|coupon|voucher|access|verification|promo|status|error|product|color|colour) code)|命令|代码/,
  ],
  [
    'keywords',
    /\b(?:keyword|tag|topic)s\b|\bkey ?(?:words|points|phrases|topics)\b|关键词|标签|要点/,
  ],
  [
    'summary',
    /\b(?:summary|summaries|description|abstract|overview|synopsis|details|explanation|reasoning|rationale|reason|evidence|quote|justification|notes?|thoughts?|analysis)\b|摘要|描述|说明|理由|原因|总结/,
  ],
  ['answer', /\b(?:answer|result|output|conclusion|final answer)\b|答案|结果/],
  ['subject', /\b(?:subject|topic|theme)\b|主题/],
  [
    'query',
    /\b(?:query|queries|search|search term|keyword|term|question|q|prompt|what)s?\b|查询|搜索|关键字/,
  ],
  [
    'text',
    /\b(?:text|message|content|contents|body|msg|input|sentence|paragraph|phrase|caption|comment|reminder|note|task|todo)\b|文本|内容|正文|消息/,
  ],
  ['first_name', /\b(?:first|given|fore) ?name\b|^名$/],
  ['last_name', /\b(?:last|family|sur) ?name\b|姓氏|^姓$/],
  [
    'id',
    /\b(?:id|ids|identifier|uuid|sku|(?:order|tracking|invoice|ticket|account|reference|flight|case|serial|phone|customer|confirmation|reservation|booking|coupon|discount|promo|voucher|product) (?:number|no|code)|reference|isbn|pnr|zip|zip code|postal code|postcode)\b|单号|编号|订单号/,
  ],
  ['country', /\b(?:country|nation|nationality)\b|国家|国籍/],
  ['thing', /\b(?:product|item|ingredient|dish|goods|merchandise)s?\b|商品|产品|物品/],
  [
    'company',
    /\b(?:company|organi[sz]ation|employer|firm|vendor|supplier|merchant|store|shop|seller|brand|publisher|manufacturer|airline|business)\b|公司|企业|单位|商家|供应商|品牌/,
  ],
  [
    'place',
    /\b(?:city|cities|town|street|location|locations|place|places|destination|origin|address|venue|region|area|departure (?:city|airport|location)|arrival(?: (?:city|airport))?|airport|state|where|headquarters|room|hometown|from|station)\b|城市|地点|地址|位置|目的地|出发地|地区|居住地/,
  ],
  [
    'person',
    /\b(?:person|people|full ?name|author|artist|singer|band|director|host|founder|organi[sz]er|creator|composer|inventor|candidate|patient|passenger|guest|recipient|recipients|contact|customer|client|attendee|attendees|participants?|employee|sender|speaker|owner|assignee|manager|buyer|user|names)s?\b|姓名|联系人|作者|客户|收件人|参会人|负责人/,
  ],
  ['title', /\b(?:title|headline|heading|event|meeting)\b|标题/],
  ['colour', /\bcolou?rs?\b|颜色/],
  ['name', /\bname\b|名称|名字/],
  [
    'number',
    /\b(?:number|count|quantity|qty|limit|max|min|size|percent|percentage|rating|score|duration|length|width|height|weight|distance|age|year|hours?|minutes?|seconds?|days?|nights?|guests|adults|children|people|party size|temperature|level|volume|latitude|longitude|rate|top|n|a|b|x|y|num\w*)\b|数量|人数|评分|分数|时长|数字/,
  ],
]

/** The kind of a property by its name and, where the name says nothing, by the first words of its description. */
export function kindOf(name: string, description: string): Kind {
  const words = wordsOf(name).join(' ').replace(/ies\b/g, 'y')
  const byName = KINDS.find(([, pattern]) => pattern.test(words))?.[0]
  if (byName !== undefined && byName !== 'name') return byName
  const head = wordsOf(description.slice(0, 200)).slice(0, 8).join(' ')
  const byDescription = KINDS.find(([kind, pattern]) => kind !== 'name' && pattern.test(head))?.[0]
  if (byName === undefined) return byDescription ?? 'plain'
  // "name" alone is a person's, unless what is described is something else.
  return byDescription !== undefined &&
    ['company', 'place', 'path', 'person', 'country'].includes(byDescription)
    ? byDescription
    : 'name'
}

/** A property as its values are looked for. */
export interface Wanted {
  name: string
  description: string
  kind: Kind
  /** Its name's own words, in lower case. */
  words: string[]
  /** The same with the words of the property that it stands inside before them. */
  path: string[]
  /** What its name is about, concepts and stems. */
  terms: ReadonlySet<string>
  /** A short description, which is another name; the name around it where its own is only "name". */
  alias: string
  /** The kind of value that the schema takes. */
  type: 'string' | 'number' | 'integer' | 'boolean'
  format: string | null
}

/** Says what a property wants; `parent` is the name of the property that it stands inside. */
export function wantedBy(
  name: string,
  about: { type: Wanted['type']; description: string; format: string | null },
  parent = '',
): Wanted {
  const { type, description, format } = about
  const kind = kindByFormat(format) ?? kindWithin(parent, kindOf(name, description), name)
  const words = wordsOf(name)
  const isBareName = /^(?:name|value|text|full name)$/.test(words.join(' ')) && parent !== ''
  return {
    name,
    description,
    kind,
    words,
    path: [...wordsOf(parent), ...words],
    terms: termsOf(name),
    alias: (isBareName ? wordsOf(parent) : shortWords(description)).join(' '),
    type,
    format,
  }
}

const SHORT_DESCRIPTION = 24

const shortWords = (description: string) =>
  description.length <= SHORT_DESCRIPTION ? wordsOf(description) : []

/** A name, a title and the like are those of what they stand in. */
function kindWithin(parent: string, kind: Kind, name: string): Kind {
  if (parent === '' || !['name', 'plain', 'title', 'summary', 'id'].includes(kind)) return kind
  const outer = kindOf(parent, '')
  if (outer === 'thing' && kind !== 'id') return 'thing'
  return kind === 'name' || name === 'value' ? kindOf(`${parent} ${name}`, '') : kind
}

const FORMAT_KINDS: Readonly<Record<string, Kind>> = {
  email: 'email',
  'idn-email': 'email',
  uri: 'url',
  url: 'url',
  date: 'date',
  'date-time': 'datetime',
  time: 'time',
}

function kindByFormat(format: string | null): Kind | null {
  return format !== null && Object.hasOwn(FORMAT_KINDS, format)
    ? (FORMAT_KINDS[format] ?? null)
    : null
}
