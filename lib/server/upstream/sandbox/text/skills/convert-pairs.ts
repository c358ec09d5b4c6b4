import 'server-only'
import { fenced, tableOf } from '../markdown'
import { toNumber } from '../table/column'
import { pastedText, type Skill, say } from './skill'

const CONVERTS =
  /\b(?:convert|turn|transform|format|put|make|write|output|as|into)\b|转|换成|变成|改成|整理成|输出|做成/i
const TO_JSON = /\bjson\b/i
const TO_TABLE = /\btable\b|\bmarkdown\b|表格/i
const PAIR = /^[-*•\s]{0,4}([^:：]{1,40})(?:：|:\s)\s*(\S.{0,300})$/
const MOST = 200

/** Lines such as "Name: Ana" as a table or as JSON. */
export const convertPairs: Skill = (task) => {
  const isJson = TO_JSON.test(task.ask)
  if (!CONVERTS.test(task.ask) || !(isJson || TO_TABLE.test(task.ask)) || task.tables.length > 0)
    return null
  const lines = (pastedText(task) ?? '').split('\n', MOST).filter((line) => line.trim() !== '')
  const pairs = lines.map((line) => PAIR.exec(line))
  if (lines.length < 2 || pairs.includes(null)) return null
  const rows = pairs.map((pair) => [(pair?.[1] ?? '').trim(), (pair?.[2] ?? '').trim()] as const)
  if (!isJson) return tableOf([say(task, 'Field', '字段'), say(task, 'Value', '内容')], rows)
  const values = rows.map(([name, value]) => {
    const isPlain = /^-?\d{1,15}(?:\.\d{1,9})?$/.test(value)
    return [name, isPlain ? toNumber(value) : value] as const
  })
  return fenced(JSON.stringify(Object.fromEntries(values), null, 2), 'json')
}
