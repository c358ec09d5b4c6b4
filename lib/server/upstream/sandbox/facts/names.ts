import 'server-only'
import { PLACE_PATTERN, SURNAMES } from './gazetteer'
import { overlaps, type Span, spansOf } from './span'
import { hanWordAt, isStopWord, termsOfWord } from './words'

/** A name in a text and what it is a name of, as far as its form says. */
interface NameSpan extends Span {
  kind: 'place' | 'person' | 'company' | 'other'
}

const CAPITALISED =
  /(?<![\p{Ll}\p{Lu}\p{N}@.#$-])\p{Lu}(?:[\p{Ll}\p{Lu}\p{N}'’-]{1,30}|\.)?(?:[ ](?:(?:of|de|da|di|van|von|der|la|le|del|&)[ ])?\p{Lu}(?:[\p{Ll}\p{Lu}\p{N}'’-]{1,30}|\.)?){0,5}/gu

const NO_NAMES = new RegExp(
  `^(?:${[
    'I|OK|AM|PM|AI|ASAP|FYI|ETA|Mr|Mrs|Ms|Dr|Prof|Hi|Hello|Dear|Hey|Thanks|Thank|Regards|Best|Sincerely|Cheers|Sorry',
    'Mon|Tues|Wednes|Thurs|Fri|Satur|Sun',
    'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec',
    'Celsius|Fahrenheit|JSON|CSV|XML|PDF|URL|ID|SQL|HTML|USD|EUR|GBP|JPY|CNY|CEO|CTO|CFO|Extract|Parse|Classify|Analyse|Analyze|Identify|Determine|Given|Here|Also|Then|Email|Name|Age|Total|Date|Put|Set|Move|Mark|Turn|Switch|Invite|Phone|Subject|Please|Translate|Convert|Calculate|Check|Compare|Tell|Ask|Say|Start|Stop|Let|Use|Who|Whose|What|When|Where|Which|Why|How|Is|Are|Do|Does|Did|Can|Could|Will|Would|Should|May|The|And|But|Or|If|So|In|On|At|For|From|To|With|About|After|Before',
  ].join('|')})$`,
)
const WEEKDAY = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/
const COMPANY_ENDING =
  /(?:\b(?:Inc|Ltd|LLC|Corp|Corporation|Company|Co|GmbH|AG|PLC|Group|Bank|Labs?|Technologies|Systems|Solutions|Industries|Holdings|Partners|Foundation|University|Institute|Store|Supermarket|Supplies|Services|Software|Studios?|Airlines)\.?)$/

/** The names of a text, in its order: places that everybody knows, capitalised words, Chinese people and firms. */
export function readNames(text: string): NameSpan[] {
  const places = spansOf(text, PLACE_PATTERN).map(withKind('place'))
  const latin = spansOf(text, CAPITALISED)
    .flatMap((span) => bareName(text, span))
    .filter((name) => !isMadeOf(name, places))
  const people = spansOf(text, CHINESE_PERSON).map(withKind('person'))
  const companies = spansOf(text, CHINESE_COMPANY).map(withKind('company'))
  const kept: NameSpan[] = []
  // Where names overlap, the longest is meant.
  const byLength = [...places, ...companies, ...latin, ...people].sort(
    (a, b) => b.text.length - a.text.length,
  )
  for (const name of byLength) if (!kept.some((other) => overlaps(other, name))) kept.push(name)
  return kept.sort((a, b) => a.start - b.start)
}

const isMadeOf = (name: Span, places: readonly Span[]): boolean =>
  places
    .filter((place) => name.start <= place.start && place.end <= name.end)
    .reduce((rest, place) => rest.replace(place.text, ''), name.text)
    .trim() === ''

const withKind =
  (kind: NameSpan['kind']) =>
  (span: Span): NameSpan => ({ ...span, kind })

const CHINESE_COMPANY =
  /(?<=^|[^\p{Script=Han}A-Za-z]|[在于给为与和由从向到是])((?![在于给为与和由从向到是])(?:(?!毕业于|就职于|任职于|供职于|就读于|实习于|来自|住在)[\p{Script=Han}A-Za-z]){2,20}?(?:有限责任公司|股份有限公司|有限公司|公司|集团|银行|科技|大学|医院|超市))/gu

// A family name and one or two characters between bounds that a name has.
const CHINESE_PERSON = new RegExp(
  `(?<=^|[^\\p{Script=Han}]|叫|放|听|看|查|邀|约|问|让|同|是|我叫|名叫|姓名|联系人|客户|给|和|与|请|找|由|为|向|跟|通知|提醒|经理|先生|女士)([${SURNAMES}](?!\\p{Script=Han}{0,2}(?:市|省|县|区))\\p{Script=Han}{1,2}?)(?=$|[^\\p{Script=Han}]|先生|女士|的|是|在|今年|说|和|与|住|于|发|开|来|去|，|老师|医生|经理|同学|电话|手机|邮箱|毕业|现|就职|任|担任|曾|患|出生|居|一起)`,
  'gu',
)

/** A run of capitalised words without what only begins a sentence. */
function bareName(text: string, span: Span): NameSpan[] {
  const [whole, head] = /^(\S+ \S.*?) of (?=\p{Lu})/u.exec(span.text) ?? []
  if (whole !== undefined && head !== undefined) {
    // "Ada Byron of Northwind" are two, "Bank of England" is one.
    const rest = {
      text: span.text.slice(whole.length),
      start: span.start + whole.length,
      end: span.end,
    }
    const first = { text: head, start: span.start, end: span.start + head.length }
    return [...bareName(text, first), ...bareName(text, rest)]
  }
  const words = span.text.split(' ')
  let start = span.start
  while (words.length > 0 && isNoName(text, start, words[0] ?? '')) {
    start += (words.shift() ?? '').length + 1
  }
  while (
    words.length > 0 &&
    (NO_NAMES.test(words.at(-1) ?? '') || WEEKDAY.test(words.at(-1) ?? ''))
  )
    words.pop()
  const name = words
    .join(' ')
    .replace(/(?:['’]s|[.,'’-]+)$/, '')
    .replace(/(?<=\b(?:Inc|Ltd|Corp|Co))$/, '')
  // The street of an address is nobody's name.
  if (STREET.test(name) && /\d[A-Za-z]?\s$/.test(text.slice(Math.max(0, start - 4), start)))
    return []
  if (name.length < 2) return []
  return [{ text: name, start, end: start + name.length, kind: kindOf(text, start, name) }]
}

/** What is sent or given goes to somebody. */
const GIVEN_TO =
  /\b(?:ship|send|sent|parcel|package|give|deliver|delivery|mail|write|letter|forward|assign|invoice|gift)\b[^.\n]{0,14}\s(?:to|for)\s$/i

const STREET =
  /\b(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Square|Place|Terrace|Highway)\.?$/

function isNoName(text: string, at: number, word: string): boolean {
  const bare = word.replace(/[.,'’]+\w?$/, '')
  if (NO_NAMES.test(bare) || WEEKDAY.test(bare)) return true
  if (!isSentenceStart(text, at)) return false
  const lower = bare.toLowerCase()
  if (isStopWord(lower) || termsOfWord(lower).some((term) => term.startsWith('@'))) return true
  // A word that only begins a sentence is a name where it does what names do.
  return !AFTER_NAME.test(text.slice(at + word.length, at + word.length + 24))
}

const AFTER_NAME =
  /^(?:['’]s\b|\s?$|\s?\n|,|\s?[(（]|\s\p{Lu}|\s(?:is|was|has|had|will|and|or|from|in|of|said|who|to \p{Lu}|vs|wants|needs|(?!(?:this|his|its|us|as|always|less)\b)[a-z]{2,14}(?:ed|s))\b)/u

const isSentenceStart = (text: string, at: number): boolean =>
  /(?:^|[.!?。！？:：\n]["'“(]?\s{0,3}|\n\s{0,3}[-*•]\s?)$/.test(
    text.slice(Math.max(0, at - 6), at),
  ) || text.slice(0, at).trim() === ''

function kindOf(text: string, start: number, name: string): NameSpan['kind'] {
  if (COMPANY_ENDING.test(name)) return 'company'
  const before = text.slice(Math.max(0, start - 24), start)
  if (/\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ of $/u.test(before)) return 'company'
  if (/\b(?:Mr|Mrs|Ms|Dr|Prof)\.?\s$/.test(before)) return 'person'
  if (
    /\b(?:works?|worked|working|job|engineer|manager|employed|ceo|cto|founder|invoice|bought)\b[^.]{0,10}\b(?:at|for|of|by|from)\s$/i.test(
      before,
    )
  )
    return 'company'
  if (name.includes(' ') && GIVEN_TO.test(before)) return 'person'
  if (
    /\b(?:in|near|to|from|around|visit|visiting|lives? in|based in|via)\s(?:the\s)?$/i.test(before)
  )
    return 'place'
  return /^\p{Lu}[\p{Ll}.'’-]+(?: \p{Lu}\.?)?(?: (?:de|van|von|der|la|del) )? ?(?: ?\p{Lu}[\p{L}'’-]+)$/u.test(
    name,
  ) && name.includes(' ')
    ? 'person'
    : 'other'
}

const FILLER_ZH =
  /^(?:个人的|位子|座位|晚上|早上|上午|下午|中午|请问|请你|请|麻烦你?|帮我|帮忙|给我|替我|我想知道|我想要|我想|我要|想要|能不能|能否|可不可以|可以|告诉我|看看|看一下|查一下|查一查|查查|查|一下|现在|目前|当前|今天|明天|后天|昨天|今晚|今日|明日|最近|未来|这周|本周|下周|周末|怎么样|怎样|如何|多少度|多少|是什么|什么|是多少|几度|哪些|哪个|好吗|吗|呢|吧|啊|呀|的话|情况|信息|会不会|有没有|是不是|会|有|是|在|去|到|从|那边|那里|那|这里|对|用|把|被|要|需要|了|的|和|与|跟|及|以及|还有|或者|或|还|也|都|它|我|你|您|他|她)/

/** What is left of Chinese words when those of every day are taken out: mostly the names. */
export function readHanRemains(text: string): Span[] {
  const spans: Span[] = []
  for (const run of text.matchAll(/\p{Script=Han}{1,200}/gu)) {
    let start = run.index
    let at = run.index
    const end = run.index + run[0].length
    const cut = (to: number, length: number) => {
      if (to - start >= 2 && to - start <= 10)
        spans.push({ text: text.slice(start, to), start, end: to })
      start = to + length
    }
    while (at < end) {
      const filler = FILLER_ZH.exec(text.slice(at, at + 6))?.[0] ?? ''
      const word = hanWordAt(text.slice(at, Math.min(end, at + 6)), 0) ?? ''
      const length = Math.max(filler.length, word.length > 1 ? word.length : 0)
      if (length > 0) cut(at, length)
      at += Math.max(1, length)
    }
    cut(end, 0)
  }
  return spans
}
