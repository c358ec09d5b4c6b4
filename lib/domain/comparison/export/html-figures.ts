import { modelLabel } from '../../models'
import { textsOf, titleOfText } from '../../turn'
import { type Markup, markup } from './markup'
import { type Remark, remarkOf } from './remark'
import { modelIn, type Report, type ReportCell, type ReportColumn, type ReportTurn } from './report'
import { FIGURE_NAMES, type ReportWords } from './report-words'

/** All turns in figures, and what they came to by column. */
export function figuresTable({ turns, columns }: Report, words: ReportWords): Markup {
  const { headings, figureNames } = words
  const names = FIGURE_NAMES.map(
    (name) => markup`<th scope="col" class="number">${figureNames[name]}</th>`,
  )
  return markup`<section><h2>${headings.figures}</h2>
<div class="wide" tabindex="0" role="group" aria-label="${headings.figures}"><table class="figures">
<thead><tr><th scope="col">${headings.turn}</th><th scope="col">${headings.column}</th>${names}<th scope="col">${headings.end}</th></tr></thead>
${turns.map((turn) => turnRows(turn, columns, words))}
<tbody>${columns.map((column, at) => sumRow(column, at === 0 ? columns.length : 0, words))}</tbody>
</table></div></section>`
}

function turnRows(turn: ReportTurn, columns: readonly ReportColumn[], words: ReportWords): Markup {
  const { number, shared, cells } = turn
  const asked = shared ?? cells.find((cell) => cell !== null)?.question
  const title = `${number}. ${titleOfText(textsOf(asked?.content ?? []).join(' '))}`
  const rows = columns.map((column, at) => {
    const cell = cells[at] ?? null
    const head = markup`<th scope="rowgroup" class="question" rowspan="${columns.length}">${title}</th>`
    return markup`<tr>${at === 0 ? head : null}<th scope="row" class="model">${
      column.number
    }. ${modelLabel(modelIn(cell, column))}</th>${figureCells(cell, words)}</tr>`
  })
  return markup`<tbody>${rows}</tbody>`
}

function figureCells(cell: ReportCell | null, words: ReportWords): Markup[] {
  const facts = cell?.facts ?? null
  const values = facts === null ? null : words.figures(facts)
  return [
    ...FIGURE_NAMES.map(
      (name) =>
        markup`<td class="number">${values?.[name] ?? '–'}${mark(remarkOf(cell, name, words))}</td>`,
    ),
    markup`<td>${endOf(cell, words)}</td>`,
  ]
}

function endOf(cell: ReportCell | null, words: ReportWords): string {
  if (cell === null) return words.notAsked
  const { facts, answers } = cell
  if (facts === null) return answers.length === 0 ? '' : words.written
  return words.end(facts)
}

/** In words, too: colour is the third sign. */
function mark(remark: Remark | null): Markup | null {
  return remark === null ? null : markup` <span class="${remark.tone}">${remark.text}</span>`
}

function sumRow(column: ReportColumn, span: number, words: ReportWords): Markup {
  const sums = words.sums(column.sums)
  const head = markup`<th scope="rowgroup" rowspan="${span}">${words.headings.sums}</th>`
  const empty = markup`<td></td>`
  const { model } = column.answerer
  const name =
    model === null ? words.column(column.number, null) : `${column.number}. ${modelLabel(model)}`
  return markup`<tr>${span === 0 ? null : head}<th scope="row" class="model">${name}</th>${[empty, empty, empty]}<td class="number">${
    sums.tokens
  }</td><td class="number">${sums.thinking}</td><td class="number">${sums.cost}</td>${empty}</tr>`
}
