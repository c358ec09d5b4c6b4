import 'server-only'
import { isRecord } from '@/lib/wire/json'
import type { Source, ToolOutcome } from '../answer/brief'
import { type Fact, factsIn, readJson, spoken } from './facts'
import { bullets, inlineCode, onOneLine, shorten, tableOf } from './markdown'
import type { Part } from './parts'
import { answerQuestion } from './prose/answer-question'
import { asksSummary, summarize } from './prose/summarize'
import { describeResult, type ResultTable, readResultTable } from './result-table'
import { say } from './skills/skill'
import { toNumber } from './table/column'
import { answerTables } from './table-answer'
import { type Material, type Task, tableIn } from './task'
import { queryOf, termsOf } from './terms'

/** A text longer than this is answered from, not shown whole. */
const SHORT_TEXT = 400
const MOST_FACTS = 14
const COMPARES =
  /\b(?:warm|cold|hot|cool|high|low|cheap|expensive|larg|small|bigg?|long|short|fast|slow|old|young|great|few|bett|wors)\w*(?:er|est)\b|\b(?:more|most|less|least|better|worse|best|worst|compare|difference|which)\b|更|最|比较|相比|哪个|差/i

interface Read {
  outcome: ToolOutcome
  /** What the call was about, as its input names it. */
  subject: string
  facts: Fact[] | null
  table: ResultTable | null
}

/** The answer from what the tools gave back; null where there is nothing of theirs. */
export function answerResults(task: Task): Part[] | null {
  const { results } = task.brief
  if (results.length === 0) return null
  const good = results.filter(({ isError }) => !isError)
  const failed = results.filter(({ isError }) => isError)
  const reads = good.map((outcome) => read(outcome))
  const parts: Part[] = []
  const add = (more: readonly Part[]) => {
    if (more.length > 0) parts.push(...(parts.length === 0 ? [] : ['\n\n']), ...more)
  }
  add(
    fromJson(
      reads.filter(({ facts }) => facts !== null),
      task,
    ),
  )
  for (const { outcome, subject, facts, table } of reads) {
    if (table !== null) add([describeResult(table, task.language)])
    else if (facts === null) add(fromText(outcome, subject, task))
  }
  for (const outcome of failed) add([errorLine(outcome, task)])
  return parts
}

function read(outcome: ToolOutcome): Read {
  const value = readJson(outcome.text)
  const isList = Array.isArray(value) && value.length > 1 && value.every(isRecord)
  const table = readResultTable(value)
  const facts = value === undefined || isList || table !== null ? null : factsIn(value)
  return {
    outcome,
    subject: subjectOf(outcome),
    facts: facts === null || facts.length === 0 ? null : facts,
    table,
  }
}

/** "Paris" of `{"city": "Paris", "unit": "celsius"}`: the first text of the input, or the tool's name. */
function subjectOf({ input, name }: ToolOutcome): string {
  const values = isRecord(input) ? Object.values(input) : []
  const text =
    values.find((value) => typeof value === 'string' && value.trim() !== '') ??
    values.find((value) => typeof value === 'number')
  return text === undefined ? name : onOneLine(String(text), 80)
}

function errorLine(outcome: ToolOutcome, task: Task): string {
  const text = onOneLine(outcome.text, 300)
  return say(
    task,
    `**The tool ${inlineCode(outcome.name)} reported an error** for ${subjectOf(outcome)}: ${text || 'no text came with it.'}`,
    `**工具 ${inlineCode(outcome.name)} 报告了错误**（${subjectOf(outcome)}）：${text || '没有附带说明。'}`,
  )
}

function fromJson(reads: readonly Read[], task: Task): Part[] {
  if (reads.length === 0) return []
  const lines = reads.map((one) => factLine(one, task))
  const table = sideBySide(reads, task)
  const compared = reads.length > 1 && COMPARES.test(task.ask) ? compare(reads, task) : []
  const shown = lines.length === 1 ? lines : [bullets(lines)]
  return [[...compared, ...shown, ...(table === null ? [] : [table])].join('\n\n')]
}

/** "**Paris**: temperature **18**, condition **cloudy**", what was asked for first. */
function factLine({ subject, facts, outcome }: Read, task: Task): string {
  const query = queryOf(task.ask)
  const all = (facts ?? []).filter(({ value }) => value !== subject)
  const isAsked = ({ path }: Fact) =>
    termsOf(path.map(spoken).join(' ')).some((term) => query.has(term))
  const asked = all.filter(isAsked)
  const ordered = [...asked, ...all.filter((fact) => !asked.includes(fact))]
  const said = ordered
    .slice(0, MOST_FACTS)
    .map(
      (fact) =>
        `${labelOf(fact)} ${asked.includes(fact) || asked.length === 0 ? `**${shorten(fact.value, 160)}**` : shorten(fact.value, 160)}`,
    )
  const more =
    ordered.length > MOST_FACTS
      ? say(
          task,
          `, and ${ordered.length - MOST_FACTS} more`,
          `，另有 ${ordered.length - MOST_FACTS} 项`,
        )
      : ''
  const name = subject === outcome.name ? inlineCode(subject) : `**${subject}**`
  return `${name}${say(task, ': ', '：')}${said.join(say(task, ', ', '，'))}${more}`
}

const labelOf = ({ path }: Fact) => path.map(spoken).join(' › ')

/** Several results with the same keys, in a table. */
function sideBySide(reads: readonly Read[], task: Task): string | null {
  const [first] = reads
  const keys = first?.facts?.map(labelOf) ?? []
  const isAlike =
    reads.length > 1 &&
    keys.length <= 8 &&
    reads.every(({ facts }) => facts?.map(labelOf).join('\n') === keys.join('\n'))
  if (!isAlike) return null
  const rows = reads.map(({ subject, facts }) => [
    subject,
    ...(facts ?? []).map(({ value }) => value),
  ])
  return tableOf([say(task, 'For', '对象'), ...keys], rows)
}

/** Which of several results has the most and the least of a number that all have. */
function compare(reads: readonly Read[], task: Task): string[] {
  const query = queryOf(task.ask)
  const labels = (reads[0]?.facts ?? []).map(labelOf)
  const numeric = labels.filter((label) =>
    reads.every(({ facts }) => toNumber(factOf(facts, label)) !== null),
  )
  const asked = numeric.filter((label) => termsOf(label).some((term) => query.has(term)))
  return (asked.length > 0 ? asked : numeric.slice(0, 1)).slice(0, 3).flatMap((label) => {
    const ranked = reads.map(({ subject, facts }) => ({
      subject,
      text: factOf(facts, label),
      value: toNumber(factOf(facts, label)) ?? 0,
    }))
    ranked.sort((a, b) => b.value - a.value)
    const [high, low] = [ranked[0], ranked.at(-1)]
    if (high === undefined || low === undefined) return []
    if (high.value === low.value)
      return [
        say(
          task,
          `All have the same ${label}: **${high.text}**.`,
          `${label}都相同：**${high.text}**。`,
        ),
      ]
    const gap = Number((high.value - low.value).toPrecision(12))
    return [
      say(
        task,
        `**${high.subject}** has the highest ${label} (**${high.text}**), **${low.subject}** the lowest (${low.text}); the difference is ${gap}.`,
        `**${high.subject}**的 ${label} 最高（**${high.text}**），**${low.subject}**最低（${low.text}），相差 ${gap}。`,
      ),
    ]
  })
}

const factOf = (facts: Fact[] | null, label: string) =>
  facts?.find((fact) => labelOf(fact) === label)?.value ?? ''

/** A short text is the answer, a long one is answered from, with the citations that its source allows. */
function fromText(outcome: ToolOutcome, subject: string, task: Task): Part[] {
  const text = outcome.text.trim()
  const own = task.materials.filter(
    ({ source }) => source.kind === 'search_result' || source.kind === 'tool_result',
  )
  const label = subject === outcome.name ? inlineCode(subject) : `**${subject}**`
  if (text === '') {
    const isCited = own.some(({ source }) => source.cite !== null)
    return isCited
      ? (answerQuestion({ ...task, materials: own }) ?? [])
      : [`${label}${say(task, ': the tool gave nothing back.', '：工具没有返回内容。')}`]
  }
  const source: Source = { kind: 'tool_result', title: outcome.name, pieces: [text], cite: null }
  const isJson = readJson(text) !== undefined
  const result: Material = { source, form: isJson ? 'json' : 'prose', label: '', isEarlier: false }
  const table = isJson
    ? answerTables({ ...task, materials: [result], tables: tableIn(result) })
    : null
  if (table !== null) return table
  if (
    text.length <= SHORT_TEXT &&
    !text.includes('\n\n') &&
    own.every(({ source }) => source.cite === null)
  ) {
    return [`${label}${say(task, ': ', '：')}**${onOneLine(text, SHORT_TEXT)}**`]
  }
  const cited = own.filter(
    (one) => one.source.cite !== null || one.source.pieces.join('\n').includes(text.slice(0, 200)),
  )
  const materials = cited.length > 0 ? cited : [result]
  const inner = { ...task, materials, tables: materials.flatMap(tableIn) }
  const rows = cited.length > 0 ? null : answerTables(inner)
  return rows ?? (asksSummary(inner) ? summarize(inner) : answerQuestion(inner)) ?? []
}
