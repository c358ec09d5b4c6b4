import 'server-only'
import { onOneLine } from './markdown'
import type { Part } from './parts'
import { sentencesOf } from './passages'
import { findSentences } from './prose/answer-question'
import { placeOf, quote } from './prose/show'
import { say } from './skills/skill'
import { pipeCells } from './table/separator'
import type { Task } from './task'
import { readCount } from './wish'

const LONGEST = 80
const ELLIPTIC =
  /^(?:and|or|but|also|then|what about|how about|same for)\b|^(?:那么?|还有|以及|换成)|呢[？?。]?$/i

/** "And the second one?" says only what is new in it. */
export const isElliptic = (ask: string): boolean =>
  ask.length <= LONGEST && ELLIPTIC.test(ask.trim())

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]
const WHICH = new RegExp(
  String.raw`\b(?:the )?(${ORDINALS.join('|')}|last|\d{1,2}(?:st|nd|rd|th))(?: (?:one|point|item|entry|option|row|bullet|sentence))?\b|(?:point|item|number|option) (\d{1,2})\b|(?:第 ?([\d一二三四五六七八九十]{1,2})|(最后一))(?:个|点|条|项|句|种|名|位)`,
  'i',
)

/** The entry of the answer before that a question points at by its number; null where it points at none. */
export function pointBack(task: Task): Part[] | null {
  const match = task.ask.length <= LONGEST ? WHICH.exec(task.ask) : null
  const before = task.brief.history.findLast(({ role }) => role === 'assistant')?.text ?? ''
  const entries = entriesIn(before)
  const brought = task.materials.some(
    ({ source, isEarlier }) => source.kind === 'inline' && !isEarlier,
  )
  if (match === null || entries.length < 2 || brought) return null
  const entry = entries.at(placeFor(match, entries.length))
  if (entry === undefined) return null
  const lead = say(task, '**That entry of the answer before**: ', '**前面回答中的这一项**：')
  return [lead, entry, ...more(task, entry)]
}

function placeFor([whole, word, digits, han, last]: RegExpExecArray, count: number): number {
  if (last !== undefined || /last/i.test(whole)) return count - 1
  const ordinal = ORDINALS.indexOf(word?.toLowerCase() ?? '')
  if (ordinal >= 0) return ordinal
  const number = Number.parseInt(digits ?? word ?? '', 10)
  return (Number.isNaN(number) ? (readCount(han ?? '') ?? count + 1) : number) - 1
}

/** The entries of a list, or the rows of a table. */
function entriesIn(text: string): string[] {
  const lines = text.slice(0, 50_000).split('\n')
  const listed = lines.filter((line) => /^\s{0,3}(?:[-*+•]|\d{1,3}[.)、])\s+\S/.test(line))
  const rows = lines
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => pipeCells(line).join(', '))
  return (listed.length > 1 ? listed : rows).map((line) => onOneLine(line, 500))
}

/** What else the material says on it. */
function more(task: Task, entry: string): Part[] {
  const sentences = sentencesOf(task.materials.map(({ source }) => source))
  const found = findSentences(sentences, entry).filter(
    ({ sentence }) => !entry.includes(onOneLine(sentence.text, 60).slice(0, 60)),
  )
  return found
    .slice(0, 2)
    .flatMap(({ sentence }, at): Part[] => [
      at === 0 ? `\n\n${say(task, 'The material on it:', '材料中的相关内容：')}\n\n- ` : '\n- ',
      quote(sentence),
      placeOf(sentence, task),
    ])
}
