import 'server-only'
import { LANGUAGES } from './gazetteer'
import { readBackticked, readQuoted } from './patterns'
import { type Span, spansOf } from './span'

/** What of a prompt is meant as a text: something to search for, to translate, to send. */

const LANGUAGE_NAMES = LANGUAGES.flatMap(([, en, zh]) => [en, ...zh]).join('|')

const POLITE_EN =
  /^(?:(?:hi|hello|hey|ok|okay|so|and|then|now|first|finally|also|next|after that|please|kindly|can you|could you|would you|will you|i(?:'d| would) like (?:you )?to|i want (?:you )?to|i need (?:you )?to|i need|i want|help me(?: to)?|let's|let me|go ahead and|use the [\w-]{1,40} (?:tool|function) to|using the [\w-]{1,40} (?:tool|function))[,:]?\s+)+/i
const REQUEST_EN =
  /^(?:(?:search|look|google|browse|query|check|hunt)(?:\s(?:the\s)?(?:web|internet|net|online|google|wikipedia|database|docs|documentation|knowledge base|catalog(?:ue)?|store|shop|archive|library|news))?(?:\s(?:for|up|on|about))?|find(?:\sout)?(?:\sme)?(?:\sabout)?|look\sup|(?:get|fetch|show|give|tell|bring)(?:\sme)?(?:\sabout)?|what(?:'s|\sis|\sare)|who(?:'s|\sis|\swas)|recommend(?:\sme)?|list)\s+/i
const TAIL_EN =
  /(?:\s(?:please|for me|on the (?:web|internet)|online|on the internet|on google|on wikipedia|right now|using the [\w-]{1,40} (?:tool|function)|with the [\w-]{1,40} (?:tool|function)|and (?:tell|show|give|summari[sz]e|send|email|let)\b.{0,200}))+$/i
const IN_LANGUAGE = new RegExp(`\\sin (?:${LANGUAGE_NAMES})$`, 'i')
const POLITE_ZH =
  /^(?:请问|请你|请|麻烦你?|帮我|帮忙|给我|替我|我想知道|我想要?|我要|能不能|能否|可以|你好[，,]?)+/
const REQUEST_ZH =
  /^(?:(?:在?(?:网上|网络上|互联网上?|谷歌上?|百度上?|数据库里?|知识库里?)?(?:搜索|搜一下|搜搜|查找|查询|检索|查一下|查一查|查查|找一下|找找|搜|查|找)(?:一下)?(?:网上|网络)?)(?:关于|有关)?|推荐|告诉我)/
const TAIL_ZH =
  /(?:的(?:资料|信息|内容|相关信息|相关资料)|是什么|有哪些|好吗|可以吗|谢谢|一下|吗|呢|吧)+$/

/** What a request to look something up is about. */
export function readQuery(text: string): Span | null {
  const quoted = readQuoted(text)[0]
  if (quoted !== undefined && quoted.text.length > 1) return quoted
  const sentence = firstSentence(text)
  const bare = sentence.text
    .replace(POLITE_EN, '')
    .replace(POLITE_ZH, '')
    .replace(REQUEST_EN, '')
    .replace(REQUEST_ZH, '')
    .replace(/[?？!！.。,，\s]+$/, '')
    .replace(TAIL_EN, '')
    .replace(IN_LANGUAGE, '')
    .replace(TAIL_ZH, '')
    .replace(/^(?:the|a|an|some|any|information (?:about|on))\s+/i, '')
    .replace(/[?？!！.。,，\s]+$/, '')
    .trim()
  return bare === '' ? null : within(text, bare, sentence.start)
}

/** A text that is to be worked on, sent or kept. */
export function readMeantText(text: string): Span | null {
  const told = firstOf(text, TOLD)
  if (told !== null) return told
  const quoted = [...readQuoted(text), ...readBackticked(text)]
    .filter(({ start }) => !HEADING.test(text.slice(Math.max(0, start - 24), start)))
    .sort((a, b) => b.text.length - a.text.length)[0]
  return quoted ?? firstOf(text, MEANT)
}

/** What stands before a heading in quotation marks. */
const HEADING =
  /(?:\b(?:subject|titled?|called|named|headline|with the title)(?:\s(?:is|of|line))?|主题|标题|题目|名为)(?:是|为)?[:：]?\s?["“「《]?$/i

function firstOf(text: string, patterns: readonly RegExp[]): Span | null {
  for (const pattern of patterns) {
    const span = spansOf(text.slice(0, 20_000), pattern)[0]
    const meant = span?.text
      .trim()
      .replace(/^["“「](.*)["”」][.。]?$/s, '$1')
      .replace(/[。]$/, '')
      .replace(/^([^.!?]*)\.$/, '$1')
    if (span !== undefined && meant !== undefined && meant !== '')
      return within(text, meant, span.start)
  }
  return null
}

/** Words that lead to what is to be said. */
const TOLD: readonly RegExp[] = [
  /\b(?:saying|says|that says|to say|telling (?:him|her|them|everyone|us) that|tell (?:him|her|them|[\w.+-]{1,64}@[\w.-]{1,80}) that|(?:tell|text|message|notify|inform) [a-z]{2,20} that|stating|with the (?:message|text|body|content)|(?:body|message|text|content)(?:\sis|:)|letting (?:him|her|them) know(?: that)?|let (?:him|her|them) know(?: that)?)\s(?:that\s)?(.{2,2000})$/gis,
  /(?:内容(?:是|为)|正文(?:是|为)?|告诉(?:他|她|他们|大家)|写着|备注)[：:，,]?\s?(.{2,1000}?)(?:[。]|$)/g,
]

const MEANT: readonly RegExp[] = [
  // What stands behind a colon, the colon of a time or a URL excepted.
  /(?:[^\d\s/:]|\d\s)[:：](?!\/\/)(?![\s+\d().-]{7,24}$)\s{0,3}(\S[\s\S]{0,10000})$/g,
  new RegExp(
    `\\btranslate\\s(?:the\\s(?:word|phrase|sentence|text)\\s)?(.{1,500}?)\\s(?:from\\s\\w+\\s)?(?:in)?to\\s(?:${LANGUAGE_NAMES})`,
    'gi',
  ),
  /(?:把|将)(.{1,500}?)(?:翻译|译)(?:成|为)/g,
  new RegExp(
    `(?:how (?:do|would) (?:you|i|we) say|say)\\s(.{1,300}?)\\sin\\s(?:${LANGUAGE_NAMES})`,
    'gi',
  ),
  /\b(?:remind(?:er)?(?:\sme|\sus)?\sto|(?:task|todo|note|reminder)\s(?:to|that|about))\s(.{2,300}?)(?=\s(?:at|on|by|in)\s\d|\s(?:tomorrow|today|tonight|next|on\s\w+day|at\snoon)|[.。!?\n]|$)/gi,
  /提醒我?(?:(?:明天|今天|后天|今晚|[下本这]?周.|上午|下午|晚上|早上|\d{1,2}[点:：]\d{0,2}半?分?|在)+)?(?:要|去)?(.{2,100}?)(?:[，。！]|$)/g,
  /\b(?:add|put)\s(.{2,200}?)\s(?:to|on|onto|in|into)\s(?:my|the|our)\b/gi,
  /\b(?:analy[sz]e|summari[sz]e|classify|note that|remember(?:\sthat)?|write down|save)\s(.{2,2000})$/gi,
  /(?<=\p{L}\s)(?:will|should|must|needs to|has to|is going to)\s(.{2,200}?)(?=\s(?:by|before|on|until)\s|[.;!?\n]|$)/giu,
]

const SUBJECT: readonly RegExp[] = [
  /\b(?:subject|titled?|called|named|headline)(?:\s(?:is|of|line))?[:：]?\s?["“']([^"”'\n]{1,200})["”']/gi,
  /\b(?:subject|titled|called|named)(?:\s(?:is|line))?[:：]?\s([^\n.,;，。]{1,120}?)(?=\s(?:and|with|to|on|at|for|from)\s|[\n.,;]|$)/gi,
  /(?:主题|标题|题目|名为|叫做)(?:是|为)?[:：]?\s?["“「《]?([^"”」》\n，。,;；]{1,100})/g,
  new RegExp(
    `\\b(?:about|regarding|concerning)\\s(?:the\\s|our\\s|my\\s)?([^\\n.,;?]{2,120}?)(?=\\s(?:and|with|to|on|at|saying)\\s|\\sin (?:${LANGUAGE_NAMES})|[\\n.,;?]|$)`,
    'gi',
  ),
  /关于(.{2,60}?)的/g,
]

const OCCASION =
  'meeting|call|review|sync|lunch|dinner|breakfast|interview|appointment|stand-?up|workshop|session|party|check-?up|demo|presentation|rehearsal|training|retrospective|kick-?off|briefing|lesson|class|catch-?up'
const OCCASIONS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:schedule|create|set up|book|plan|add|organi[sz]e|arrange|put)\\s(?:an?\\s|the\\s|my\\s|our\\s)?((?!(?:new|calendar)\\s)(?:[\\p{L}\\d-]{2,20}\\s){1,3}?(?:${OCCASION})|(?:call|review|sync|lunch|dinner|breakfast|interview|stand-?up|workshop|party|check-?up|demo|rehearsal|retrospective))(?![\\p{L}-])`,
    'giu',
  ),
  /(?:的|安排|创建|召开|新建|[一]个|场)((?!会议|一?[个场次])[\p{Script=Han}]{2,10}?(?:会议|评审会|讨论会|例会|周会|面试|聚餐|培训|讲座|发布会))/gu,
]

/** What an occasion is called by those who plan it: "a budget review". */
export function readOccasion(text: string): Span | null {
  return OCCASIONS.flatMap((pattern) => spansOf(text, pattern).slice(0, 1))[0] ?? null
}

/** What a message is about, as its heading says it. */
export function readSubject(text: string): Span | null {
  return SUBJECT.flatMap((pattern) => spansOf(text, pattern).slice(0, 1))[0] ?? null
}

function firstSentence(text: string): { text: string; start: number } {
  const sentences = spansOf(
    text,
    /[^.!?。！？\n]{1,400}(?:\.(?=\S)[^.!?。！？\n]{0,400}){0,20}[.!?。！？]?/g,
  ).filter(
    ({ text: one }) =>
      one.trim() !== '' &&
      !/^\s*(?:hi|hello|hey|thanks|thank you|你好|您好|谢谢)\b[^a-z]*$/i.test(one),
  )
  const first =
    sentences.find(
      ({ text: one }) =>
        REQUEST_EN.test(one.trim().replace(POLITE_EN, '')) ||
        REQUEST_ZH.test(one.trim().replace(POLITE_ZH, '')),
    ) ?? sentences[0]
  if (first === undefined) return { text: text.slice(0, 400), start: 0 }
  return { text: first.text.trim(), start: first.start }
}

/** A piece of a text that was found by its letters. */
function within(text: string, piece: string, from: number): Span {
  const at = text.indexOf(piece, from)
  const start = at < 0 ? from : at
  return { text: piece, start, end: start + piece.length }
}
