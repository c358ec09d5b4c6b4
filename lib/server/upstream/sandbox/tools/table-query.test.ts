import type Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BUILTIN_TOOLS } from '@/lib/domain/tools/builtin'
import { tableQuerySchema } from '@/lib/domain/tools/file-queries'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'
import { callsOf, wordsOf } from './tool-bed'

let sandbox: ServedSandbox
beforeAll(async () => {
  sandbox = await serveSandbox()
})
afterAll(() => sandbox.close())

const SALES = `city,product,amount,date
Rome,Pear,4,2026-01-03
Oslo,Apple,6,2026-01-09
Rome,Apple,5,2026-02-01
Bern,Plum,9,2026-02-11`
const document: Anthropic.DocumentBlockParam = {
  type: 'document',
  title: 'sales.csv',
  source: { type: 'text', media_type: 'text/plain', data: SALES },
}
const tools = BUILTIN_TOOLS.flatMap(({ definition: { name, description = '', input_schema } }) =>
  name === 'csv_query' ? [{ name, description, input_schema }] : [],
)

/** An answer to a question beside the table, after the turns that a call has led to. */
const ask = (text: string, ...more: Anthropic.MessageParam[]) => askBeside(document, text, more)

const askBeside = (
  document: Anthropic.DocumentBlockParam,
  text: string,
  more: readonly Anthropic.MessageParam[] = [],
) =>
  sandbox.current.messages.create({
    model: 'claude-sonnet-4-20250514',
    max_tokens: 1000,
    tools,
    messages: [{ role: 'user', content: [document, { type: 'text', text }] }, ...more],
    stream: false,
  })

const sumOf = (column: string) => [{ function: 'sum', column }]

describe('A call of csv_query', () => {
  it.each<[string, object]>([
    [
      'Use csv_query to sum the amount by city in sales.csv',
      { file: 'sales.csv', group_by: ['city'], aggregates: sumOf('amount') },
    ],
    [
      'Use csv_query: which city has the highest total amount?',
      {
        group_by: ['city'],
        aggregates: sumOf('amount'),
        order_by: [{ column: 'sum(amount)', descending: true }],
      },
    ],
    [
      'Use csv_query for the average and the maximum amount where product = Apple',
      {
        where: [{ column: 'product', comparison: '=', value: 'Apple' }],
        aggregates: [
          { function: 'mean', column: 'amount' },
          { function: 'max', column: 'amount' },
        ],
      },
    ],
    [
      'Use csv_query: how many rows have an amount of at least 5?',
      {
        where: [{ column: 'amount', comparison: '>=', value: 5 }],
        aggregates: [{ function: 'count' }],
      },
    ],
    [
      'Use csv_query for the total amount in Rome and in Oslo',
      {
        group_by: ['city'],
        where: [{ column: 'city', comparison: 'in', value: ['Rome', 'Oslo'] }],
        aggregates: sumOf('amount'),
      },
    ],
    [
      'Use csv_query for the top 2 values of city',
      {
        group_by: ['city'],
        aggregates: [{ function: 'count' }],
        order_by: [{ column: 'count', descending: true }],
        limit: 2,
      },
    ],
    [
      'Use csv_query to list the top 2 rows by amount',
      { order_by: [{ column: 'amount', descending: true }], limit: 2 },
    ],
    ['用 csv_query 按城市计算 amount 的合计', { group_by: ['city'], aggregates: sumOf('amount') }],
    [
      'Use csv_query to sum the amount by shop',
      { group_by: ['shop'], aggregates: sumOf('amount') },
    ],
  ])('%j has the arguments that the question means', async (question, input) => {
    const calls = callsOf(await ask(question))
    expect(calls).toEqual([['csv_query', input]])
    expect(tableQuerySchema.safeParse(calls[0]?.[1]).success).toBe(true)
  })

  it.each(['our sales 2026.csv', '销售 表.csv', 'q1.sales.csv'])(
    'has the whole name of %j',
    async (title) => {
      const question = `Use csv_query to sum the amount in ${title}`
      const calls = callsOf(await askBeside({ ...document, title }, question))
      expect(calls).toEqual([['csv_query', { file: title, aggregates: sumOf('amount') }]])
    },
  )

  it.each<[string, object, object, string[]]>([
    [
      'Use csv_query to sum the amount by city in sales.csv',
      { file: 'sales.csv', group_by: ['city'], aggregates: sumOf('amount') },
      {
        columns: ['city', 'sum(amount)'],
        rows: [
          ['Rome', 9],
          ['Oslo', 6],
          ['Bern', 9.5],
        ],
      },
      [
        '**Total amount by city (3 groups)**',
        '| Oslo | 6 |',
        'Highest: Bern (9.5); lowest: Oslo (6).',
      ],
    ],
    [
      'Use csv_query for the average amount',
      { aggregates: [{ function: 'mean', column: 'amount' }] },
      { columns: ['mean(amount)'], rows: [[6]] },
      ['**Average amount: 6**', '4 rows'],
    ],
    [
      'Use csv_query to list the top 2 rows by amount',
      { order_by: [{ column: 'amount', descending: true }], limit: 2 },
      {
        columns: ['city', 'amount'],
        rows: [
          ['Bern', '9'],
          ['Oslo', '6'],
        ],
        rows_left_out: 2,
      },
      ['| Bern | 9 |', '… and 2 more.'],
    ],
  ])('%j is followed by its result in words', async (question, input, result, said) => {
    const message = await ask(
      question,
      {
        role: 'assistant',
        content: [{ type: 'tool_use', id: 'toolu_1', name: 'csv_query', input }],
      },
      {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: 'toolu_1',
            content: JSON.stringify({ file: 'sales.csv', matching_rows: 4, ...result }),
          },
        ],
      },
    )
    const words = wordsOf(message)
    expect(callsOf(message)).toEqual([])
    expect(said.filter((part) => !words.includes(part))).toEqual([])
  })
})
