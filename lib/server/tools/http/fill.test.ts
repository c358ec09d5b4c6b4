import { describe, expect, it } from 'vitest'
import { fillBody } from './fill-body'
import { fillUrl } from './fill-url'
import { fillHeaders } from './template'

const INPUT = {
  city: 'São Paulo/../x?y#z&a=b',
  id: 7,
  none: null,
  empty: '',
  up: '..',
  dot: '.',
  text: 'a "b"\n{id}',
  list: [1, { deep: 'x' }],
  half: '\ud800',
}

describe('An address', () => {
  it.each([
    ['https://api.example.com', 'https://api.example.com'],
    ['http://h:8080/v/{id}/{list.1.deep}', 'http://h:8080/v/7/x'],
    ['http://h/{city}', 'http://h/S%C3%A3o%20Paulo%2F..%2Fx%3Fy%23z%26a%3Db'],
    ['http://h/a?q={city}', 'http://h/a?q=S%C3%A3o%20Paulo%2F..%2Fx%3Fy%23z%26a%3Db'],
    ['http://h/a?q={id}&gone={gone}&none={none}&k=a-{gone}', 'http://h/a?q=7&none=&k=a-'],
    ['http://h?gone={gone}', 'http://h'],
    ['http://h/{half}?l={list}', 'http://h/%EF%BF%BD?l=%5B1%2C%7B%22deep%22%3A%22x%22%7D%5D'],
    ['http://h/a#{city}', 'http://h/a'],
    ['http://h/..{id}', 'http://h/..7'],
  ])('%s becomes %s', (template, url) => {
    expect(fillUrl(template, INPUT)).toBe(url)
  })

  it.each([
    ['http://{city}/', /^Scheme, host and port/],
    ['http://h:{id}/', /^Scheme, host and port/],
    ['http://{id}@h/', /^Scheme, host and port/],
    ['{city}', /^The address has to begin/],
    ['file:///etc/passwd', /^The address has to begin/],
    ['http:/\\h/{id}', /^The address has to begin/],
    ['http://h/a/{up}/b', /^An argument would lead/],
    ['http://h/a/{dot}{dot}', /^An argument would lead/],
    ['http://h/a/.{dot}/b', /^An argument would lead/],
    ['http://h/a/%2e{dot}/b', /^An argument would lead/],
    ['http://h/users/{empty}', /needs empty/],
    ['http://h/users/{none}', /needs none/],
    ['http://h/users/{gone}', /needs gone/],
  ])('%s is refused', (template, problem) => {
    expect(() => fillUrl(template, INPUT)).toThrow(problem)
  })
})

describe('Headers', () => {
  it('are filled as text, and hold no line break and nothing that belongs to the connection', () => {
    expect(fillHeaders([['X-Id', 'id {id} {gone}']], INPUT)).toEqual([['x-id', 'id 7']])
    for (const [name, value] of [
      ['x-text', '{text}'],
      ['x-text', 'a\r\nb: c'],
      ['x-city', '漢'],
      ['Host', 'h'],
      ['Proxy-Authorization', 'x'],
      ['transfer-encoding', 'chunked'],
      ['Connection ', 'close'],
      ['a b', 'c'],
      ['', 'c'],
    ] as const) {
      expect(() => fillHeaders([[name, value]], INPUT)).toThrow(/header/)
    }
  })
})

describe('A body', () => {
  const json = (template: string | null, type?: string) =>
    fillBody('POST', template, type, INPUT)?.text

  it('is the arguments where none is written, and the method has one', () => {
    expect(json(null)).toBe(JSON.stringify(INPUT))
    expect(fillBody('GET', '{id}', undefined, INPUT)).toBeNull()
    expect(fillBody('DELETE', null, undefined, INPUT)).toBeNull()
  })

  it('has within quotes of JSON text, escaped, and outside them whole values', () => {
    const template =
      '{"a": "{text} \\" {id}", "b": {list}, "c": {text}, "d": {gone}, "{id}": "{gone}"}'
    expect(JSON.parse(json(template) ?? '')).toEqual({
      a: `${INPUT.text} " 7`,
      b: INPUT.list,
      c: INPUT.text,
      d: null,
      7: '',
    })
  })

  it('is percent-encoded in a form, and plain in anything else', () => {
    expect(json('q={city}&n={id}', 'application/x-www-form-urlencoded')).toBe(
      'q=S%C3%A3o%20Paulo%2F..%2Fx%3Fy%23z%26a%3Db&n=7',
    )
    expect(json('<{id}>{text}', 'text/plain')).toBe('<7>a "b"\n{id}')
  })
})
