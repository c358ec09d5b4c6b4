import { type Report, reportOf } from '@/lib/domain/comparison/export/report'
import type { ReportWords } from '@/lib/domain/comparison/export/report-words'
import { type Conversation, type Message, NO_CHOICES } from '@/lib/domain/conversation'
import { newRun } from '@/lib/domain/new-run'
import type { Run } from '@/lib/domain/run'
import type { Block, Usage } from '@/lib/wire/types'

const SETTINGS = {
  ...NO_CHOICES,
  ...{ upstream: 'anthropic', apiVersion: '2023-06-01' as const, maxTokens: 1024, system: '' },
}

/** What one column was asked and answered, for tests. */
export interface SampleTurn {
  question: string | Block[]
  answer: string | Block[]
  usage?: Usage
  run?: Partial<Run>
}

interface SampleColumn {
  model?: string
  system?: string
  turns: readonly SampleTurn[]
}

/** A comparison whose columns were asked and answered so, for tests. */
export function sampleReport(columns: readonly SampleColumn[], title = 'Which queue?'): Report {
  return reportOf({
    ...{ id: 'comparison', title, madeAt: Date.UTC(2026, 10, 30, 8), prices: {} },
    rest: { conversations: [], deleted: [], sweeps: [], votes: [] },
    columns: columns.map((column, at) => ({
      conversation: conversationOf(column, at + 1),
      settings: settingsOf(column),
    })),
  })
}

const settingsOf = ({ model = 'claude-sonnet-5-5', system = '' }: SampleColumn) => ({
  ...{ ...SETTINGS, model, system },
})

const blocksOf = (content: string | Block[]): Block[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : content

/** The conversation that such a column is. */
export function conversationOf(column: SampleColumn, number: number): Conversation {
  const id = `column-${number}`
  const settings = settingsOf(column)
  const messages: Message[] = []
  const runs: Run[] = []
  for (const [at, { question, answer, usage, run }] of column.turns.entries()) {
    const name = `${number}-${at + 1}`
    const turn = { conversationId: id, createdAt: at }
    const parentId = messages.at(-1)?.id ?? null
    messages.push(
      {
        ...{ ...turn, id: `question-${name}`, parentId, role: 'user', runId: null },
        content: blocksOf(question),
      },
      {
        ...{ ...turn, id: `answer-${name}`, parentId: `question-${name}`, role: 'assistant' },
        ...{ content: null, runId: `run-${name}` },
      },
    )
    runs.push({
      ...newRun({
        ...{ id: `run-${name}`, source: 'chat', upstream: 'anthropic', isSandbox: false },
        ...{ model: settings.model, apiVersion: '2023-06-01', status: 'complete' },
      }),
      ...{ conversationId: id, messageId: `answer-${name}`, requestId: `req-${name}`, settings },
      timing: {
        ...{ firstEvent: 50, firstToken: 100 * number, total: 1000 * number + 100 * number },
        blocks: [{ start: 100 * number, end: null }],
      },
      message: {
        ...{ id: 'm', type: 'message', role: 'assistant', model: settings.model },
        ...{ content: blocksOf(answer), stop_reason: 'end_turn', stop_sequence: null },
        usage: usage ?? { input_tokens: 10, output_tokens: 20 },
      },
      ...run,
    })
  }
  return {
    ...{ id, kind: 'column', title: '', createdAt: 0, updatedAt: 0, pinnedAt: null },
    ...{ headId: messages.at(-1)?.id ?? null, settings, messages, runs, toolCalls: [], marks: [] },
  }
}

/** Words that stand out of what is written, for tests. */
export const SAMPLE_WORDS: ReportWords = {
  language: 'en',
  made: 'Exported today',
  differs: 'Differs in model',
  beside: (count, { cost }) => `${count} more: $${cost}`,
  tables: [],
  judged: ({ thumb }) => `Thumb ${thumb}`,
  setting: (name) => name,
  estimate: 'Costs are estimates.',
  headings: {
    ...{ figures: 'Figures', settings: 'Settings', turn: 'Turn', column: 'Column' },
    ...{ end: 'End', sums: 'In all' },
  },
  turn: (number) => `Turn ${number}`,
  column: (number, model) => (model === null ? `Column ${number}` : `Column ${number}: ${model}`),
  question: 'Question',
  notAsked: 'Not asked here',
  written: 'Written or copied',
  noText: 'No text',
  sandbox: 'From the sandbox',
  notFinal: 'not final',
  figureNames: {
    ...{ firstToken: 'First token', total: 'Total', rate: 'Tokens/s' },
    ...{ tokens: 'In / out', thinking: 'Thinking', cost: 'Cost' },
  },
  figures: ({ firstToken, total, rate, inTokens, outTokens, thinkingTokens, cost, isSandbox }) => ({
    ...{ firstToken: `${firstToken} ms`, total: `${total} ms`, rate: `${rate}` },
    ...{ tokens: `${inTokens} / ${outTokens}`, thinking: `${thinkingTokens}` },
    cost: isSandbox ? 'Sandbox' : cost === null ? 'unknown' : `$${cost}`,
  }),
  sums: ({ inTokens, outTokens, thinkingTokens, cost, unknown, isSandbox }) => ({
    ...{ tokens: `${inTokens} / ${outTokens}`, thinking: `${thinkingTokens}` },
    cost: isSandbox ? 'Sandbox' : `$${cost} + ${unknown} unknown`,
  }),
  ranks: { best: 'best', worst: 'worst' },
  end: ({ state, stopReason }) => (state === 'complete' ? `${stopReason}` : state),
  thinking: 'Thinking',
  thinkingHidden: 'It thought',
  call: (name) => `Call of ${name}`,
  result: 'Result',
  resultFailed: 'Result, an error',
  file: (name) => `File: ${name}`,
  fileLeftOut: (name) => `Too large: ${name}`,
  other: (type) => `Block ${type}`,
  error: 'Error',
}
