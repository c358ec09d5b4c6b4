import 'server-only'
import { splitSentences, widthOf } from './sentences'

const LONGEST_ASK = 500
/** Less than this is part of the question, not a text to work on. */
const LEAST = 40
const LONG_TEXT = 300

const POLITE =
  /^(?:(?:please|hi|hello|hey|ok|okay|now|then|and|also|so|next|thanks|could you|can you|would you|will you|i want you to|i need you to|i'd like you to|help me|kindly|请|麻烦|帮我|帮忙|能否|可以|你好)[\s,，:!！]*)+/i
const VERBS =
  /^(?:summari[sz]e|sum up|tl;?dr|give|list|extract|find|identify|tell|show|explain|describe|translate|sort|reverse|convert|compare|contrast|analy[sz]e|calculate|compute|write|rewrite|rephrase|paraphrase|shorten|condense|answer|highlight|create|remove|dedupe|deduplicate|classify|determine|based on|according to|in (?:one|two|three|a|\d+)|uppercase|lowercase|capitali[sz]e|look up)\b/i
/** These begin a statement as well: "Order 5521 was shipped". */
const NOUNS_TOO =
  /^(?:summary|count|order|read|review|check|name|state|make|turn|format|group|outline|pull|get|using|use|from|key|main|total|average|lookup) (?:of|the|this|these|those|that|all|a|an|my|it|by|each|every|points?|only|how|as)\b/i
const HAN_VERBS =
  /^(?:总结|概括|概述|归纳|列出|提取|找出|统计|计算|翻译|比较|对比|分析|排序|反转|转换|解释|说明|写|改写|缩写|根据|从|用|把|将|按|对|给|以下|下面|阅读|回答|查找|简述|数一?数|去重|格式化|提炼|求)/
const HAN_ASKS = /谁|什么|哪|几|多少|吗[？?]?$|呢[？?]?$|为什么|如何|怎么|总结|概括|列出|提取|归纳/

/** Whether a sentence or line tells what to do or asks for something. */
function isInstruction(line: string): boolean {
  const text = line.trim()
  if (text === '' || text.length > LONGEST_ASK) return false
  if (/[?？]["”’)）]?$/.test(text)) return true
  const bare = text.replace(POLITE, '')
  if (VERBS.test(bare) || NOUNS_TOO.test(bare) || HAN_VERBS.test(bare)) return true
  if (/^(?:请|tl;?dr)/i.test(text)) return true
  if (/[:：]$/.test(text)) return text.length <= 200
  if (/^(?:what|who|when|where|why|how|which)\b/i.test(bare))
    return text.length <= 160 && !/[.]$/.test(text)
  return HAN_ASKS.test(text) && text.length <= 40 && !/。$/.test(text)
}

interface Split {
  ask: string
  prose: string
}

/** Parts a question from the prose that stands before or after it. `isLoose` finds the less plain cases too. */
export function splitProse(text: string, isLoose: boolean): Split {
  const whole = { ask: text, prose: '' }
  if (widthOf(text.slice(0, LEAST + 20)) < LEAST) return whole
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const split = lines.length > 1 ? splitLines(text, lines, isLoose) : splitLine(text, isLoose)
  if (split !== null) return split
  return isLoose && text.length >= LONG_TEXT * 2 ? { ask: '', prose: text } : whole
}

function splitLines(text: string, lines: readonly string[], isLoose: boolean): Split | null {
  const [first = '', last = ''] = [lines[0], lines.at(-1)]
  const [isFirst, isLast] = [isInstruction(first), isInstruction(last)]
  if (!isFirst && !isLast) {
    const inFirst = splitLine(first, true, text.length)
    if (inFirst !== null && isInstruction(inFirst.ask)) {
      return { ask: inFirst.ask, prose: `${inFirst.prose}\n${after(text, first)}`.trim() }
    }
    return isLoose && text.length >= LONG_TEXT ? { ask: '', prose: text } : null
  }
  if (isFirst && lines.every(isInstruction)) return null
  const body = text.trim()
  const from = isFirst ? body.indexOf(first) + first.length : 0
  const to = isLast ? body.lastIndexOf(last) : body.length
  const prose = body.slice(from, to).trim()
  if (widthOf(prose.slice(0, LEAST + 20)) < LEAST && !isListed(prose)) return null
  const ask = [isFirst ? first : '', isLast ? last : ''].filter(Boolean).join('\n')
  return { ask: ask.trim(), prose }
}

const isListed = (prose: string) => prose.includes('\n')

const after = (text: string, line: string) => text.slice(text.indexOf(line) + line.length)

function splitLine(line: string, isLoose: boolean, length = line.length): Split | null {
  const quoted = /["“「『]([^"“”「」『』]{30,})["”」』]/.exec(line.slice(0, 200_000))
  if (quoted !== null && line.length - quoted[0].length < LONGEST_ASK) {
    return { ask: line.replace(quoted[0], ' ').replace(/\s+/g, ' ').trim(), prose: quoted[1] ?? '' }
  }
  const colon = /^([^:：]{2,200}?)(?:：|:(?=\s))\s*/.exec(line)
  const [, head = ''] = colon ?? []
  if (colon !== null && isInstruction(`${head}:`) && isInstruction(head)) {
    const prose = line.slice(colon[0].length).trim()
    if (widthOf(prose) >= LEAST || length > line.length) return { ask: head.trim(), prose }
  }
  return isLoose || length > LONG_TEXT ? splitBySentence(line) : null
}

/** Instructions at the beginning or end of a paragraph, the text on its other side. */
function splitBySentence(line: string): Split | null {
  const spans = splitSentences(line)
  const said = (at: number) => line.slice(spans[at]?.start ?? 0, spans[at]?.end ?? 0)
  let from = 0
  while (from < spans.length && from < 3 && isInstruction(said(from))) from++
  let to = spans.length
  while (to > from && spans.length - to < 3 && isInstruction(said(to - 1))) to--
  if (to <= from || (from === 0 && to === spans.length)) return null
  const prose = line.slice(spans[from]?.start ?? 0, spans[to - 1]?.end ?? 0)
  if (widthOf(prose) < LEAST) return null
  const end = spans[from - 1]?.end ?? 0
  const ask = `${line.slice(0, end)} ${line.slice(spans[to]?.start ?? line.length)}`.trim()
  return { ask, prose }
}
