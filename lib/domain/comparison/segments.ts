import type { Message } from '../conversation'
import { markdownOf } from '../markdown-of'
import { hasEnded, type Run } from '../run'
import { isResultTurn } from '../tools/loop'
import { mayGoOn } from '../tools/may-go-on'

/** What a person said in a column, and all that came of it until they said the next thing. */
export interface Segment {
  /** Null: the column begins with an answer. */
  question: Message | null
  /** Answers and, between those of a tool loop, the turns that carry results. */
  answers: Message[]
}

/** The turns of a branch, cut before each that a person said. */
export function segmentsOf(path: readonly Message[]): Segment[] {
  const segments: Segment[] = []
  for (const [index, turn] of path.entries()) {
    const isResult = path[index - 1]?.role === 'assistant' && isResultTurn(turn)
    const last = segments.at(-1)
    if (turn.role !== 'assistant' && !isResult) segments.push({ question: turn, answers: [] })
    else if (last === undefined) segments.push({ question: null, answers: [turn] })
    else last.answers.push(turn)
  }
  return segments
}

/** True where a person asked something: a turn that is switched off is not sent, one of the system asks nothing. */
export function isAsked(segment: Segment): segment is Segment & { question: Message } {
  return segment.question?.role === 'user' && segment.question.mark !== 'off'
}

/** The runs that wrote the answers of a segment, in order. */
export function runsOf({ answers }: Segment, runs: readonly Run[]): Run[] {
  const ids = new Set(answers.map(({ runId }) => runId))
  return runs.filter(({ id }) => ids.has(id))
}

/** True while an answer of a segment is sent (it names a run that is not here yet) or arrives. */
export function isAnswering({ answers }: Segment, runs: readonly Run[]): boolean {
  const byId = new Map(runs.map((run) => [run.id, run]))
  return answers.some(({ runId }) => {
    const run = runId === null ? null : byId.get(runId)
    return run === undefined || (run !== null && !hasEnded(run.status))
  })
}

/** The same as {@link answerText}; null while there is no whole answer: not yet, or it failed, was stopped or waits for results. */
export function wholeAnswer(segment: Segment, runs: readonly Run[]): string | null {
  const last = runsOf(segment, runs).at(-1)
  if (segment.answers.length === 0 || isAnswering(segment, runs)) return null
  const isWhole = last === undefined || (last.status === 'complete' && !mayGoOn(last))
  return isWhole ? answerText(segment, runs) : null
}

/** What the answers of a segment say, as Markdown. */
export function answerText({ answers }: Segment, runs: readonly Run[]): string {
  const byId = new Map(runs.map((run) => [run.id, run]))
  const contents = answers.map(({ content, role, runId }) =>
    role === 'assistant' ? (content ?? byId.get(runId ?? '')?.message?.content ?? []) : [],
  )
  return contents
    .map(markdownOf)
    .filter((text) => text !== '')
    .join('\n\n')
}
