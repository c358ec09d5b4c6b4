import 'server-only'
import { measure } from '../../answer/measure'
import { asWritten, fenced, inlineCode, shorten, tableOf } from '../markdown'
import { splitSentences } from '../sentences'
import { counted, givenText, MOST_CHARACTERS, type Skill, say, spokenText } from './skill'

const number = (value: number) => value.toLocaleString('en')

const LETTER =
  /how many (?:times (?:does|is|do) )?(?:of )?(?:the )?(?:letters? |characters? )?["'“‘`]?([\p{L}\p{N}])["'”’`]?(?:['’]?s)?["'”’`]?\s(?:[a-z']{1,12}\s){0,4}?(?:in|within)\s(?:the )?(?:word |string |text |name |phrase |sentence )?["'“‘`]?([^"“”‘`\n]{1,300}?)["'”’`]?\s*[?？.]*$/iu
const HAN_LETTER =
  /^(?:请问|请数一?数|数一?数|在)?(?:单词|字符串|句子|词语)?\s*["“「『`]?([^"“”「」`]{1,300}?)["”」』`]?\s*(?:这个(?:单?词|字符串|句子)|这句话)?(?:中|里面?|当中)(?:一共|总共|共)?(?:有|出现了?|包含)(?:多少|几)(?:个|次)?(?:字母|字符|字)?\s*["“「『`]?([A-Za-z\u3400-\u9fff])["”」』`]?\s*[?？。]*$/

/** "How many r in strawberry?" */
export const countLetter: Skill = (task) => {
  const english = LETTER.exec(task.ask)
  const chinese = english === null ? HAN_LETTER.exec(task.ask) : null
  const [letter, text] = english === null ? [chinese?.[2], chinese?.[1]] : [english[1], english[2]]
  if (letter === undefined || text === undefined || /^(?:total|all|this|the text)$/i.test(text))
    return null
  const marks = Array.from(text)
  const places = marks.flatMap((mark, at) =>
    mark.toLowerCase() === letter.toLowerCase() ? [at + 1] : [],
  )
  const bold = marks.map((mark, at) => (places.includes(at + 1) ? `**${mark}**` : mark)).join('')
  // Two in a row are one run of bold.
  const shown = bold.replaceAll('****', '')
  const where =
    places.length === 0 ? '' : `: ${shown} (${say(task, 'at', '位置')} ${places.join(', ')})`
  return say(
    task,
    `**${places.length}** — “${asWritten(text)}” has the letter “${letter}” ${counted(places.length, 'time')}${where}.`,
    `**${places.length} 个**——“${asWritten(text)}”中有 ${places.length} 个“${letter}”${where}。`,
  )
}

const WORD_TIMES =
  /how (?:many times|often) (?:does|do|is|are|did) (?:the )?(?:word |phrase |term |name )?["'“‘`]?([^"'“”‘’`?]{1,60}?)["'”’`]? (?:appear|occur|used|mentioned|come|show)/i
const HAN_WORD_TIMES =
  /["“「『`]?([^"“”「」『』`，。,\s]{1,30}?)["”」』`]?(?:这个?[词字]|一词)?(?:在[^出]{0,12})?(?:一共|总共|共)?出现(?:了|过)?(?:多少|几)次/

/** "How often does the word X appear?" */
export const countWord: Skill = (task) => {
  const word = WORD_TIMES.exec(task.ask)?.[1] ?? HAN_WORD_TIMES.exec(task.ask)?.[1]
  const text =
    task.materials.map(({ source }) => source.pieces.join('\n')).join('\n') || trailing(task.ask)
  if (word === undefined || text === '') return null
  const isWord = /^[\w'-]+$/.test(word)
  const pattern = new RegExp(
    isWord ? `(?<![\\w'-])${literal(word)}(?![\\w'-])` : literal(word),
    'gi',
  )
  const count = [...text.matchAll(pattern)].length
  return say(
    task,
    `**${number(count)}** — “${asWritten(word)}” appears ${counted(count, 'time')} in the text (upper and lower case alike).`,
    `**${count} 次**——“${asWritten(word)}”在文中出现 ${count} 次（不分大小写）。`,
  )
}

const trailing = (ask: string) =>
  /(?:appear|occur|used|come up)[a-z ]{0,12}? in:? ?["“]?(.{12,})$/i.exec(ask)?.[1] ?? ''
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

type Unit = 'words' | 'characters' | 'lines' | 'sentences' | 'paragraphs'
const UNITS: readonly (readonly [Unit, RegExp, string, string])[] = [
  ['words', /\bwords?\b|单词|词数/i, 'words', '词（英文单词与汉字）'],
  ['sentences', /\bsentences?\b|句子|几句|多少句/i, 'sentences', '句'],
  ['lines', /\blines?\b|多少行|几行|行数/i, 'lines', '行'],
  ['paragraphs', /\bparagraphs?\b|段落|几段|多少段/i, 'paragraphs', '段'],
  ['characters', /\b(?:characters?|letters?)\b|字符|[多少几]个?字|字数/i, 'characters', '字符'],
]
const COUNTS =
  /\b(?:how many|count(?: the)?(?: number of)?|number of)\s+(?:the )?(?:words?|characters?|letters?|lines?|sentences?|paragraphs?)\b|\b(?:word|character|line|sentence) count\b|\bcount\b.{0,30}\b(?:words|characters|letters|lines)\b|字数|(?:多少|几)个?(?:字|词|单词|字符|行|句|段)|统计.{0,8}(?:字|词|行)/i

/** Words, characters, lines, sentences of a text. */
export const countText: Skill = (task) => {
  if (!COUNTS.test(task.ask) || task.tables.length > 0) return null
  const text = givenText(
    task,
    /\b(?:in|of)\s(?:the )?(?:sentence |text |phrase |string |word )?(.{1,500})$/i,
  )
  if (text === null) return null
  const { words, han, characters } = measure(text)
  const counts: Readonly<Record<Unit, number>> = {
    words: words + han,
    characters,
    lines: text.split('\n').length,
    sentences: splitSentences(text).length,
    paragraphs: text.split(/\n\s*\n/).filter((part) => part.trim() !== '').length,
  }
  const asked = UNITS.find(([, pattern]) => pattern.test(task.ask)) ?? UNITS[0]
  const rows = UNITS.map(([unit, , en, zh]) => [say(task, en, zh), number(counts[unit])])
  rows.push([
    say(task, 'characters without blanks', '字符（不含空白）'),
    number(withoutBlanks(text)),
  ])
  if (han > 0) rows.push([say(task, 'Chinese characters', '汉字'), number(han)])
  const [unit = 'words', , en = '', zh = ''] = asked ?? []
  const isHanCount =
    unit === 'characters' && han > 0 && /字/.test(task.ask) && !/字符/.test(task.ask)
  const head = isHanCount
    ? `${number(han)} 个汉字，${number(characters)} 个字符`
    : `${number(counts[unit])} ${say(task, counts[unit] === 1 ? en.replace(/s$/, '') : en, zh)}`
  const table = tableOf(
    [say(task, 'Counted', '统计项'), say(task, 'Number', '数量')],
    rows,
    new Set([1]),
  )
  return `**${head}**\n\n${table}`
}

function withoutBlanks(text: string): number {
  let count = 0
  for (const mark of text) if (mark.trim() !== '') count++
  return count
}

/** Segmenting is slow on long texts. */
const MOST_SEGMENTED = 2_000

function graphemesOf(text: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** A text backwards, whole characters kept. */
export const reverseText: Skill = (task) => {
  if (
    !/\breverse[ds]?\b|\bbackwards?\b|反转|倒过来|倒序(?:写|输出)|颠倒/i.test(task.ask) ||
    task.tables.length > 0
  )
    return null
  const text = givenText(
    task,
    /(?:reverse|反转|颠倒)(?=\s+(?:the|this|string|word|text|letters)\b|字符串|单词|文字|\s*\S+$)(?:\s+(?:the|this|following|string|word|text|characters in|letters (?:in|of))|字符串|单词|文字)*\s*[:：]?\s*(.{1,500})$/i,
  )
  if (text === null || text.length > MOST_CHARACTERS) return null
  const graphemes = text.length > MOST_SEGMENTED ? Array.from(text) : graphemesOf(text)
  return block(say(task, 'Reversed', '反转之后'), graphemes.reverse().join(''))
}

const CASES: readonly (readonly [RegExp, (text: string) => string])[] = [
  [
    /\b(?:to |in(?:to)? |make .{0,40}?)?(?:upper[ -]?case|all caps|capital letters)\b|(?:转|改|变|换)(?:换|成|为|换成|换为)*大写|大写形式/i,
    (text) => text.toUpperCase(),
  ],
  [
    /\blower[ -]?case\b|(?:转|改|变|换)(?:换|成|为|换成|换为)*小写|小写形式/i,
    (text) => text.toLowerCase(),
  ],
  [/\btitle[ -]?case\b|\bcapitali[sz]e (?:each|every|the first letter)\b|首字母大写/i, titleCase],
  [/\bsnake[ _-]?case\b/i, (text) => wordsIn(text).join('_')],
  [/\bkebab[ -]?case\b/i, (text) => wordsIn(text).join('-')],
  [
    /\bcamel[ -]?case\b/i,
    (text) =>
      wordsIn(text)
        .map((word, at) => (at === 0 ? word : titleCase(word)))
        .join(''),
  ],
]

function titleCase(text: string): string {
  return text
    .toLowerCase()
    .replace(
      /(^|[\s\-–—(["“])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    )
}

const wordsIn = (text: string) =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** A text in another case. */
export const changeCase: Skill = (task) => {
  const row = CASES.find(([pattern]) => pattern.test(task.ask))
  if (row === undefined) return null
  const text = givenText(
    task,
    /^(?:convert|change|turn|make|write|put|transform|uppercase|lowercase|把|将)\s*(?:the )?(.{1,300}?)\s*(?:to|into|in|转|改|变|换)/i,
  )
  if (text === null || text.length > MOST_CHARACTERS) return null
  return block(say(task, 'Changed', '转换之后'), row[1](text))
}

function block(label: string, text: string): string {
  return text.includes('\n') || text.length > 120
    ? `**${label}:**\n\n${fenced(text, 'text')}`
    : `**${label}:** ${inlineCode(text)}`
}

/** Says what it was told to say, word for word. */
export const echo: Skill = (task) => {
  const match =
    /^(?:please )?(?:repeat(?: after me)?|echo|(?:say|print|output|write|reply|respond|answer)(?: with)?(?: only| just| exactly| the following)*(?: the (?:words?|text|phrase|string))?(?: only)?)\s*[:：]\s*(\S[^\n]{0,400})$/i.exec(
      task.ask,
    ) ??
    /^(?:please )?(?:reply|respond|answer) (?:with )?(?:only|just|exactly)(?: with)?(?: the (?:words?|text|phrase|string))?\s+(\S[^\n]{0,60})$/i.exec(
      task.ask,
    ) ??
    /^(?:please )?(?:say|repeat|echo|print)(?: the (?:words?|phrase))?(?: only| exactly)?\s+(["“'‘][^\n]{1,300}["”'’][.!]?)$/i.exec(
      task.ask,
    ) ??
    /^请?(?:只?(?:回复|回答|输出)|重复|复述|跟我说|说)(?:以下(?:内容|文字))?\s*(?:[:：]\s*(\S[^\n]{0,300})|([“"「][^\n]{1,300}[”"」])[。.]?)$/.exec(
      task.ask,
    )
  const said = match?.[1] ?? match?.[2]
  if (
    said === undefined ||
    task.materials.length > 0 ||
    /^(?:in|with|about|yes or no|json|a|an|the)\b/i.test(said)
  )
    return null
  return shorten(spokenText(said) ?? said.replace(/["“”]/g, ''), 400)
}

/** Whether a text reads the same backwards. */
export const testPalindrome: Skill = (task) => {
  if (!/\bpalindrom|回文/i.test(task.ask)) return null
  const text =
    spokenText(task.ask) ??
    /(?:is|are) (?:the word |the phrase )?(.{1,80}?) a palindrome/i.exec(task.ask)?.[1] ??
    /^(.{1,60}?)(?:是不是|是否|是)/.exec(task.ask)?.[1]
  if (text === undefined) return null
  const letters = Array.from(text.toLowerCase()).filter((mark) => /[\p{L}\p{N}]/u.test(mark))
  const isSame = letters.join('') === [...letters].reverse().join('')
  return isSame
    ? say(
        task,
        `**Yes**: “${asWritten(text)}” reads the same backwards.`,
        `**是**：“${asWritten(text)}”正读反读都一样，是回文。`,
      )
    : say(
        task,
        `**No**: backwards, “${asWritten(text)}” reads “${[...letters].reverse().join('')}”.`,
        `**不是**：“${asWritten(text)}”反过来是“${[...letters].reverse().join('')}”。`,
      )
}
