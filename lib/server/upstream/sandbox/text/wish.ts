import 'server-only'
import type { Language } from '../answer/measure'
import { chineseNumber } from '../facts/dates'

/** How long and in what form an answer is wanted. */
export interface Wish {
  /** How many points or sentences; null where nothing was said. */
  count: number | null
  form: 'list' | 'numbered' | 'sentences' | null
  /** At most so many words, or characters in Chinese. */
  most: number | null
  isBrief: boolean
  isUpperCase: boolean
}

const EN_NUMBERS = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
]
const EN_COUNT = `\\d{1,2}|${EN_NUMBERS.slice(1).join('|')}|a single|an?`
const ADJECTIVES =
  '(?:(?:short|brief|concise|key|main|simple|complete|clear|important|most important|bullet) ){0,3}'
const POINTS = new RegExp(
  `\\b(${EN_COUNT})[ -]${ADJECTIVES}(bullets?(?:[ -]points?)?|points?|items?|takeaways?|facts?|ideas?|things|reasons|highlights|lines?)\\b`,
  'i',
)
const SENTENCES = new RegExp(`\\b(${EN_COUNT})[ -]${ADJECTIVES}(?:sentences?)\\b`, 'i')
const HAN_POINTS =
  /([\d一二两三四五六七八九十]{1,2}) ?(?:个|条)?(?:要点|点|条|项|个方面|个重点|个关键)/
const HAN_SENTENCES = /([\d一二两三四五六七八九十]{1,2}) ?(?:句话|个句子|句)/

/** A number in figures or words; null for anything else. */
export function readCount(word: string): number | null {
  const lower = word.toLowerCase()
  if (lower === 'a' || lower === 'an' || lower === 'a single') return 1
  const english = EN_NUMBERS.indexOf(lower)
  return english > 0 ? english : chineseNumber(word)
}

const within = (count: number | null) => (count === null ? null : Math.min(Math.max(count, 1), 20))

/** Reads a wish out of an instruction; what the question says goes before what the system prompt says. */
export function readWish(ask: string, system: string): Wish {
  const [own, general] = [wishOf(ask), wishOf(system)]
  const isOwn = own.count !== null || own.most !== null || own.form !== null
  const wish = isOwn ? own : general
  return {
    ...wish,
    isBrief: own.isBrief || general.isBrief,
    isUpperCase: own.isUpperCase || general.isUpperCase,
  }
}

const IN_PROSE = /\b(?:one|a|single|short) (?:short )?paragraph\b|一段话|一段文字/i
const AS_LIST = /\bbullet|\bkey points\b|\bmain points\b|\btakeaways\b|要点|列表|分点/i

function formOf(
  text: string,
  sentences: string | undefined,
  points: string | undefined,
): Wish['form'] {
  if (sentences !== undefined || (points === undefined && IN_PROSE.test(text))) return 'sentences'
  if (/\bnumbered\b|编号|序号/i.test(text)) return 'numbered'
  return points !== undefined || AS_LIST.test(text) ? 'list' : null
}

function wishOf(text: string): Wish {
  const sentences = SENTENCES.exec(text)?.[1] ?? HAN_SENTENCES.exec(text)?.[1]
  const points = POINTS.exec(text)?.[1] ?? HAN_POINTS.exec(text)?.[1]
  const most =
    /\b(\d{1,4})[ -]words?\b/i.exec(text)?.[1] ?? /(\d{1,4}) ?(?:个)?[字词]/.exec(text)?.[1]
  return {
    count: within(readCount(sentences ?? points ?? '')),
    form: formOf(text, sentences, points),
    most: most === undefined ? null : Number(most),
    isBrief:
      /\b(?:brief(?:ly)?|short(?:ly)?|concise(?:ly)?|in a nutshell|tl;?dr)\b|简短|简要|简洁|简单/i.test(
        text,
      ),
    isUpperCase:
      /\b(?:only|entirely|always|all) (?:in|use) (?:all )?(?:upper ?case|caps|capitals)\b|\bin all (?:caps|upper ?case)\b/i.test(
        text,
      ),
  }
}

const LANGUAGES: readonly (readonly [Language, RegExp])[] = [
  [
    'zh',
    /\b(?:answer|respond|reply|write|speak|summari[sz]e|explain)\b[^.!?\n]{0,40}\b(?:in|only) (?:simplified )?(?:chinese|mandarin)\b|(?:用|使用|请以|以)(?:简体)?(?:中文|汉语)/i,
  ],
  [
    'en',
    /\b(?:answer|respond|reply|write|speak|summari[sz]e|explain)\b[^.!?\n]{0,40}\b(?:in|only) english\b|(?:用|使用|请以|以)(?:英文|英语)/i,
  ],
]

/** The language that an instruction asks for. */
export function languageAskedFor(text: string): Language | null {
  return LANGUAGES.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}
