import 'server-only'
import type { Source } from '../answer/brief'
import { isElliptic } from './follow-up'
import { asksSummary } from './prose/summarize'
import { asksCorrelation } from './table/answer-correlation'
import { asksFrequent } from './table/answer-frequent'
import { columnsIn } from './table/mentions'
import { readQuestion, type TableQuestion } from './table/question'
import type { Table } from './table/read-table'
import type { Material, Task } from './task'
import { queryOf, termsOf } from './terms'

/** A table, and the question that is asked of it. */
export interface MeantTable {
  table: Table
  material: Material
  question: TableQuestion
}

/** Less of a text in lines of a table makes it prose that holds one. */
const MOSTLY = 0.6
/** A text is looked through so far for the words of a question. */
const LONGEST = 200_000
/** A column with more of its name said than this is named. */
const NAMED = 0.75
const TABLE_WORDS =
  /\b(?:tables?|spreadsheets?|csv|tsv|xlsx|rows?|columns?|data ?set)\b|表格|数据|行|列/i
const PROSE_WORDS =
  /\b(?:the|this|that|attached|in) (?:\w+ )?(?:reports?|documents?|articles?|papers?|pdf|docx|letters?|contracts?|pages?|chapters?)\b|报告|文档|文章|论文|合同|信件/i
/** What a question measures by, which is no word of what it is about. */
const FIGURE_WORDS =
  /\b(?:average|mean|avg|medians?|totals?|sum|how many|number|count|max(?:imum)?|min(?:imum)?|highest|lowest|largest|smallest|most|least|top|correlat\w*|frequent|common|missing|values?|distinct|unique|percentage|share)\b/gi

/** The tables that a question is about, the one that is meant most first. */
export function meantTables(task: Task): MeantTable[] {
  const all = task.tables.map((one) => ({ ...one, question: questionOf(task, one.table) }))
  const whole = new Set(all.filter((one) => isTable(one.material)).map(({ material }) => material))
  const others = task.materials.filter((material) => !whole.has(material))
  const look = lookAt(task, others)
  return all
    .map((one) => ({ ...one, weight: weigh(one, look) }))
    .filter((one) => {
      const { question, material, weight } = one
      if (others.length > 0 && whole.has(material)) return isAbout(weight, question, look)
      const isSaid = question.named.length + question.filters.length > 0
      return whole.has(material) || (!look.isSummary && isSaid)
    })
    .sort((a, b) => b.weight.sum - a.weight.sum)
}

/** What a question says by itself, and how much of it the other texts have. */
interface Look {
  ask: string
  terms: readonly (readonly string[])[]
  isSummary: boolean
  /** How many words call one of the other texts by name. */
  called: number
  covered: number
}

interface Weight {
  called: number
  covered: number
  named: number
  sum: number
}

function lookAt(task: Task, others: readonly Material[]): Look {
  const { ask } = task
  const terms = termsOf(ask.replace(FIGURE_WORDS, ' ')).map((term) => [...queryOf(term).keys()])
  const titled = others.map(({ source }) => calledBy(ask, source))
  const named = PROSE_WORDS.test(ask) && others.length > 0 ? 1 : 0
  const texts = others.map(
    ({ source }) =>
      new Set(termsOf(`${source.title ?? ''}\n${source.pieces.join('\n').slice(0, LONGEST)}`)),
  )
  return {
    ask,
    terms,
    isSummary: asksSummary(task),
    called: Math.max(named, ...titled),
    covered: Math.max(0, ...texts.map((text) => coverOf(terms, text))),
  }
}

/** How much of a question is a table's: its name, its columns and their values. */
function weigh({ table, material, question }: MeantTable, { ask, terms }: Look): Weight {
  const named = columnsIn(ask, table).filter(({ score }) => score > NAMED).length
  const called = calledBy(ask, material.source) + (TABLE_WORDS.test(ask) ? 1 : 0)
  const values = table.columns.filter(({ kind }) => kind === 'text').flatMap(({ cells }) => cells)
  const words = new Set(
    termsOf(
      [material.source.title, ...table.columns.map(({ name }) => name), ...new Set(values)]
        .join('\n')
        .slice(0, LONGEST),
    ),
  )
  const covered = coverOf(terms, words)
  return { called, covered, named, sum: 3 * called + 2 * named + question.filters.length + covered }
}

/** Beside other texts a table has to be called, or to be asked for figures of what it has. */
function isAbout(weight: Weight, question: TableQuestion, look: Look): boolean {
  if (weight.called !== look.called) return weight.called > look.called
  if (look.isSummary) return false
  const { measured, group, extreme, top, sort, filters } = question
  const isSaid = weight.named + filters.length > 0
  const isMeasured = measured.length > 0 || asksCorrelation(look.ask) || asksFrequent(look.ask)
  if (isMeasured && !isSaid) return look.covered === 0
  const isFigure = isMeasured || [group, extreme, top, sort].some((one) => one !== null)
  return isSaid && (isFigure ? weight.covered >= look.covered : weight.covered > look.covered)
}

const coverOf = (terms: Look['terms'], words: ReadonlySet<string>) =>
  terms.filter((forms) => forms.some((form) => words.has(form))).length

/** How many words of a text's name a question says. */
function calledBy(ask: string, { title }: Source): number {
  const said = new Set(termsOf(ask))
  return new Set(termsOf(title ?? '').filter((term) => said.has(term))).size
}

/** "And in Berlin?" asks what was asked before, of other rows. */
function questionOf({ ask, before }: Task, table: Table): TableQuestion {
  const own = readQuestion(ask, table)
  if (!isElliptic(ask) || before === '') return own
  const last = readQuestion(before, table)
  const replaced = new Set(own.filters.map(({ column }) => column))
  return {
    ...last,
    measured: own.measured.length > 0 ? own.measured : last.measured,
    group: own.group ?? (own.filters.length > 0 ? null : last.group),
    filters: [...last.filters.filter(({ column }) => !replaced.has(column)), ...own.filters],
    extreme: own.extreme ?? last.extreme,
    top: own.top ?? last.top,
    named: own.named.length > 0 ? own.named : last.named,
  }
}

/** Whether a text is a table, not prose that holds one. */
export function isTable({ form, source }: Material): boolean {
  if (form !== 'prose') return true
  const text = source.pieces.join('\n').slice(0, 20_000)
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const inTable = lines.filter((line) => line.includes('|')).length
  return inTable === 0 || inTable >= MOSTLY * lines.length
}
