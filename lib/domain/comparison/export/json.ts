import type { Message } from '../../conversation'
import type { Run } from '../../run'
import type { Report, ReportCell, ReportTurn } from './report'

/** Grows with each change that a program which reads the file has to know of. */
const VERSION = 1

/**
 * A comparison with all its requests and answers. `bodies` holds the text of each request as it was sent,
 * by the id of its run; null where it was not kept.
 */
export function comparisonJson(
  { id, title, madeAt, differences, columns, turns }: Report,
  bodies: ReadonlyMap<string, string | null>,
): string {
  const file = {
    schema: 'parley.comparison',
    version: VERSION,
    madeAt: new Date(madeAt).toISOString(),
    comparison: { id, title, differences },
    columns: columns.map(({ id: columnId, number, settings, sums }) => ({
      ...{ id: columnId, number, settings, sums },
    })),
    turns: turns.map((turn) => turnOf(turn, bodies)),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** The ids of all runs in it, in order. */
export function runIdsOf({ turns }: Report): string[] {
  const cells = turns.flatMap(({ cells }) => cells).filter((cell) => cell !== null)
  return cells.flatMap(({ runs }) => runs.map(({ id }) => id))
}

function turnOf({ number, cells }: ReportTurn, bodies: ReadonlyMap<string, string | null>) {
  return {
    turn: number,
    answers: cells.flatMap((cell, at) =>
      cell === null ? [] : [{ column: at + 1, ...cellOf(cell, bodies) }],
    ),
  }
}

function cellOf(cell: ReportCell, bodies: ReadonlyMap<string, string | null>) {
  const { question, answers, runs, facts } = cell
  return {
    question: question === null ? null : turnAsWritten(question),
    figures: facts,
    /** In order: what the model answered, what tools said, and what somebody has written in its place. */
    turns: answers.map((message) => {
      const run = runs.find(({ id }) => id === message.runId)
      if (run === undefined) return turnAsWritten(message)
      return { id: message.id, role: message.role, run, request: requestOf(run, bodies) }
    }),
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
