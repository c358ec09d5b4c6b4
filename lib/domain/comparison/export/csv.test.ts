import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { type SampleTurn, sampleReport } from '@/e2e/harness/sample-report'
import { comparisonCsv, SUM_LINE } from './csv'

const linesOf = (csv: string) =>
  Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data

const usage = (input: number, output: number, thinking: number) => ({
  ...{ input_tokens: input, output_tokens: output },
  output_tokens_details: { thinking_tokens: thinking },
})

test('Each turn and column is a line of figures, and each column has one with its sums', () => {
  const first: SampleTurn = { question: 'One', answer: 'a', usage: usage(10, 20, 5) }
  const second: SampleTurn = { question: 'Two', answer: 'b', usage: usage(30, 40, 0) }
  const lines = linesOf(
    comparisonCsv(
      sampleReport([{ turns: [first, second] }, { model: 'claude-opus-5-5', turns: [first] }]),
    ),
  )
  expect(lines.map(({ turn, column, state }) => [turn, column, state])).toEqual([
    ['1', '1', 'complete'],
    ['1', '2', 'complete'],
    ['2', '1', 'complete'],
    ['2', '2', 'not_asked'],
    [SUM_LINE, '1', ''],
    [SUM_LINE, '2', ''],
  ])
  expect(lines[0]).toMatchObject({
    ...{ question: 'One', upstream: 'anthropic', model: 'claude-sonnet-5-5' },
    ...{ stop_reason: 'end_turn', first_token_ms: '100', total_ms: '1100' },
    ...{ tokens_per_second: '20', run_ids: 'run-1-1', request_ids: 'req-1-1' },
    ...{ input_tokens: '10', output_tokens: '20', thinking_tokens: '5', cost_note: '' },
  })
  expect(lines[4]).toMatchObject({
    ...{ input_tokens: '40', output_tokens: '60', thinking_tokens: '5', cost_note: '' },
  })
  expect(Number(lines[4]?.cost_usd)).toBeCloseTo(
    Number(lines[0]?.cost_usd) + Number(lines[2]?.cost_usd),
    14,
  )
})

test('The sum of a column is told of the model that gave its answers, and of none where several did', () => {
  const asked = { question: 'One', answer: 'a' }
  const by = (model: string) => ({ ...asked, run: { model } })
  const report = sampleReport([
    { model: 'asked-next', turns: [by('a'), by('a')] },
    { model: 'asked-next', turns: [by('a'), by('b')] },
    { model: 'asked-next', turns: [] },
  ])
  const sums = linesOf(comparisonCsv(report)).filter(({ turn }) => turn === SUM_LINE)
  expect(sums.map(({ model }) => model)).toEqual(['a', '', 'asked-next'])
})

test('A cost that cannot be told is empty and says so, one of the sandbox too, and counts that were not closed say it', () => {
  const asked = { question: 'One', answer: 'a' }
  const open = sampleReport([
    { turns: [asked, { ...asked, run: { status: 'interrupted', message: null } }] },
    { turns: [{ ...asked, run: { isSandbox: true } }] },
    { model: 'unheard-of', turns: [asked] },
  ])
  const lines = linesOf(comparisonCsv(open))
  const notes = lines.map(({ turn, column, cost_usd, cost_note }) =>
    [turn, column, cost_usd === '' ? 'none' : 'some', cost_note].join(' '),
  )
  expect(notes).toEqual([
    ...['1 1 some ', '1 2 none sandbox', '1 3 none unknown'],
    ...['2 1 none unknown', '2 2 none ', '2 3 none '],
    ...['all 1 some partly_unknown', 'all 2 none sandbox', 'all 3 none unknown'],
  ])
  const message = open.turns[0]?.cells[0]?.runs[0]?.message ?? null
  const cut = sampleReport([
    {
      turns: [
        {
          ...asked,
          run: { status: 'interrupted', message: message && { ...message, stop_reason: null } },
        },
      ],
    },
    { turns: [asked] },
  ])
  expect(linesOf(comparisonCsv(cut)).map(({ tokens_note }) => tokens_note)).toEqual([
    ...['not_final', '', 'partly_unknown', ''],
  ])
})

test('What is not English is read as it was written where no encoding is told', () => {
  const csv = comparisonCsv(sampleReport([{ turns: [{ question: '你好', answer: 'a' }] }]))
  expect([...new TextEncoder().encode(csv).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
})

test.each(['=HYPERLINK("x")', '+1', '-1', '@cmd', 'a "b", c', 'plain', 'a;=cmd;b', ';;@a'])(
  'What anybody wrote is one cell and no formula: %j',
  (text) => {
    const report = sampleReport([
      { model: text, turns: [{ question: text, answer: text }] },
      { model: 'two\r\nlines', turns: [] },
    ])
    const [line, other] = linesOf(comparisonCsv(report))
    const cells = text.split(';')
    const guarded = cells.map((cell) => (/^[=+\-@]/.test(cell) ? `'${cell}` : cell)).join(';')
    expect([line?.question, line?.model]).toEqual([guarded, guarded])
    expect(other?.model).toBe('two\r\nlines')
    expect(comparisonCsv(report).endsWith('\r\n')).toBe(true)
  },
)
