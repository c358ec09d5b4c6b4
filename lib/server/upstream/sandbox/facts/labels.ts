import 'server-only'
import { CHINESE_OF } from './lexicon'
import { type Span, spansOf } from './span'
import { termsOf, wordsOf } from './words'

/** A value that a text gives a label: "Total: 45", "name = Ada", a row of a two-column table. */
interface Label {
  label: string
  terms: ReadonlySet<string>
  value: Span
}

const PAIR =
  /(?:^|[\n;；,，。|(（{]|[.!?]\s)[ \t>*_#"'•-]{0,8}(\p{L}[\p{L}\p{N}_'’/-]{0,30}(?:[ ]\p{L}[\p{L}\p{N}_'’/-]{0,30}){0,3})["'*_]{0,3}(?:\s{0,2}\([^()\n]{0,30}\))?["'*_]{0,3}\s{0,2}[:：=]["'*_]{0,3}[ \t]{0,4}([^\n;；|]{1,1000})/gu

const MOST = 150

/** The labelled values of a text. */
export function readLabels(text: string): Label[] {
  const labels: Label[] = []
  const pattern = new RegExp(PAIR)
  for (
    let match = pattern.exec(text);
    match !== null && labels.length < MOST;
    match = pattern.exec(text)
  ) {
    const [whole, label = '', rest = ''] = match
    const start = match.index + whole.length - rest.length
    const value = cutAtNextLabel(rest).trimEnd()
    labels.push({
      label: label.trim(),
      terms: termsOf(label.replace(/^(?:是否|有无)/, '')),
      value: { text: unquoted(value), start, end: start + value.length },
    })
    // The rest of the line may hold the next pair.
    pattern.lastIndex = start + Math.max(1, value.length)
  }
  return labels
}

/** A line may hold several pairs: "姓名：张三，年龄：34". */
function cutAtNextLabel(rest: string): string {
  const next =
    /(?:[,，。;；]\s{0,3}|[.!?]\s)[\p{L}_'’]{1,20}(?:[ ][\p{L}_'’]{1,20}){0,2}\s{0,2}[:：=](?!\/\/)/u.exec(
      rest,
    )
  return next === null ? rest : rest.slice(0, next.index)
}

function unquoted(value: string): string {
  const bare = value
    .trim()
    .replace(/^[*_`]+|[*_`]+$/g, '')
    .replace(/[.,，。；;]$/, '')
  return /^["'“「].*["'”」]$/.test(bare) ? bare.slice(1, -1) : bare
}

/** What a label is held against: a property's words, and those of its short description. */
interface Named {
  words: string[]
  terms: ReadonlySet<string>
  /** Another name that it goes by, empty where it has none. */
  alias: string
}

/** How well a label is that of a property, from 0 to 1. */
export function labelFit(label: Pick<Label, 'label' | 'terms'>, wanted: Named): number {
  const own = wordsOf(label.label).join(' ')
  if (own === wanted.words.join(' ') || (own !== '' && own === wanted.alias)) return 1
  // The "name" of a company is told from other names by the company alone.
  const terms = [...wanted.terms].filter((term) => term !== '@name' || wanted.terms.size === 1)
  const shared = terms.filter((term) => label.terms.has(term)).length
  const union = new Set([...terms, ...label.terms]).size
  if (shared === 0 || union === 0) return 0
  const isCovered = shared === terms.length || shared === label.terms.size
  return (isCovered ? 0.5 : 0.2) + (0.4 * shared) / union
}

/** What follows a property's own words in running text: "color is red", "priority of 3", "单价为12元". */
export function readSpokenOf(text: string, wanted: Named): Span[] {
  const chinese = [...wanted.terms]
    .flatMap((term) => CHINESE_OF.get(term.slice(1)) ?? [])
    .filter((word) => word.length > 1)
  const lower = text.toLowerCase()
  // Most properties are not spoken of at all, which is quickly seen.
  const names = [wanted.words.join(' '), wanted.alias, ...chinese].filter(
    (name) => name.length > 1 && lower.includes(name),
  )
  if (names.length === 0) return []
  const alternatives = names
    .map((name) => name.replace(/[^\p{L}\p{N} ]/gu, ''))
    .filter((name) => name !== '')
    .join('|')
  if (alternatives === '') return []
  const changed = new RegExp(
    `\\b(?:set|change|update|turn|adjust|rename|make|move|switch)\\s(?:the\\s|my\\s|its\\s)?(?:${alternatives})\\s(?:of\\s[^\\n.,]{1,60}\\s)?(?:to|as)\\s([^\\n.;,，。；、?？]{1,120})`,
    'giu',
  )
  return [
    ...spansOf(text, changed),
    ...spansOf(
      text,
      new RegExp(
        `(?:(?<![\\p{L}])|(?<=\\p{Script=Han}))(?:${alternatives})(?:\\s(?:is|are|was|were|of|as|equals|named|called|titled|should be|will be)\\s|\\s?(?:是|为|叫|改为|改成|设为)\\s?)(?:the\\s|a\\s|an\\s)?([^\\n.;,，。；、?？]{1,120})`,
        'giu',
      ),
    ),
  ]
    .filter(({ text: said }) => !/^(?:多少|什么|谁|哪|几|怎|how|what|who|where|when)/i.test(said))
    .map((span) => {
      const text = unquoted(span.text.split(/\s(?:and|with|for|but|on|at|in)\s/)[0] ?? '')
      return { text, start: span.start, end: span.start + text.length }
    })
}
