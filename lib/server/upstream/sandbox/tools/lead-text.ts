import 'server-only'
import type { Language } from '../answer/measure'
import { flatten, propertyOf, textOr } from '../json/schema'
import type { Planned } from './plan-calls'

const LONGEST_VALUE = 40

/** A sentence that leads to calls. */
export function leadText(calls: readonly Planned[], language: Language): string {
  const names = [...new Set(calls.map(({ tool }) => tool.name))]
  const parts = names.map((name) => {
    const values = tellingValues(
      calls.flatMap(({ tool, input }) => (tool.name === name ? [input] : [])),
    )
    const said = joined([...new Set(values)], language)
    if (language === 'zh') return `\`${name}\`${said === '' ? '' : `（${said}）`}`
    return `\`${name}\`${said === '' ? '' : ` for ${said}`}`
  })
  return language === 'zh'
    ? `我来调用${joined(parts, 'zh')}。`
    : `I will call ${joined(parts, 'en')}.`
}

const LONGEST_EXPLANATION = 40

/** What a parameter is, where its author says it briefly. */
function explained({ schema }: Planned['tool'], path: string, language: Language): string {
  const property = path
    .split('.')
    .reduce((at, name) => propertyOf(at, name, schema), flatten(schema, schema))
  const description = textOr(property.description, '')
    .trim()
    .replace(/[.。]$/, '')
  if (description === '' || description.length > LONGEST_EXPLANATION) return ''
  return language === 'zh' ? `（${description}）` : ` (${description})`
}

/** A question for what a call lacks. */
export function askText({ tool, missing }: Planned, language: Language): string {
  const names = missing.map((name) => `\`${name}\`${explained(tool, name, language)}`)
  return language === 'zh'
    ? `要调用 \`${tool.name}\`，还缺少${joined(names, 'zh')}。请告诉我${missing.length > 1 ? '这些值' : '这个值'}。`
    : `To call \`${tool.name}\` I still need ${joined(names, 'en')}. Please tell me ${missing.length > 1 ? 'these values' : 'this value'}.`
}

const MOST_VALUES = 3

/** What tells calls of one tool apart; of a single call its first values. */
function tellingValues(inputs: readonly Planned['input'][]): string[] {
  const [first = {}] = inputs
  if (inputs.length === 1) return Object.values(first).flatMap(shortText).slice(0, MOST_VALUES)
  const key = Object.keys(first).find(
    (name) => new Set(inputs.map((input) => input[name])).size > 1,
  )
  return key === undefined ? [] : inputs.flatMap((input) => shortText(input[key]))
}

function shortText(value: unknown): string[] {
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const text = String(value).replace(/\s+/g, ' ')
  return text === '' || text.length > LONGEST_VALUE ? [] : [text]
}

function joined(parts: readonly string[], language: Language): string {
  if (language === 'zh') return parts.join('、')
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
