import { modelLabel } from '../../models'
import { fence, inlineCode, plainWords, quoteMarkdown } from './contained-markdown'
import { type Part, partsOf, partsOfCell } from './parts'
import { remarkOf } from './remark'
import { modelIn, type Report, type ReportCell, type ReportColumn, type ReportTurn } from './report'
import { FIGURE_NAMES, type ReportTable, type ReportWords } from './report-words'
import { settingLines } from './setting-lines'

/**
 * A comparison as Markdown. What a person or a model wrote stands in quotations and in code, so that it
 * cannot pass for a part of the document.
 */
export function comparisonMarkdown(report: Report, words: ReportWords): string {
  const { title, columns, turns, beside } = report
  const blocks = [
    `# ${plainWords(title)}`,
    plainWords(words.made),
    plainWords(words.differs),
    `## ${words.headings.settings}`,
    ...columns.flatMap((column) => [
      columnHeading(column, null, words),
      settingList(column, words),
    ]),
    ...turns.flatMap((turn) => turnBlocks(turn, report, words)),
    `## ${words.headings.sums}`,
    columns.map((column) => sumItem(column, words)).join('\n'),
    beside.count === 0 ? '' : plainWords(words.beside(beside.count, beside.sums)),
    ...words.tables.flatMap(tableBlocks),
    plainWords(words.estimate),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function columnHeading(column: ReportColumn, cell: ReportCell | null, words: ReportWords): string {
  const model = modelLabel(modelIn(cell, column))
  return `### ${plainWords(words.column(column.number, model))}`
}

function settingList({ settings }: ReportColumn, words: ReportWords): string {
  return settingLines(settings)
    .map(({ name, value }) => {
      const called = inlineCode(words.setting(name))
      if (!value.includes('\n')) return `- ${called}: ${inlineCode(value)}`
      return [`- ${called}:`, '', fence(value)].join('\n').replace(/\n(?=.)/g, '\n  ')
    })
    .join('\n')
}

function turnBlocks(turn: ReportTurn, { columns, files }: Report, words: ReportWords): string[] {
  const { shared, cells, number } = turn
  return [
    `## ${words.turn(number)}`,
    ...(shared === null ? [] : partBlocks(partsOf(shared.content ?? [], files), words)),
    ...columns.flatMap((column, at) => {
      const cell = cells[at] ?? null
      const heading = columnHeading(column, cell, words)
      if (cell === null) return [heading, words.notAsked]
      const own = shared === null ? (cell.question?.content ?? null) : null
      return [
        heading,
        ...(own === null ? [] : [`${words.question}:`, ...partBlocks(partsOf(own, files), words)]),
        figureLine(cell, words),
        ...partBlocks(partsOfCell(cell, files), words),
        ...judgement(cell, words),
      ]
    }),
  ]
}

function figureLine(cell: ReportCell, words: ReportWords): string {
  const { facts } = cell
  if (facts === null) return ''
  const values = words.figures(facts)
  const figures = FIGURE_NAMES.map((name) => {
    const remark = remarkOf(cell, name, words)
    return `${words.figureNames[name]} ${values[name]}${remark === null ? '' : ` (${remark.text})`}`
  })
  const line = [...figures, words.end(facts)].map(plainWords).join('; ')
  return facts.isSandbox ? `${line}\n\n*${plainWords(words.sandbox)}*` : line
}

function judgement({ mark }: ReportCell, words: ReportWords): string[] {
  if (mark === null) return []
  return [
    `*${plainWords(words.judged(mark))}*`,
    ...(mark.note === '' ? [] : [quoteMarkdown(mark.note)]),
  ]
}

function tableBlocks({ title, note, head, rows }: ReportTable): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(plainWords).join(' | ')} |`
  const rule = `|${head.map((_, at) => (at === 0 ? ' --- ' : ' ---: ')).join('|')}|`
  return [
    `## ${plainWords(title)}`,
    plainWords(note),
    [line(head), rule, ...rows.map(line)].join('\n'),
  ]
}

function sumItem(column: ReportColumn, words: ReportWords): string {
  const sums = words.sums(column.sums)
  const { model } = column.answerer
  const figures = (['tokens', 'thinking', 'cost'] as const).map(
    (name) => `${words.figureNames[name]} ${sums[name]}`,
  )
  const name = words.column(column.number, model === null ? null : modelLabel(model))
  return `- ${plainWords(name)}: ${plainWords(figures.join('; '))}`
}

function partBlocks(parts: readonly Part[], words: ReportWords): string[] {
  if (parts.length === 0) return [words.noText]
  return parts.flatMap((part) => partBlock(part, words))
}

function partBlock(part: Part, words: ReportWords): string[] {
  switch (part.kind) {
    case 'text':
      return [quoteMarkdown(part.text)]
    case 'thinking':
      return part.text === ''
        ? [words.thinkingHidden]
        : [`${words.thinking}:`, quoteMarkdown(part.text)]
    case 'call':
      return [`${plainWords(words.call(part.name))}:`, fence(part.input, 'json')]
    case 'result':
      return [`${part.isError ? words.resultFailed : words.result}:`, fence(part.text)]
    case 'file':
      return [plainWords(words.file(part.name))]
    case 'other':
      return [`${plainWords(words.other(part.type))}:`, fence(part.json, 'json')]
    case 'error':
      return [`${words.error}:`, fence(part.text)]
  }
}
