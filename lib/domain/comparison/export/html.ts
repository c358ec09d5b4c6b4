import { modelLabel } from '../../models'
import { figuresTable } from './html-figures'
import { columnTitle, type HtmlReport, turnSection } from './html-turn'
import { type Markup, markup } from './markup'
import { REPORT_STYLE } from './report-style'
import type { ReportTable } from './report-words'
import { settingLines } from './setting-lines'

/** Nothing runs, and nothing is fetched: whatever an answer holds, the file is all there is. */
const POLICY = [
  ...["default-src 'none'", "style-src 'unsafe-inline'", 'img-src data:'],
  ...["base-uri 'none'", "form-action 'none'"],
].join('; ')

/** A comparison as a document of one file, which opens from disk and asks nobody for anything. */
export function comparisonHtml(source: HtmlReport): string {
  const { report, words } = source
  const { title, turns } = report
  const page = markup`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ markup: REPORT_STYLE }}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="quiet">${words.made}<br>${words.differs}</p>
</header>
<main>
${figuresTable(report, words)}
${beside(source)}
${words.tables.map(tableSection)}
${settings(source)}
${turns.map((turn) => turnSection(turn, source))}
</main>
<footer><p>${words.estimate}</p></footer>
</body>
</html>
`
  return page.markup
}

/** The report shows what is in view: that there is more is said, and what it came to. */
function beside({ report, words }: HtmlReport): Markup | null {
  const { count, sums } = report.beside
  return count === 0 ? null : markup`<p class="quiet">${words.beside(count, sums)}</p>`
}

function tableSection({ title, note, head, rows }: ReportTable): Markup {
  const heads = head.map((name, at) =>
    at === 0
      ? markup`<th scope="col">${name}</th>`
      : markup`<th scope="col" class="number">${name}</th>`,
  )
  const lines = rows.map(
    ([name = '', ...cells]) =>
      markup`<tr><th scope="row" class="model">${name}</th>${cells.map(
        (cell) => markup`<td class="number">${cell}</td>`,
      )}</tr>`,
  )
  return markup`<section><h2>${title}</h2><p class="quiet">${note}</p>
<div class="wide" tabindex="0" role="group" aria-label="${title}"><table class="figures">
<thead><tr>${heads}</tr></thead>
<tbody>${lines}</tbody>
</table></div></section>
`
}

function settings({ report: { columns }, words }: HtmlReport): Markup {
  const lists = columns.map((column) => {
    const lines = settingLines(column.settings).map(
      ({ name, value }) => markup`<dt>${words.setting(name)}</dt><dd>${value}</dd>`,
    )
    const name = words.column(column.number, modelLabel(column.settings.model))
    return markup`<div>${columnTitle(name)}<dl class="settings">${lines}</dl></div>`
  })
  return markup`<section><h2>${words.headings.settings}</h2>
<div class="columns wide" style="--columns:${columns.length}" tabindex="0" role="group" aria-label="${words.headings.settings}">${lists}</div></section>`
}
