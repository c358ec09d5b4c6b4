import 'server-only'
import { type Found, found, SCORES } from './found'
import type { Wanted } from './kinds'
import { spansOf } from './span'

const NAME = String.raw`(\p{Lu}[\p{L}\d&'’-]*(?:\s(?:(?:of|de|the|for|&)\s)?\p{Lu}[\p{L}\d&'’-]*){0,5})`
const HAN_END = String.raw`(?=[，。；、,;.\s]|并|且|的|现|担任|任|从事|做|工作|$)`

interface Row {
  /** What the property is called. */
  name: RegExp
  verbs: readonly RegExp[]
}

/** What verbs say of people without a property's own word: "graduated from", "就职于". */
const ROWS: readonly Row[] = [
  {
    name: /\b(?:school|university|college|education|alma mater)\b|院校|学校|大学/,
    verbs: [
      new RegExp(
        String.raw`\b(?:graduated from|studied (?:\w+ )?at|(?:degree|diploma) (?:\w+ \w+ )?from|attended|alumn\w+ of)\s(?:the\s)?${NAME}`,
        'gu',
      ),
      /(?:毕业于|就读于|毕业自)([\p{Script=Han}A-Za-z]{2,20}?(?:大学|学院|学校|中学|高中))/gu,
      new RegExp(String.raw`(?:毕业于|就读于)([\p{Script=Han}A-Za-z]{2,20}?)${HAN_END}`, 'gu'),
    ],
  },
  {
    name: /\b(?:company|employer|organi[sz]ation|firm|workplace)\b|公司|单位|企业|雇主/,
    verbs: [
      new RegExp(
        String.raw`\b(?:works?|worked|working|employed|job|position)\s(?:\w+\s){0,4}?(?:at|for|by|with)\s(?:the\s)?${NAME}`,
        'gu',
      ),
      new RegExp(String.raw`\b(?:joined|employed by)\s(?:the\s)?${NAME}`, 'gu'),
      new RegExp(
        String.raw`(?:就职于|任职于|供职于|实习于|工作于|服务于|受雇于|入职)([\p{Script=Han}A-Za-z\d]{2,20}?)${HAN_END}`,
        'gu',
      ),
      /在([\p{Script=Han}A-Za-z\d]{2,20}?)(?=担任|工作|上班|任职)/gu,
    ],
  },
  {
    name: /\b(?:job|job title|position|role|occupation|profession)\b|^title$|职位|职务|岗位|职业/,
    verbs: [
      /\b(?:works?|worked|working|employed|joined|hired|serves?|served)\s(?:[^.;\n]{0,60}?\s)?as\s(?:an?\s|the\s)?([a-z][a-z -]{2,40}?)(?=\s(?:at|for|with|and|who|in|from)\b|[,.;\n]|$)/g,
      /\p{Lu}\p{L}+\s(?:is|was)\s(?:an?|the)\s((?:[a-z-]+\s){0,3}?[a-z]{2,20}(?:er|or|ist|ian|ant|ent|ef|yst|tect|rse|yer))\b/gu,
      /(?:担任|出任)([\p{Script=Han}A-Za-z]{2,12}?)(?=[，。；、,;.\s]|一职|并|$)/gu,
    ],
  },
  {
    name: /\b(?:birth ?place|place of birth|birth (?:city|country)|born in)\b|出生地/,
    verbs: [
      new RegExp(String.raw`\bborn\s(?:[^.;\n]{0,30}?\s)?in\s${NAME}`, 'gu'),
      new RegExp(String.raw`(?:出生于|出生在|生于)([\p{Script=Han}]{2,12}?)${HAN_END}`, 'gu'),
    ],
  },
  {
    name: /\b(?:hometown|origin|native|from|nationality)\b|籍贯|家乡/,
    verbs: [
      new RegExp(
        String.raw`\b(?:comes? from|(?:is|was) from|originally from|native of|hails from)\s${NAME}`,
        'gu',
      ),
      new RegExp(String.raw`来自([\p{Script=Han}]{2,12}?)${HAN_END}`, 'gu'),
    ],
  },
  {
    name: /\b(?:residence|home|lives in|city|town|address|location|venue|place)\b|地点|居住地|城市|住址|地址/,
    verbs: [
      new RegExp(String.raw`\b(?:lives?|lived|living|resid\w+)\s(?:now\s)?in\s${NAME}`, 'gu'),
      /(?:地点|地址|位置)(?:定在|设在|在)([^，。；、,;.\n]{2,20})/gu,
      /(?<!入)(?:居住?|住)(?:在|于)([\p{Script=Han}\d]{2,20}?)(?=[，。；,;.\s]|$|的)/gu,
    ],
  },
  {
    name: /\b(?:(?:medical |health )?conditions?|diagnos[ei]s|diseases?|illness(?:es)?)\b|病症|疾病|诊断/,
    verbs: [
      /\b(?:has|have|suffers? from|diagnosed with)\s(?!been\b|a\s(?:\w+\s)?(?:son|daughter|wife|husband|job|car)\b)(?:an?\s)?([a-z][a-z \d-]{2,60}?(?:(?:,\s|,?\sand\s)[a-z][a-z \d-]{2,40}?){0,5})(?=[.;\n]|$|,\s(?:he|she|who|and)\b)/g,
      /(?:患有|确诊(?:为|患)?|罹患)([\p{Script=Han}\d]{2,20}(?:[、和][\p{Script=Han}\d]{2,20}){0,4}?)(?=[，。；,;]|$)/gu,
    ],
  },
]

/** More of a text is no note on a person, in which a bare "title" is a job's. */
const NOTE = 300

/** The values that a verb gives a property. */
export function saidByVerb({ words, name, type }: Wanted, text: string): Found[] {
  if (type !== 'string' || (name === 'title' && text.length > NOTE)) return []
  const own = words.join(' ')
  const row = ROWS.find((one) => one.name.test(own))
  // A later pattern is a looser one.
  return (row?.verbs ?? []).flatMap((verb, at) =>
    spansOf(text, verb).map((span) => found(span, SCORES.said - at)),
  )
}

/** Words before a number or code that stand for others. */
const SAME: readonly (readonly string[])[] = [
  ['postal code', 'postcode', 'zip code', 'zipcode', 'zip', '邮政编码', '邮编'],
  ['apartment', 'apt', 'flat'],
  ['room', '房间'],
]
/** What is called so has no number or code. */
const UNNUMBERED =
  /^(?:the|for|name|title|text|message|query|content|body|date|time|note|summary|description)$/

/** What stands right behind a property's words without a colon: "postal code 90417", "room 12". */
export function numberedAs({ words, type, kind }: Wanted, text: string): Found[] {
  const own = words.join(' ')
  if (type !== 'string' || kind === 'date' || own.length < 3 || UNNUMBERED.test(own)) return []
  const bare = own.replace(/\s(?:number|no|code|id)$/, '')
  const names = SAME.find((row) => row.includes(own)) ?? [...new Set([own, bare])]
  const lower = text.toLowerCase()
  const said = names
    .filter((one) => lower.includes(one))
    .map((one) => one.replace(/[^\p{L}\p{N} ]/gu, ''))
  if (said.length === 0) return []
  const pattern = new RegExp(
    `(?<![\\p{Ll}\\p{Lu}])(?:${said.join('|')})\\.?\\s{0,2}(?:(?:number|no\\.?|is|是|为)\\s{0,2})?#?((?=[A-Za-z-]{0,6}\\d)[A-Za-z\\d][A-Za-z\\d-]{0,24})(?![\\w@.]*[@/:\\w])`,
    'giu',
  )
  return spansOf(text, pattern).map((span) => found(span, SCORES.said))
}
