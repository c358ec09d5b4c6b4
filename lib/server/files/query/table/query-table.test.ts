import { describe, expect, it } from 'vitest'
import { type TableQuery, tableQuerySchema } from '@/lib/domain/tools/file-queries'
import { makeXlsx } from '../../inspect/made/made-office'
import { encodeAs, encodeUtf16 } from '../../inspect/made/made-text'
import { askFiles } from '../made/ask-files'
import { QUERIES } from '../queries'

type Asked = Partial<TableQuery>

const askTable = await askFiles(QUERIES.queryTable)
const ask = (name: string, bytes: Uint8Array | string, query: Asked) =>
  askTable(name, bytes, tableQuerySchema.parse(query))

const SALES = `city,product,amount,day,note
Paris,tea,3.5,2026-01-05,
Rome,tea,"1,200",2026-02-01,"said ""yes"",
twice"
paris,coffee,10,2026-01-20,n/a
Rome,coffee,,2026-03-09,late
Oslo,tea,$7,2026-03-10,
`
const sales = (query: Asked) => ask('sales.csv', SALES, query)
const where = (
  column: string,
  comparison: TableQuery['where'][number]['comparison'],
  value?: string | number | boolean | (string | number)[],
) => [{ column, comparison, value }]

describe('Rows of a table', () => {
  it('Tell the columns and the rows where nothing more is asked', async () => {
    expect(await sales({ limit: 2 })).toEqual({
      file: 'sales.csv',
      matching_rows: 5,
      columns: ['city', 'product', 'amount', 'day', 'note'],
      rows: [
        ['Paris', 'tea', '3.5', '2026-01-05', ''],
        ['Rome', 'tea', '1,200', '2026-02-01', 'said "yes",\ntwice'],
      ],
      rows_left_out: 3,
    })
  })

  it.each<[string, TableQuery['where'], string[]]>([
    ['equal texts, whatever their capitals', where('city', '=', 'PARIS'), ['3.5', '10']],
    ['another text', where('city', '!=', 'rome'), ['3.5', '10', '$7']],
    ['numbers above one, money and thousands too', where('amount', '>', 5), ['1,200', '10', '$7']],
    ['a number that is given as a text', where('amount', '>=', '7'), ['1,200', '10', '$7']],
    ['numbers below one, of which a missing cell is none', where('amount', '<', 8), ['3.5', '$7']],
    ['days from one on', where('day', '>=', '2026-02-01'), ['1,200', '', '$7']],
    ['a part of a text', where('note', 'contains', 'YES'), ['1,200']],
    ['the beginning of a text', where('day', 'starts_with', '2026-01'), ['3.5', '10']],
    ['one of several values', where('amount', 'in', [3.5, '10', 11]), ['3.5', '10']],
    ['no value', where('amount', 'empty'), ['']],
    ['a value, which n/a is not', where('note', 'not_empty'), ['1,200', '']],
    [
      'all of several conditions',
      [...where('city', '=', 'Rome'), ...where('product', '=', 'coffee')],
      [''],
    ],
    ['a column by its name in other capitals', where('City', '=', 'oslo'), ['$7']],
    ['nothing that a number is held against and is none', where('city', '>', 5), []],
  ])('Are chosen by %s', async (_, conditions, amounts) => {
    expect(await sales({ where: conditions, columns: ['amount'] })).toMatchObject({
      matching_rows: amounts.length,
      rows: amounts.map((amount) => [amount]),
    })
  })

  it.each<[string, TableQuery['order_by'], string[]]>([
    [
      'numbers by size, what is missing last',
      [{ column: 'amount', descending: false }],
      ['3.5', '$7', '10', '1,200', ''],
    ],
    [
      'one column, then another, the other way round',
      [
        { column: 'product', descending: true },
        { column: 'day', descending: true },
      ],
      ['$7', '1,200', '3.5', '', '10'],
    ],
  ])('Are put in order: %s', async (_, order, amounts) => {
    expect(await sales({ order_by: order, columns: ['amount'] })).toMatchObject({
      rows: amounts.map((amount) => [amount]),
    })
  })

  it('Are the first in order of however many there are', async () => {
    const numbers = Array.from({ length: 20_000 }, (_, at) => (at * 7919) % 20_011)
    const text = `n\n${numbers.join('\n')}\n`
    const order_by = [{ column: 'n', descending: true }]
    expect(await ask('n.csv', text, { order_by, limit: 3 })).toMatchObject({
      rows: [...numbers]
        .sort((a, b) => b - a)
        .slice(0, 3)
        .map((n) => [String(n)]),
      rows_left_out: 19_997,
    })
  })
})

describe('Figures of a table', () => {
  it('Are worked out over all rows, each by the cells that it can take', async () => {
    const functions = ['count', 'sum', 'mean', 'median', 'min', 'max', 'distinct'] as const
    const aggregates = functions.map((name) => ({ function: name, column: 'amount' }))
    expect(await sales({ aggregates: [{ function: 'count' }, ...aggregates] })).toMatchObject({
      columns: ['count', ...functions.map((name) => `${name}(amount)`)],
      rows: [[5, 4, 1220.5, 305.125, 8.5, 3.5, 1200, 4]],
    })
  })

  it('Are worked out for each group, in an order of theirs', async () => {
    expect(
      await sales({
        group_by: ['product'],
        aggregates: [
          { function: 'sum', column: 'amount' },
          { function: 'max', column: 'day' },
        ],
        order_by: [{ column: 'sum(amount)', descending: true }],
      }),
    ).toEqual({
      file: 'sales.csv',
      matching_rows: 5,
      columns: ['product', 'sum(amount)', 'max(day)'],
      rows: [
        ['tea', 1210.5, '2026-03-10'],
        ['coffee', 10, '2026-03-09'],
      ],
    })
  })

  it('Are of no rows where none fits, and groups of none are not there', async () => {
    const none = where('city', '=', 'Bern')
    const aggregates = [
      { function: 'count' as const },
      { function: 'sum' as const, column: 'amount' },
    ]
    expect(await sales({ where: none, aggregates })).toMatchObject({ rows: [[0, null]] })
    expect(await sales({ where: none, group_by: ['city'] })).toMatchObject({ rows: [] })
  })

  it('Say how many cells they had to leave out', async () => {
    expect(
      await ask('mixed.csv', 'v\n1\nabout two\n3\n', {
        aggregates: [{ function: 'sum', column: 'v' }],
      }),
    ).toMatchObject({ rows: [[4]], notes: ['sum(v): 1 cells that are no numbers were left out.'] })
  })

  it('Lose nothing by rounding on the way', async () => {
    const text = `v\n${Array(10).fill('0.1').join('\n')}\n1e16\n1\n-1e16\n`
    const aggregates = [{ function: 'sum' as const, column: 'v' }]
    expect(await ask('sums.csv', text, { aggregates })).toMatchObject({ rows: [[2]] })
  })
})

describe('Large numbers', () => {
  const ids = 'id,n\n9007199254740993,a\n9007199254740992,b\n12345678901234567890,c\n'

  it('Are told and compared by all their digits', async () => {
    const found = ask('ids.csv', ids, { where: where('id', '=', '9007199254740993') })
    expect(await found).toMatchObject({ rows: [['9007199254740993', 'a']] })
    const max = [{ function: 'max' as const, column: 'id' }]
    expect(await ask('ids.csv', ids, { aggregates: max })).toMatchObject({
      rows: [['12345678901234567890']],
    })
    const above = where('id', '>', '9007199254740992')
    expect(await ask('ids.csv', ids, { where: above, columns: ['n'] })).toMatchObject({
      rows: [['a'], ['c']],
    })
  })

  it('Are summed to the last digit, and a sum of decimals has no fewer digits than are right', async () => {
    const sumOf = async (...values: string[]) => {
      const aggregates = [{ function: 'sum' as const, column: 'v' }]
      const answer = await ask('sums.csv', `v\n${values.join('\n')}\n`, { aggregates })
      // As tables answer.
      return (answer as { rows: unknown[][] }).rows[0]?.[0]
    }
    expect(await sumOf('9007199254740991', '9007199254740993')).toBe('18014398509481984')
    expect(await sumOf('1234567890123456', '1')).toBe(1234567890123457)
    expect(await sumOf('9007199254740993', '-9007199254740990')).toBe(3)
    expect(await sumOf('1234567890123456', '0.25', '0.25')).toBe(1234567890123456.5)
    expect(await sumOf('0.1', '0.2')).toBe(0.3)
  })

  it('Are none where a code begins with a zero', async () => {
    const text = 'code\n0123\n123\n'
    expect(await ask('codes.csv', text, { where: where('code', '=', '0123') })).toMatchObject({
      rows: [['0123']],
    })
  })
})

describe('A table of another form', () => {
  const CITIES = '城市,人口\n北京,2189\n上海,2487\n'
  const sum = [{ function: 'sum' as const, column: '人口' }]

  it.each([
    ['GB18030', encodeAs(CITIES, 'gb18030')],
    ['UTF-16 with its mark', encodeUtf16(CITIES, 'le')],
    ['UTF-16, big end first', encodeUtf16(CITIES, 'be')],
    ['UTF-8 with a mark', `\ufeff${CITIES}`],
    ['lines that end as on Windows', CITIES.replaceAll('\n', '\r\n')],
    ['lines that end with a carriage return alone', CITIES.replaceAll('\n', '\r')],
    ['tabs between the cells', CITIES.replaceAll(',', '\t')],
  ])('Is read all the same: %s', async (title, bytes) => {
    const name = title.startsWith('tabs') ? 'cities.tsv' : 'cities.csv'
    expect(await ask(name, bytes, { aggregates: sum })).toMatchObject({ rows: [[4676]] })
  })

  it('Has commas before its decimals where semicolons part its cells', async () => {
    const text = 'Ort;Betrag\nBonn;1.234,50\nKiel;0,25\nUlm;7\n'
    const aggregates = [{ function: 'sum' as const, column: 'Betrag' }]
    expect(await ask('de.csv', text, { aggregates })).toMatchObject({ rows: [[1241.75]] })
    expect(
      await ask('de.csv', text, { where: where('Betrag', '<', 1.5), columns: ['Ort'] }),
    ).toMatchObject({ rows: [['Kiel']] })
  })

  it.each([
    ['more are sure to have one before their decimals', 'n\tm\n3,5\t1,234\n', [3.5, 1.234]],
    ['more are sure to have a point there', 'n\tm\n3.5\t1,234\n', [3.5, 1234]],
    ['nothing is sure', 'n\tm\n7\t1,234\n', [7, 1234]],
  ])(
    'Has its commas read as its numbers say, and the answer says how: %s',
    async (_, text, sums) => {
      const aggregates = ['n', 'm'].map((column) => ({ function: 'sum' as const, column }))
      const isDecimal = sums[1] === 1.234
      expect(await ask('commas.tsv', text, { aggregates })).toMatchObject({
        rows: [sums],
        notes: [expect.stringContaining(isDecimal ? 'before their decimals' : 'parting thousands')],
      })
    },
  )

  it('Says of dates that are not in the order of time, where that is asked for', async () => {
    const text = 'day,on,n\n31/01/2026,2026-01-31,1\n02/03/2026,2026-03-02,2\n'
    const note = [expect.stringMatching(/^The dates of "day" .* not in the order of time\.$/)]
    const max = (column: string) => [{ function: 'max' as const, column }]
    expect(await ask('days.csv', text, { aggregates: max('day') })).toMatchObject({ notes: note })
    const order_by = [{ column: 'Day', descending: true }]
    expect(await ask('days.csv', text, { order_by })).toMatchObject({ notes: note })
    for (const query of [{ aggregates: max('on') }, { where: where('day', '=', '31/01/2026') }]) {
      expect(await ask('days.csv', text, query)).not.toHaveProperty('notes')
    }
  })

  it('Gives each column a name of its own', async () => {
    const text = 'a,a,,a (2)\n1,2,3,4,5\n'
    expect(await ask('twice.csv', text, {})).toMatchObject({
      columns: ['a', 'a (3)', 'column 3', 'a (2)', 'column 5'],
      rows: [['1', '2', '3', '4', '5']],
    })
  })

  it('Has empty cells where a row is short, and blank lines are no rows', async () => {
    expect(await ask('short.csv', 'a,b\n1\n\n2,3\n', {})).toMatchObject({
      rows: [
        ['1', ''],
        ['2', '3'],
      ],
    })
  })
})

describe('A workbook', () => {
  const book = makeXlsx({
    Empty: [],
    Sales: [
      ['item', 'amount', 'day'],
      ['tea', 3.5, { day: 46023 }],
      ['coffee', 10, null],
    ],
    Costs: [
      ['item', 'amount'],
      ['rent', 900.25],
    ],
  })
  const sum = [{ function: 'sum' as const, column: 'amount' }]

  it('Is asked by its first sheet that has rows, or by the one that is named', async () => {
    expect(await ask('book.xlsx', book, { aggregates: sum })).toMatchObject({
      sheet: 'Sales',
      rows: [[13.5]],
    })
    expect(await ask('book.xlsx', book, { sheet: 'costs', aggregates: sum })).toMatchObject({
      sheet: 'Costs',
      rows: [[900.25]],
    })
  })

  it('Tells its sheets where it has none of that name', async () => {
    expect(await ask('book.xlsx', book, { sheet: 'Q3' })).toBe(
      'book.xlsx has no sheet "Q3". It has "Empty", "Sales", "Costs".',
    )
  })
})

describe('A query that cannot be answered', () => {
  it.each<[string, Asked, string]>([
    [
      'an unknown column',
      { columns: ['price'] },
      'There is no column "price". The columns are "city", "product", "amount", "day", "note".',
    ],
    [
      'an order by a column that the groups have not',
      { group_by: ['city'], order_by: [{ column: 'amount', descending: false }] },
      'There is no column "amount". The columns are "city", "count".',
    ],
    ['a figure without its column', { aggregates: [{ function: 'sum' }] }, 'sum needs a column.'],
    [
      'columns beside groups',
      { columns: ['city'], group_by: ['city'] },
      'With group_by or aggregates the result has their columns alone: leave out columns.',
    ],
    [
      'a comparison without its value',
      { where: where('city', '=') },
      'The condition on "city": = takes one value.',
    ],
    [
      'a list of values that is not there',
      { where: where('city', 'in') },
      'The condition on "city": in takes a list of values.',
    ],
    [
      'a sheet of a file without any',
      { sheet: 'One' },
      'sales.csv has no sheets: leave out sheet.',
    ],
  ])('Says what would do: %s', async (_, query, problem) => {
    expect(await sales(query)).toBe(problem)
  })
})

describe('What is told of a table', () => {
  it('Ends where it gets long, and says how much more there is', async () => {
    const text = `n,words\n${Array.from({ length: 900 }, (_, n) => `${n},${'word '.repeat(30)}`).join('\n')}\n`
    const answer = await ask('long.csv', text, { limit: 800 })
    expect(JSON.stringify(answer).length).toBeLessThan(21_000)
    // As tables answer.
    const { rows, rows_left_out } = answer as { rows: unknown[]; rows_left_out: number }
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.length + rows_left_out).toBe(900)
  })

  it('Is the first columns of very many, and the rest by name', async () => {
    const heads = Array.from({ length: 300 }, (_, at) => `c${at}`)
    const text = `${heads.join(',')}\n${heads.map((_, at) => at).join(',')}\n`
    expect(await ask('wide.csv', text, {})).toMatchObject({
      columns: heads.slice(0, 50),
      notes: ['250 more columns are left out. Name them in columns to see them.'],
    })
    expect(await ask('wide.csv', text, { columns: ['c299'] })).toMatchObject({ rows: [['299']] })
  })
})
