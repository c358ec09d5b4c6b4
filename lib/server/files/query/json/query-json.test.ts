import { describe, expect, it } from 'vitest'
import { encodeUtf16 } from '../../inspect/made/made-text'
import { askFiles } from '../made/ask-files'
import { QUERIES } from '../queries'

const askJson = await askFiles(QUERIES.queryJson)
const ask = (bytes: Uint8Array | string, query: string, name = 'orders.json') =>
  askJson(name, bytes, { query })

const ORDERS = JSON.stringify({
  orders: [
    { id: 1, status: 'paid', total: 3.5, 'ship to': 'Rome' },
    { id: 2, status: 'open', total: 12, 'ship to': '罗马' },
    { id: 3, status: 'paid', total: 1, 'ship to': null },
  ],
})

describe('A JSON document', () => {
  it.each<[string, unknown]>([
    ['length(orders)', 3],
    ["orders[?status == 'paid'].id", [1, 3]],
    ['sum(orders[?total > `2`].total)', 15.5],
    ['sort_by(orders, &total)[-1].id', 2],
    [
      'orders[0:2].{id: id, to: "ship to"}',
      [
        { id: 1, to: 'Rome' },
        { id: 2, to: '罗马' },
      ],
    ],
    ['orders[].status | [0]', 'paid'],
    ['contains(orders[].id, `2`)', true],
    ['orders[?id == `9`]', []],
  ])('Answers %s', async (query, result) => {
    expect(await ask(ORDERS, query)).toEqual({ file: 'orders.json', result })
  })

  it('Is one of lines, too, as an array, in any encoding', async () => {
    const lines = '{"n": 1}\n\n{"n": 2}\r\n{"n": 40}\n'
    expect(await ask(lines, 'sum([].n)', 'log.jsonl')).toMatchObject({ result: 43 })
    const utf16 = encodeUtf16(lines, 'le')
    expect(await ask(utf16, '[?n > `1`].n', 'log.jsonl')).toMatchObject({ result: [2, 40] })
  })

  it('Keeps the digits of numbers that are too long, as texts', async () => {
    const text = '[{"id": 12345678901234567890, "n": 0.1}, {"id": 7, "n": 1e400}]'
    expect(await ask(text, '[].id')).toMatchObject({ result: ['12345678901234567890', 7] })
    expect(await ask(text, "[?id == '12345678901234567890'].n")).toMatchObject({ result: [0.1] })
    expect(await ask('{"id": 9007199254740993}\n{"id": 2}', '[].id', 'x.jsonl')).toMatchObject({
      result: ['9007199254740993', 2],
    })
  })
})

describe('A decimal', () => {
  it('Is a number, however many digits it has', async () => {
    const text = '[{"x": 0.30000000000000004}, {"x": 3.14159265358979323846}, {"x": 1.5e-10}]'
    expect(await ask(text, 'sum([].x)')).toMatchObject({
      result: expect.closeTo(3.441592653739793),
    })
    expect(await ask(text, '[?x > `3`].x')).toMatchObject({ result: [Math.PI] })
  })
})

describe('A query that finds nothing or is wrong', () => {
  it('Tells what there is where nothing stands', async () => {
    expect(await ask(ORDERS, 'order[0]')).toEqual({
      file: 'orders.json',
      result: null,
      note: 'Nothing is there by this query. It is an object with the keys orders (array of 3).',
    })
    expect(await ask('[{"a": 1}]', 'a')).toMatchObject({
      note: 'Nothing is there by this query. It is an array of 1. The first has the keys "a".',
    })
  })

  it.each([
    ["orders[?status == 'paid'", 'Syntax error'],
    ['orders[?total > 2]', 'numbers in backticks'],
    ['average(orders)', 'Unknown function: average()'],
    ['sum(orders[].status)', 'sum() expected argument 1'],
    ['orders[::0]', 'slice step cannot be 0'],
    ["constructor.constructor('return process')()", 'Syntax error'],
    ["pad_left('a', `1000000000`)", 'too long'],
  ])('Says what is wrong: %s', async (query, problem) => {
    expect(JSON.stringify(await ask(ORDERS, query))).toContain(problem)
  })

  it('Is answered in words, too, where it is nested without end', async () => {
    expect(await ask(ORDERS, '['.repeat(4000))).toMatch(/too deep|Syntax error/)
  })

  it('Reaches no more than the document holds', async () => {
    for (const name of ['constructor', 'toString', '"__proto__"', 'orders[0].constructor']) {
      expect(await ask(ORDERS, name)).toMatchObject({ result: null })
    }
    expect(await ask('{"__proto__": {"x": 1}, "b": 2}', '"__proto__".x')).toMatchObject({
      result: 1,
    })
  })

  it('Says where a file is no JSON', async () => {
    const text = '{"a": 1}\n{"a": oops}\n'
    expect(await ask(text, '@', 'x.jsonl')).toMatch(
      /^x\.jsonl is not valid JSON, and not JSON Lines either: the 2\. of its lines is none\./,
    )
    expect(await ask(`${'['.repeat(100_000)}${']'.repeat(100_000)}`, '@')).toBe(
      'orders.json is nested too deep.',
    )
  })
})

describe('What is told of a long result', () => {
  it.each<[string, unknown, object]>([
    [
      'the first elements, and how many there are',
      Array.from({ length: 3000 }, () => 'x'.repeat(97)),
      { note: '2800 of 3000 elements are left out. A slice such as [200:] gives others.' },
    ],
    [
      'the keys of an object',
      { a: 'x'.repeat(30_000), b: [1, 2], c: null },
      {
        result: null,
        note: 'The result is too long to be told. It is an object with the keys a (string), b (array of 2), c (null). Ask for a part of it.',
      },
    ],
    ['the beginning of a text', 'x'.repeat(30_000), { note: '10000 characters are left out.' }],
    [
      'what an element consists of that is too long by itself',
      [{ text: 'x'.repeat(30_000) }],
      {
        result: null,
        note: 'The result is too long to be told. It is an array of 1. The first has the keys "text". Ask for a part of it.',
      },
    ],
  ])('Is %s', async (_, value, told) => {
    const answer = await ask(JSON.stringify(value), '@')
    expect(answer).toMatchObject(told)
    expect(JSON.stringify(answer).length).toBeLessThan(21_000)
  })
})
