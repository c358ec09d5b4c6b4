import 'server-only'
import type { Brief, Passage } from '../answer/brief'
import { closing } from '../answer/report'
import { TEXTS } from '../answer/texts'
import { isElliptic, pointBack } from './follow-up'
import { describeImages } from './images'
import { answerJson } from './json-answer'
import { onOneLine } from './markdown'
import { type Part, toPassages } from './parts'
import { answerQuestion } from './prose/answer-question'
import { figureKinds, listFigures } from './prose/list-figures'
import { asksSummary, summarize } from './prose/summarize'
import { answerResults } from './results'
import { practise } from './skills/skills'
import { recall, smallTalk } from './small-talk'
import { answerTables } from './table-answer'
import { readTask, type Task } from './task'

type Answerer = (task: Task) => Part[] | null

const asPart =
  (answer: (task: Task) => string | null): Answerer =>
  (task) => {
    const text = answer(task)
    return text === null ? null : [text]
  }

/** Who answers: the first that can. What brings material is worked on, what brings none is told so. */
const ANSWERERS: readonly Answerer[] = [
  answerResults,
  pointBack,
  asPart(practise),
  answerTables,
  answerJson,
  (task) => (figureKinds(task).length > 0 ? listFigures(task) : null),
  (task) => (asksSummary(task) ? summarize(task) : null),
  (task) =>
    task.materials.length === 0
      ? null
      : answerQuestion(task, isElliptic(task.ask) ? `${task.ask} ${task.before}` : task.ask),
  asPart(describeImages),
  (task) => (task.brief.unread.length > 0 ? [] : null),
  recall,
  smallTalk,
]

/** The answer in words. The same brief gets the same passages. */
export function compose(brief: Brief): Passage[] {
  const task = readTask(brief)
  const parts = [...answer(task)]
  const images = brief.images.length > 0 && task.materials.length > 0 ? describeImages(task) : null
  if (images !== null) parts.push(`\n\n${images}`)
  const texts = TEXTS[task.language]
  const unread = brief.unread.map((name) => onOneLine(name, 200)).join(', ')
  if (unread !== '') parts.push(`${parts.length === 0 ? '' : '\n\n'}${texts.unread(unread)}`)
  parts.push(`\n\n${closing(brief, task.ask, task.language)}`)
  return toPassages(parts, task.wish.isUpperCase ? (text) => text.toUpperCase() : (text) => text)
}

function answer(task: Task): readonly Part[] {
  for (const one of ANSWERERS) {
    const parts = one(task)
    if (parts !== null) return parts
  }
  return []
}
