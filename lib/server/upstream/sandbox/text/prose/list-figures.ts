import 'server-only'
import { type Figure, type FigureKind, findFigures } from '../figures'
import { MOST_ROWS, tableOf } from '../markdown'
import type { Part } from '../parts'
import { pageOf, type Sentence, sentencesOf } from '../passages'
import type { Task } from '../task'
import { PROSE_WORDS } from './prose-words'
import { nameOf, placeOf, quote } from './show'

const AROUND = 45
const ALL: readonly FigureKind[] = [
  'money',
  'percent',
  'date',
  'time',
  'duration',
  'quantity',
  'number',
]

const WANTS: readonly (readonly [readonly FigureKind[], RegExp])[] = [
  [['date'], /\bdates?\b|\bdeadlines?\b|\btimeline\b|日期|时间点|时间线|年份/i],
  [
    ['money'],
    /\b(?:amounts?(?: of money)?|prices?|costs?|sums of money|monetary|dollar|currency|money)\b|金额|价格|费用|款项/i,
  ],
  [['percent'], /\bpercent(?:ages?)?\b|百分比|比例|百分数/i],
  [['time'], /\btimes\b(?! does| do)|时刻/i],
  [['duration'], /\bdurations?\b|时长/i],
  [
    ALL,
    // "金额数据" and "dollar figures" are of one kind.
    /(?<!\b(?:dollar|phone|percentage|monetary|date|page) )\b(?:figures|numbers|numerical|numeric|statistics|stats|data points?|data|metrics|quantit(?:y|ies)|measurements)\b|(?<!金额|日期|价格|费用|百分比|比例|时间)的?(?:数据|数字|数值|数量)/i,
  ],
]
const VERB =
  /\b(?:list|extract|find|show|give|what|which|all|every|pull|collect|identify|get|name)\b|列出|提取|找出|抽取|哪些|所有|全部|给出|整理|有什么/i

/** The kinds of figures that a task wants listed; none where it asks for something else. */
export function figureKinds({ ask, materials }: Task): readonly FigureKind[] {
  if (materials.length === 0 || !VERB.test(ask)) return []
  // "What is the price of …" asks for one; a list is asked for in the plural, or with "all".
  const isList =
    /\b(?:list|extract|all|every|each|collect|pull)\b|列出|提取|所有|全部|哪些|抽取|整理|找出/i.test(
      ask,
    ) ||
    /\b(?:what|which|find|give|show|identify)\b[^?]{0,20}\b(?:dates|amounts|figures|numbers|percentages|statistics|prices)\b/i.test(
      ask,
    )
  if (!isList) return []
  return WANTS.filter(([, pattern]) => pattern.test(ask)).flatMap(([kinds]) => kinds)
}

interface Found {
  figure: Figure
  sentence: Sentence
}

/** The figures of the material with the words around them. */
export function listFigures(task: Task): Part[] | null {
  const kinds = new Set(figureKinds(task))
  if (kinds.size === 0) return null
  const sentences = sentencesOf(task.materials.map(({ source }) => source))
  const found = sentences.flatMap((sentence) =>
    findFigures(sentence.text).flatMap((figure): Found[] =>
      kinds.has(figure.kind) && !isEnumeration(figure, sentence) ? [{ figure, sentence }] : [],
    ),
  )
  const words = PROSE_WORDS[task.language]
  if (found.length === 0) return [words.noFigures(nameOf(task))]
  const shown = found.slice(0, MOST_ROWS)
  const more = found.length > shown.length ? `\n\n${words.more(found.length - shown.length)}` : ''
  const lead = `${words.figures(found.length, nameOf(task))}\n\n`
  if (shown.some(({ sentence }) => sentence.source.cite !== null))
    return [lead, ...asList(shown, task), more]
  return [lead, asTable(shown, task), more]
}

/** The number of an entry is no figure of the text. */
function isEnumeration({ start, end, kind }: Figure, { text }: Sentence): boolean {
  return kind === 'number' && start === 0 && /^[.)、]/.test(text.slice(end, end + 1))
}

function asTable(shown: readonly Found[], task: Task): string {
  const words = PROSE_WORDS[task.language]
  const hasPages = shown.some(({ sentence }) => pageOf(sentence) !== null)
  const rows = shown.map(({ figure, sentence }) => {
    const page = pageOf(sentence)
    return [
      figure.text,
      words.kinds[figure.kind] ?? '',
      around(figure, sentence.text),
      ...(hasPages ? [page === null ? '' : words.page(page)] : []),
    ]
  })
  return tableOf(
    [
      words.figure,
      words.kind,
      words.context,
      ...(hasPages ? [words.page(0).replace(/ ?0/, '').trim()] : []),
    ],
    rows,
  )
}

/** A table cannot be cited in parts, a list can. */
function asList(shown: readonly Found[], task: Task): Part[] {
  return shown.flatMap(({ figure, sentence }, at): Part[] => [
    `${at === 0 ? '' : '\n'}- **${figure.text}** — `,
    quote(sentence),
    placeOf(sentence, task),
  ])
}

function around({ start, end }: Figure, text: string): string {
  const isInWord = (at: number) => /[\w.,%$-]/.test(text[at] ?? '')
  let [from, to] = [Math.max(0, start - AROUND), Math.min(text.length, end + AROUND)]
  while (from > 0 && start - from < AROUND + 15 && isInWord(from - 1)) from--
  while (to < text.length && to - end < AROUND + 15 && isInWord(to)) to++
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}
