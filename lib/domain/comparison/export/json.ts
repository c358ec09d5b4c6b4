import type { Message } from '../../conversation'
import type { Run } from '../../run'
import type { Report, ReportCell, ReportTurn } from './report'

/** Grows with each change that a program which reads the file has to know of. */
const VERSION = 1

/**
 * A comparison with all its requests and answers. `bodies` holds the text of each request as it was sent,
 * by the id of its run; null where it was not kept.
 */
export function comparisonJson(report: Report, bodies: ReadonlyMap<string, string | null>): string {
  const { id, title, madeAt, differences, columns, turns, others, deleted, sweeps, votes } = report
  const write = (message: Message, run: Run | null) => turnWith(message, run, { report, bodies })
  const file = {
    schema: 'parley.comparison',
    version: VERSION,
    madeAt: new Date(madeAt).toISOString(),
    comparison: { id, title, differences },
    columns: columns.map(({ id: columnId, number, settings, sums }) => ({
      ...{ id: columnId, number, settings, sums },
    })),
    turns: turns.map((turn) => turnOf(turn, write)),
    /** Not in view. */
    others: others.map(({ conversationId, column, turn, run }) => ({
      ...{ conversation: conversationId, column, parent: turn.parentId },
      ...write(turn, run),
    })),
    /** What was said is gone. */
    deleted: deleted.map(({ id: run, conversationId, facts, ...answer }) => ({
      ...{ conversation: conversationId, run, ...answer, figures: facts },
    })),
    ...{ sweeps, votes },
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** The ids of all runs in it, in order. */
export function runIdsOf({ turns, others }: Report): string[] {
  const cells = turns.flatMap(({ cells }) => cells).filter((cell) => cell !== null)
  const inView = cells.flatMap(({ runs }) => runs.map(({ id }) => id))
  return [...inView, ...others.flatMap(({ run }) => run?.id ?? [])]
}

type Write = (message: Message, run: Run | null) => object

function turnOf({ number, cells }: ReportTurn, write: Write) {
  return {
    turn: number,
    answers: cells.flatMap((cell, at) =>
      cell === null ? [] : [{ column: at + 1, ...cellOf(cell, write) }],
    ),
  }
}

function cellOf({ question, answers, runs, facts }: ReportCell, write: Write) {
  return {
    question: question === null ? null : turnAsWritten(question),
    figures: facts,
    /** In order: what the model answered, what tools said, and what somebody has written in its place. */
    turns: answers.map((message) =>
      write(message, runs.find(({ id }) => id === message.runId) ?? null),
    ),
  }
}

interface Sent {
  report: Pick<Report, 'places' | 'marks'>
  bodies: ReadonlyMap<string, string | null>
}

/** A turn; of an answer its run and what was sent, for which place of a sweep it was given, and what somebody thought of it. */
function turnWith(message: Message, run: Run | null, { report, bodies }: Sent) {
  if (run === null) return turnAsWritten(message)
  const mark = report.marks.get(run.id)
  const sweep = report.places.get(run.id)
  return {
    ...{ id: message.id, role: message.role, run, request: requestOf(run, bodies) },
    ...(mark === undefined ? {} : { thumb: mark.thumb, note: mark.note }),
    ...(sweep === undefined ? {} : { sweep }),
  }
}

function turnAsWritten({ id, role, content, mark }: Message) {
  return { id, role, content, ...(mark === undefined ? {} : { mark }) }
}

/** What was sent; a text where it is no JSON that says the same when it is written anew. */
function requestOf({ id }: Run, bodies: ReadonlyMap<string, string | null>): unknown {
  const text = bodies.get(id) ?? null
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value) === text ? value : text
  } catch {
    return text
  }
}
