import { expect, test } from 'vitest'
import type { HeaderList } from './sink'
import { withoutEcho } from './without-echo'

const KEY = 'sk-ant-canary-0123456789'

/** What of an answer in these pieces comes out. */
function pass(status: number, pieces: readonly string[], headers: HeaderList = []) {
  const out: { text: string; headers: HeaderList; pieces: number } = {
    text: '',
    headers: [],
    pieces: 0,
  }
  const sink = withoutEcho(
    {
      head: (_, list) => {
        out.headers = list
      },
      write: (chunk) => {
        out.pieces += 1
        out.text += Buffer.from(chunk).toString('latin1')
      },
      end: () => {},
      fail: () => {},
    },
    [KEY],
  )
  sink.head(status, headers)
  for (const piece of pieces) void sink.write(Buffer.from(piece, 'latin1'))
  sink.end()
  return out
}

test('A refusal that quotes the key loses it, wherever the pieces are cut, and keeps its length', () => {
  const body = `{"message":"no key ${KEY}, ${KEY} or sk-ant-can"}`
  const expected = body.replaceAll(KEY, '*'.repeat(KEY.length))
  for (let at = 0; at <= body.length; at++) {
    expect(pass(401, [body.slice(0, at), body.slice(at)]).text).toBe(expected)
  }
  expect(pass(500, [...body]).text).toBe(expected)
  expect(pass(401, [], [['x-said', `for ${KEY}`]]).headers).toEqual([
    ['x-said', `for ${'*'.repeat(KEY.length)}`],
  ])
})

test('An answer passes as it is, and a refusal without the key is not held back', () => {
  expect(pass(200, [`you wrote ${KEY}`]).text).toBe(`you wrote ${KEY}`)
  expect(pass(429, ['{"a":1}', '{"b":2}']).pieces).toBe(2)
})
