import { modelLabel } from '../../models'
import { asMarkup, type Markup, markup } from './markup'
import { type Part, partsOf, partsOfCell } from './parts'
import { type Remark, remarkOf } from './remark'
import { modelIn, type Report, type ReportCell, type ReportColumn, type ReportTurn } from './report'
import { FIGURE_NAMES, type ReportWords } from './report-words'

export interface HtmlReport {
  report: Report
  words: ReportWords
  /** Makes HTML of Markdown that holds nothing but text, links and their marks, whatever was written. */
  toHtml: (markdown: string) => string
}

export function columnTitle(name: string): Markup {
  return markup`<h3>${name}</h3>`
}

/** A turn: what was asked, and the answers of all columns side by side. */
export function turnSection(turn: ReportTurn, source: HtmlReport): Markup {
  const { report, words } = source
  const { number, shared, cells } = turn
  const name = words.turn(number)
  const asked =
    shared === null ? null : question(partsOf(shared.content ?? [], report.files), source)
  const answers = report.columns.map((column, at) =>
    article(column, cells[at] ?? null, shared === null, source),
  )
  return markup`<section><h2>${name}</h2>
${asked}<div class="columns wide" style="--columns:${report.columns.length}" tabindex="0" role="group" aria-label="${name}">${answers}</div></section>
`
}

function article(
  column: ReportColumn,
  cell: ReportCell | null,
  isAskedAlone: boolean,
  source: HtmlReport,
): Markup {
  const { report, words } = source
  const title = columnTitle(words.column(column.number, modelLabel(modelIn(cell, column))))
  if (cell === null)
    return markup`<article>${title}<p class="quiet">${words.notAsked}</p></article>`
  const asked = isAskedAlone ? cell.question : null
  const parts = partsOfCell(cell, report.files)
  return markup`<article>${title}${
    asked === null ? null : question(partsOf(asked.content ?? [], report.files), source)
  }${
    parts.length === 0
      ? markup`<p class="quiet">${words.noText}</p>`
      : parts.map((part) => answerPart(part, source))
  }${judgement(cell, words)}${facts(cell, words)}</article>`
}

/** As it was written: whoever asked has seen it so. */
function question(parts: readonly Part[], source: HtmlReport): Markup {
  const shown = parts.map((part) =>
    part.kind === 'text' ? markup`<p class="written">${part.text}</p>` : answerPart(part, source),
  )
  return markup`<div class="question-turn">${shown}</div>`
}

function answerPart(part: Part, { words, toHtml }: HtmlReport): Markup {
  switch (part.kind) {
    case 'text':
      return markup`<div class="part">${asMarkup(toHtml(part.text))}</div>`
    case 'thinking':
      if (part.text === '') return markup`<p class="quiet">${words.thinkingHidden}</p>`
      return markup`<details><summary>${words.thinking}</summary><div class="written">${part.text}</div></details>`
    case 'call':
      return markup`<details><summary>${words.call(part.name)}</summary><pre>${part.input}</pre></details>`
    case 'result':
      return markup`<details><summary>${
        part.isError ? words.resultFailed : words.result
      }</summary><pre>${part.text}</pre></details>`
    case 'file':
      if (part.isTooLarge) return markup`<p class="quiet">${words.fileLeftOut(part.name)}</p>`
      return part.url === null
        ? markup`<p class="quiet">${words.file(part.name)}</p>`
        : markup`<p class="quiet"><img src="${part.url}" alt="${words.file(part.name)}"><br><span aria-hidden="true">${words.file(part.name)}</span></p>`
    case 'other':
      return markup`<details><summary>${words.other(part.type)}</summary><pre>${part.json}</pre></details>`
    case 'error':
      return markup`<p class="error"><strong>${words.error}:</strong> ${part.text}</p>`
  }
}

/** What somebody thought of it. */
function judgement({ mark }: ReportCell, words: ReportWords): Markup | null {
  if (mark === null) return null
  return markup`<p class="written"><strong>${words.judged(mark)}</strong> ${mark.note}</p>`
}

/** The figures of an answer, with what it is best and worst at. */
function facts(cell: ReportCell, words: ReportWords): Markup | null {
  if (cell.facts === null) return null
  const values = words.figures(cell.facts)
  const figures = FIGURE_NAMES.map(
    (name) =>
      markup`<div><dt>${words.figureNames[name]}</dt><dd>${values[name]}</dd>${rankMark(
        remarkOf(cell, name, words),
      )}</div>`,
  )
  const end = markup`<div><dt>${words.headings.end}</dt><dd>${words.end(cell.facts)}</dd></div>`
  const note = cell.facts.isSandbox ? markup`<p class="quiet">${words.sandbox}</p>` : null
  return markup`${note}<dl class="facts">${figures}${end}</dl>`
}

function rankMark(remark: Remark | null): Markup | null {
  if (remark === null) return null
  const sign = remark.tone === 'best' ? '⌃' : '⌄'
  return markup`<dd class="rank ${remark.tone}"><span aria-hidden="true">${sign} </span>${remark.text}</dd>`
}
