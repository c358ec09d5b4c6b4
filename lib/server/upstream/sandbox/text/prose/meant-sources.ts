import 'server-only'
import type { Source } from '../../answer/brief'
import { queryOf, termsOf } from '../terms'

/** A question on several texts at once. */
const ASKS_ALL =
  /\b(?:both|each|every|all (?:of )?(?:the |these |those )?(?:documents?|texts?|sources?|articles?|reports?|results?)|compare|comparison|differ\w*|versus|vs)\b|比较|对比|区别|不同|分别|各自|每[份篇个]|都/i
const LONGEST = 200_000
const IN_TITLE = 2
const IN_TEXT = 1

/** Whether a question is on several texts at once. */
export const asksAll = (question: string): boolean => ASKS_ALL.test(question)

/** The text that a question means by what only it, of several, is called or speaks of; all where that decides nothing. */
export function meantSources(question: string, sources: readonly Source[]): readonly Source[] {
  if (sources.length < 2 || sources.length > 100 || asksAll(question)) return sources
  const asked = [...queryOf(question)].flatMap(([term, weight]) => (weight === 1 ? [term] : []))
  const titles = sources.map(({ title }) => new Set(termsOf(title ?? '')))
  const texts = sources.map(({ pieces }) => new Set(termsOf(pieces.join('\n').slice(0, LONGEST))))
  const scores = sources.map(() => 0)
  for (const [sets, weight] of [
    [titles, IN_TITLE],
    [texts.map((set, at) => new Set([...set, ...(titles[at] ?? [])])), IN_TEXT],
  ] as const) {
    for (const term of asked) {
      const holders = sets.flatMap((set, at) => (set.has(term) ? [at] : []))
      const [only] = holders
      if (holders.length === 1 && only !== undefined) scores[only] = (scores[only] ?? 0) + weight
    }
  }
  const most = Math.max(...scores)
  const best = sources.filter((_, at) => scores[at] === most)
  return most > 0 && best.length === 1 ? best : sources
}
