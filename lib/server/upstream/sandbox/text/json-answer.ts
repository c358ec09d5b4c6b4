import 'server-only'
import { type Fact, factsIn, readJson, spoken } from './facts'
import { bullets, inlineCode, shorten } from './markdown'
import type { Part } from './parts'
import { counted, say } from './skills/skill'
import type { Task } from './task'
import { queryOf, termsOf } from './terms'

const MOST_SHOWN = 40

/** The answer from a JSON object: the values whose keys the question names, else all of them. */
export function answerJson(task: Task): Part[] | null {
  const material = task.materials.find(({ form }) => form === 'json')
  if (material === undefined) return null
  const value = readJson(material.source.pieces.join('\n'))
  if (value === undefined) return null
  const facts = factsIn(value)
  if (facts.length === 0) return null
  const query = queryOf(task.ask)
  const scored = facts.map((fact) => ({ fact, score: meets(fact, query) }))
  const best = scored.reduce((most, { score }) => Math.max(most, score), 0)
  const named =
    best > 0 ? scored.filter(({ score }) => score >= best * 0.99).map(({ fact }) => fact) : []
  const lines = (list: readonly Fact[]) =>
    bullets(
      list
        .slice(0, MOST_SHOWN)
        .map(({ path, value: text }) => `${inlineCode(path.join('.'))}: ${shorten(text, 200)}`),
    )
  const all = `${say(task, `**The JSON holds ${counted(facts.length, 'value')}**:`, `**这段 JSON 有 ${facts.length} 个值**：`)}\n\n${lines(facts)}`
  if (named.length === 0) return [all]
  const head = named
    .slice(0, 10)
    .map(
      ({ path, value: text }) =>
        `**${path.map(spoken).join(' › ')}${say(task, ': ', '：')}${shorten(text, 400)}**`,
    )
  return [`${head.join('\n\n')}\n\n${all}`]
}

function meets({ path, value }: Fact, query: ReadonlyMap<string, number>): number {
  const sum = (text: string) =>
    [...new Set(termsOf(text))].reduce((total, term) => total + (query.get(term) ?? 0), 0)
  return sum(path.map(spoken).join(' ')) + (value.length < 200 ? 0.3 * sum(value) : 0)
}
