import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { conversationOf, SAMPLE_WORDS, sampleReport } from '@/e2e/harness/sample-report'
import { type Conversation, NO_CHOICES } from '../../conversation'
import type { ShownSweep } from '../../sweeps/sweep'
import { comparisonCsv, OTHER_LINE, SUM_LINE } from './csv'
import { comparisonJson, runIdsOf } from './json'
import { comparisonMarkdown } from './markdown'
import { type Report, reportOf } from './report'

const SETTINGS = {
  ...{ upstream: 'anthropic', apiVersion: '2023-06-01' as const, maxTokens: 1024, system: '' },
  model: 'claude-sonnet-5-5',
}
const ASKED = { question: 'One', answer: 'a' }

/** A conversation whose first question was answered a second time, which is in view. */
function branchedOf(number: number): Conversation {
  const known = conversationOf({ turns: [ASKED, ASKED] }, number)
  const [question, first, , second] = known.messages
  if (question === undefined || first === undefined || second === undefined) throw new Error('few')
  return { ...known, messages: [question, first, { ...second, parentId: question.id }] }
}

/** A sweep of the two answers in a conversation. */
function sweepOf({ id: conversationId, messages }: Conversation): ShownSweep {
  const answers = messages.filter(({ runId }) => runId !== null)
  return {
    ...{ id: 'sweep', comparisonId: 'comparison', kind: 'grid', repeats: 2, state: 'done' },
    ...{ pausedBy: null, cap: null, createdAt: 0, endedAt: 1, waitsUntil: null },
    variants: [
      {
        ...{ conversationId, choice: { effort: 'high', system: 'A' } },
        ...{ upstream: 'anthropic', model: 'claude-sonnet-5-5' },
        estimate: { inputTokens: 1, least: 0, most: 1 },
      },
    ],
    cells: answers.map(({ id: messageId, runId }, index) => ({
      ...{ index, repeat: index, variant: 0, state: 'done', facts: null, problem: null },
      attempts: [{ runId: runId ?? '', messageId, spent: null }],
    })),
  }
}

/** A comparison with all that can stand beside what is in view. */
function whole(): Report {
  const markOf = (runId: string) => ({ runId, thumb: 1 as const, note: '# Short' })
  const [first, second, removed] = [
    { ...conversationOf({ turns: [ASKED] }, 1), marks: [markOf('run-1-1')] },
    branchedOf(2),
    conversationOf({ turns: [ASKED] }, 7),
  ]
  const grid = branchedOf(9)
  const settings = { ...NO_CHOICES, ...SETTINGS }
  return reportOf({
    ...{ id: 'comparison', title: 'Whole', madeAt: 0, prices: {} },
    columns: [first, second].map((conversation) => ({ conversation, settings })),
    rest: {
      conversations: [removed, { ...grid, marks: [markOf('run-9-2')] }],
      deleted: [],
      sweeps: [sweepOf(grid)],
      votes: [
        {
          ...{ id: 'vote', comparisonId: 'comparison', createdAt: 0, winner: 'tie' },
          ...{ turn: { text: 'One', questionIds: [] }, contestants: [] },
        },
      ],
    },
  })
}

test('The file with all requests holds what is not in view: other branches, removed columns, sweeps, votes and notes', () => {
  const report = whole()
  const ids = ['run-1-1', 'run-2-2', 'run-2-1', 'run-7-1', 'run-9-1', 'run-9-2']
  expect(runIdsOf(report)).toEqual(ids)
  const bodies = new Map(ids.map((id) => [id, `{"sent":"${id}"}`]))
  const file = JSON.parse(comparisonJson(report, bodies))
  const answers = file.others.filter(({ run }: { run?: object }) => run !== undefined)
  expect(answers).toMatchObject([
    { column: 2, conversation: 'column-2', request: { sent: 'run-2-1' } },
    { column: null, conversation: 'column-7', request: { sent: 'run-7-1' } },
    { column: null, parent: 'question-9-1', sweep: { sweepId: 'sweep', variant: 1, repeat: 1 } },
    { sweep: { choice: { effort: 'high' }, repeat: 2 }, thumb: 1, note: '# Short' },
  ])
  const questions = file.others.filter(({ run }: { run?: object }) => run === undefined)
  expect(questions.map(({ id }: { id: string }) => id)).toEqual(['question-7-1', 'question-9-1'])
  expect(file.votes).toMatchObject([{ id: 'vote', winner: 'tie' }])
  expect(file.sweeps).toMatchObject([{ id: 'sweep', cells: [{ index: 0 }, { index: 1 }] }])
})

test('The table has a line for each run that is not in view, with its place in a sweep, so that its costs are those of the whole comparison', () => {
  const csv = comparisonCsv(whole())
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true })
  const others = data.filter(({ turn }) => turn === OTHER_LINE)
  expect(others.map((line) => [line.column, line.run_ids, line.sweep_variant, line.thumb])).toEqual(
    [
      ['2', 'run-2-1', '', ''],
      ['', 'run-7-1', '', ''],
      ['', 'run-9-1', '1 effort=high system=A', ''],
      ['', 'run-9-2', '1 effort=high system=A', '1'],
    ],
  )
  expect(others.map(({ question }) => question)).toEqual(['One', 'One', 'One', 'One'])
  const cost = (lines: typeof data) => lines.reduce((sum, line) => sum + Number(line.cost_usd), 0)
  const sums = data.filter(({ turn }) => turn === SUM_LINE)
  const inView = data.filter(({ turn }) => turn === '1')
  expect(cost(sums)).toBeCloseTo(cost(inView), 14)
  expect(cost(others)).toBeGreaterThan(cost(inView))
})

test('A report of what is in view says how much is not', () => {
  expect(comparisonMarkdown(whole(), SAMPLE_WORDS)).toContain('4 more')
  const inView = sampleReport([{ turns: [ASKED] }])
  expect(comparisonMarkdown(inView, SAMPLE_WORDS)).not.toContain('more:')
})

test('A report says what somebody thought of an answer, and holds the tables of sweeps, whatever stands in them', () => {
  const text = comparisonMarkdown(whole(), {
    ...SAMPLE_WORDS,
    tables: [{ title: '# T', note: 'N', head: ['Variant', 'Cost'], rows: [['a | b', '$1']] }],
  })
  expect(text).toContain('*Thumb 1*\n\n> # Short')
  expect(text).toContain('| Variant | Cost |\n| --- | ---: |\n| a \\| b | \\$1 |')
})
