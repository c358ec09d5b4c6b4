import { describe, expect, test } from 'vitest'
import { sortRows } from './sort-rows'
import { TableData } from './table-data'
import { createUtf8Pieces } from './utf8-pieces'

/** A table read in pieces of so many bytes. */
function read(
  bytes: Uint8Array,
  { delimiter = ',', encoding = 'utf-8', size = 7 } = {},
): TableData {
  const table = new TableData(delimiter)
  const asUtf8 = createUtf8Pieces(encoding)
  for (let at = 0; at < bytes.length; at += size)
    table.append(asUtf8(bytes.subarray(at, at + size)))
  table.append(asUtf8(null))
  table.end()
  return table
}

const readText = (text: string, options?: { delimiter?: string; size?: number }) =>
  read(new TextEncoder().encode(text), options)

const rowsOf = (table: TableData) => [
  table.header,
  ...Array.from({ length: table.rows }, (_, row) => table.row(row)),
]

/** The same rows as they are had many at once. */
function rowsAtOnce(table: TableData): string[][] {
  const all: string[][] = []
  while (all.length < table.rows) all.push(...table.rowsFrom(all.length).rows)
  return all
}

describe('The rows of a table', () => {
  test.each<[string, string]>([
    ['of one byte a character', 'x,"a ""b""\n c",'],
    ['of several bytes a character', '中文,é,🎉'],
    ['that is longer than is read', 'y'.repeat(1_000_100)],
  ])('are the same many at once, those with a row %s among them', (_name, odd) => {
    const lines = Array.from({ length: 30_000 }, (_, row) => `${row},word ${row % 7},\r`)
    lines[20_000] = odd
    const table = readText(lines.join('\n'), { size: 65_536 })
    const one = Array.from({ length: table.rows }, (_, row) => table.row(row))
    expect(one).toHaveLength(29_999)
    expect(rowsAtOnce(table)).toEqual(one)
  })

  test.each<[string, string, string[][]]>([
    [
      'end with LF, CRLF or CR, and the last with nothing',
      'a,b\n1,2\r\n3,4\r5,6',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'hold delimiters and line endings within quotes',
      'a,b\n"1,\r\n2","x\ny"\n',
      [
        ['a', 'b'],
        ['1,\r\n2', 'x\ny'],
      ],
    ],
    ['hold quotes that are doubled', 'a\n"say ""yes"""\n', [['a'], ['say "yes"']]],
    [
      'take a quote amid a field for a sign',
      'a,b\n5" pipe,"x"y\n',
      [
        ['a', 'b'],
        ['5" pipe', 'xy'],
      ],
    ],
    [
      'are none where a line is blank',
      'a,b\n\n1,2\n\r\n\n3,4\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['may be of one column', 'a\n1\n""\n2', [['a'], ['1'], [''], ['2']]],
    [
      'may have no fields, or too many',
      'a,b,c\n1\n,,\n1,2,3,4\n',
      [['a', 'b', 'c'], ['1'], ['', '', ''], ['1', '2', '3', '4']],
    ],
  ])('%s', (_law, text, rows) => {
    for (const size of [1, 2, 3, 1000]) expect(rowsOf(readText(text, { size }))).toEqual(rows)
  })

  test('are none in an empty table, and no header is there', () => {
    const table = readText('')
    expect([table.rows, table.columns, table.header]).toEqual([0, 0, []])
    expect(table.count(1)).toBe(true)
  })

  test('have as many columns as the longest of them has fields', () => {
    expect(readText('a,b\n1,2,3,4\n5\n').columns).toBe(4)
  })

  test('are read to the end where a quote never ends, and the row that opens it is known', () => {
    const table = readText('a,b\n1,2\n3,"never ends\n4,5\n')
    expect([table.rows, table.broken]).toEqual([2, { kind: 'open', row: 1 }])
    expect(table.row(1)).toEqual(['3', 'never ends\n4,5'])
    expect(readText('a\n1\n').broken).toBeNull()
  })

  test.each([
    ['a,b\n"open,1\n2,3\n"x"y,4\n', { kind: 'stray', row: 0 }],
    ['a,b\n1,2\n"x"y,4\n5,6\n', { kind: 'stray', row: 1 }],
    ['a,b\n"x" ,"y ""z"" "\n"",""\n', null],
    ['a,b\n1,5" wide "as" it is\n', null],
  ])(
    'in %j: text that follows a closing quote shows that the quotes are broken',
    (text, broken) => {
      expect(readText(text).broken).toEqual(broken)
      expect(readText(text, { size: 1 }).broken).toEqual(broken)
    },
  )

  test('are read up to a bound where one is the whole file', () => {
    const [first = '', second = ''] = readText(`a,b\n1,"${'x'.repeat(3_000_000)}`, {
      size: 65_536,
    }).row(0)
    expect([first, second.length < 1_000_000, second.length > 900_000]).toEqual(['1', true, true])
  })

  test('are parted by what parts them', () => {
    expect(readText('a\tb,c\n1\t2\n', { delimiter: '\t' }).header).toEqual(['a', 'b,c'])
  })

  test('have no byte order mark in their first name', () => {
    expect(readText('\ufeffa,b\n1,2\n', { size: 100 }).header).toEqual(['a', 'b'])
  })

  test.each([
    ['gb18030', [0x81, 0x7c]],
    ['gb18030', [0x81, 0x30, 0x8b, 0x37]],
    ['shift_jis', [0x83, 0x7c]],
    ['big5', [0xa4, 0x7c]],
  ])('are parted by no byte of a character: of %s, %j', (encoding, bytes) => {
    const ascii = (text: string) => [...new TextEncoder().encode(text)]
    const all = [...ascii('a|'), ...bytes, ...ascii('\n1|"'), ...bytes, ...ascii('\n2"\n')]
    const character = new TextDecoder(encoding).decode(Uint8Array.from(bytes))
    expect(Array.from(character)).toHaveLength(1)
    for (const size of [1, 2, 3]) {
      const table = read(Uint8Array.from(all), { encoding, delimiter: '|', size })
      expect(rowsOf(table)).toEqual([
        ['a', character],
        ['1', `${character}\n2`],
      ])
    }
  })

  test('are the same in UTF-16, wherever a piece ends', () => {
    const units = Uint16Array.from('a,名\n1,"x\ny"\n', (unit) => unit.charCodeAt(0))
    const bytes = new Uint8Array(units.buffer)
    expect(rowsOf(read(bytes, { encoding: 'utf-16le', size: 3 }))).toEqual([
      ['a', '名'],
      ['1', 'x\ny'],
    ])
  })
})

describe('The figures of a column', () => {
  const factsOf = (values: readonly string[]) => {
    const table = readText(`v,w\n${values.map((value) => `${value},.`).join('\n')}`, {
      size: 65_536,
    })
    while (!table.count(50)) expect(table.counted).toBeLessThan(table.rows)
    return table.facts(0)
  }

  test('are of numbers where nearly all are, and say how many are not', () => {
    const values = Array.from({ length: 99 }, (_, i) => String(i))
    expect(factsOf([...values, 'none of them'])).toMatchObject({
      type: 'number',
      counted: 100,
      others: 1,
      missing: 0,
      distinct: 100,
      numbers: { min: 0, max: 98, mean: 49, median: 49, sampled: null },
    })
  })

  test('are read with a comma before the decimals where the table writes them so, and so they are sorted', () => {
    const table = readText('town;rain\nUlm;3,5\nBonn;1.234,25\nKiel;0,75\nRiga;12', {
      delimiter: ';',
    })
    while (!table.count(50)) expect(table.counted).toBeLessThan(table.rows)
    const { type, numbers } = table.facts(1)
    expect([type, numbers?.min, numbers?.max]).toEqual(['number', 0.75, 1234.25])
    const steps = sortRows(table, { column: 1, isDescending: false })
    let step = steps.next()
    while (step.done !== true) step = steps.next()
    expect([...step.value].map((row) => table.row(row)[0])).toEqual(['Kiel', 'Ulm', 'Riga', 'Bonn'])
  })

  test('have all digits of the least and the greatest, however long an id is', () => {
    const ids = ['12345678901234567891', '12345678901234567890', '"12,345,678,901,234,567,892"']
    expect(factsOf(ids).numbers).toMatchObject({
      min: 12345678901234567890n,
      max: 12345678901234567892n,
    })
  })

  test('have a median between the two in the middle', () => {
    expect(factsOf(['4', '1', '3', '2']).numbers?.median).toBe(2.5)
  })

  test('take what stands for no value as missing, and no part of the type', () => {
    expect(factsOf(['1', '', ' ', 'NA', 'n/a', 'NULL', 'NaN', '2'])).toMatchObject({
      type: 'number',
      missing: 6,
      distinct: 2,
      others: 0,
    })
  })

  test.each([
    [['2024-01-02', '2023-12-31', '2024-01-02T10:00:00Z'], 'date'],
    [['1/2/2024', '3.4.2024', '2024/5/6'], 'date'],
    [['true', 'FALSE', 'yes'], 'boolean'],
    [['是', '否'], 'boolean'],
    [['01234', '00501'], 'text'],
    [['1.5', '-2e3', '.5', '+7'], 'number'],
    [['"1,234"', '"12,345.6"'], 'number'],
    [['1,2,3'.replaceAll(',', ';'), 'x'], 'text'],
    [['', 'NA'], 'text'],
  ])('of %j are those of the type %s', (values, type) => {
    expect(factsOf(values).type).toBe(type)
  })

  test('say the first and the last day', () => {
    expect(factsOf(['2024-01-02', '2023-12-31', '2024-03-01']).dates).toEqual({
      first: '2023-12-31',
      last: '2024-03-01',
    })
  })

  test('name the most frequent values, and none where each is another', () => {
    expect(factsOf(['b', 'a', 'b', 'c', 'b', 'a']).top).toEqual([
      { value: 'b', count: 3 },
      { value: 'a', count: 2 },
      { value: 'c', count: 1 },
    ])
    expect(factsOf(['a', 'b', 'c']).top).toEqual([])
  })

  test('of a very long column are by a sample, which is said, and the same each time', () => {
    const values = Array.from({ length: 30_000 }, (_, i) => String((i * 7919) % 30_011))
    const facts = factsOf(values)
    const { median = 0, sampled, bars = [] } = facts.numbers ?? {}
    expect(facts).toMatchObject({ distinct: 10_000, isMoreThanDistinct: true })
    expect(sampled).toBe(10_000)
    expect(bars.reduce((sum, count) => sum + count, 0)).toBe(10_000)
    expect(Math.abs(median - 15_000)).toBeLessThan(1_000)
    expect(factsOf(values)).toEqual(facts)
  })

  test('have no bars where all values are one, or no number says how far they lie apart', () => {
    expect(factsOf(['5', '5']).numbers?.bars).toEqual([])
    expect(factsOf(['1e308', '-1e308']).numbers?.bars).toEqual([])
  })
})
