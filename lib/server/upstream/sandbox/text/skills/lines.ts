import 'server-only'
import { fenced } from '../markdown'
import { stemOf } from '../terms'
import { pastedText, type Skill, say } from './skill'

const ASKS =
  /\b(?:how many|which|what|show|list|find|count|all)\b.{0,20}\blines?\b.{0,20}\b(?:contain(?:s|ing)?|with|have|has|includ\w+|mention\w*)\s+(?:the (?:word|text) )?["'“‘`]?([^"'”’`?\n]{1,60}?)["'”’`]?\s*[?.]*$/i
const IN_LOG =
  /\bhow many\s+["'“]?([\w-]{2,30})["'”]?(?:\s+(?:lines|entries|messages|events))?\s+(?:are|were|is|appear|occur|do|did|can)?\b.{0,30}\blogs?\b/i
const HAN_ASKS =
  /(?:哪些|哪几|多少|几|所有).{0,3}行.{0,6}(?:包含|含有|有|出现)["“「]?([^"”」？?]{1,30})["”」]?[？?。]*$|日志.{0,8}(?:几|多少)[个条次]["“「]?([\w\u4e00-\u9fff]{2,20})["”」]?[？?。]*$|包含["“「]?([^"”」的]{1,30})["”」]?的(?:行|日志)/i
const MOST_SHOWN = 20
const LONGEST = 200

/** The lines of a log or a list that hold a word. */
export const findLines: Skill = (task) => {
  const match = ASKS.exec(task.ask) ?? IN_LOG.exec(task.ask) ?? HAN_ASKS.exec(task.ask)
  const word = match
    ?.slice(1)
    .find((part) => part !== undefined)
    ?.trim()
  const text = pastedText(task)
  if (word === undefined || word === '' || text === null) return null
  const lines = text.split('\n')
  const found = linesWith(lines, word)
  const size = say(
    task,
    `**${found.length}** of ${lines.length} lines ${found.length === 1 ? 'has' : 'have'} “${word}”.`,
    `${lines.length} 行中有 **${found.length}** 行包含“${word}”。`,
  )
  if (found.length === 0) return size
  const shown = found.slice(0, MOST_SHOWN).map((line) => line.slice(0, LONGEST))
  const more = found.length > shown.length ? '\n…' : ''
  return `${size}\n\n${fenced(shown.join('\n') + more, 'text')}`
}

/** Lines with the very word, else with a form of it: "errors" for ERROR. */
function linesWith(lines: readonly string[], word: string): string[] {
  const exact = word.toLowerCase()
  const found = lines.filter((line) => line.toLowerCase().includes(exact))
  if (found.length > 0) return found
  const stem = stemOf(word)
  return lines.filter((line) => line.toLowerCase().includes(stem))
}
