import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIRECTIVE_NAMES, withoutDirectives } from './directive-form'
import {
  directiveText,
  parseDirectiveList,
  parseDirectives,
  SANDBOX_DIRECTIVES,
} from './sandbox-directives'

describe('sandbox directives', () => {
  it.each([
    ['[[tokens=400]]', { tokens: { value: 400 } }],
    ['[[pace=0]]', { pace: { value: 0 } }],
    ['[[gallery]]', { gallery: {} }],
    ['[[think=60]]', { think: { value: 60 } }],
    ['[[error=529]]', { error: { value: [529] } }],
    ['[[error=529 after=20]]', { error: { value: [529], after: 20 } }],
    ['[[error=429,529,529]]', { error: { value: [429, 529, 529] } }],
    [
      '[[error=429 code=enforced_spend_limit_reached noretry]]',
      { error: { value: [429], code: 'enforced_spend_limit_reached', noretry: true } },
    ],
    [
      '[[error=529 times=2 percent=5 retry=9 retryms=30]]',
      { error: { value: [529], times: 2, percent: 5, retry: 9, retryms: 30 } },
    ],
    ['[[refusal]]', { refusal: {} }],
    ['[[refusal=cyber after=3]]', { refusal: { value: 'cyber', after: 3 } }],
    ['[[stop=something_new]]', { stop: { value: 'something_new' } }],
    ['[[malformed=crlf after=0]]', { malformed: { value: 'crlf', after: 0 } }],
    ['[[huge after=1 kb=64]]', { huge: { after: 1, kb: 64 } }],
    ['[[drip bytes=7 ms=2]]', { drip: { bytes: 7, ms: 2 } }],
    ['[[delay seconds=3]]', { delay: { seconds: 3 } }],
    ['[[reset after=2]]', { reset: { after: 2 } }],
    ['[[cut after=20 inside]]', { cut: { after: 20, inside: true } }],
    ['[[seed=4]]', { seed: { value: 4 } }],
    ['[[cut after=20]]', { cut: { after: 20 } }],
    ['[[stall after=20]]', { stall: { after: 20 } }],
    ['[[stall after=20 seconds=5]]', { stall: { after: 20, seconds: 5 } }],
    ['[[stall seconds=5 after=20]]', { stall: { after: 20, seconds: 5 } }],
  ])('%s is taken out of the text and read', (source, directives) => {
    expect(parseDirectives(`Hello ${source}`)).toEqual({ directives, text: 'Hello' })
  })

  it.each([
    '[[tokens]]',
    '[[tokens=]]',
    '[[tokens=0]]',
    '[[tokens=-1]]',
    '[[tokens=1.5]]',
    '[[tokens=9999999999]]',
    '[[tokens = 4]]',
    '[[Tokens=4]]',
    '[[gallery=1]]',
    '[[error=200]]',
    '[[error=529 soon=1]]',
    '[[error=529,]]',
    '[[error=529,200]]',
    '[[error=529 noretry=1]]',
    '[[error=529 times]]',
    '[[error=529 times=0]]',
    '[[error=529 percent=101]]',
    '[[error=529 code=no_such_code]]',
    '[[error=529 code=enforced_spend_limit_reached]]',
    '[[refusal=rude]]',
    '[[refusal=]]',
    '[[stop]]',
    '[[stop=3]]',
    '[[malformed=badly after=1]]',
    '[[seed=x]]',
    '[[gallery times=1]]',
    '[[error=529 after=1 after=2]]',
    '[[cut]]',
    '[[cut=5 after=1]]',
    '[[stall seconds=5]]',
    '[[unknown=1]]',
    '[tokens=4]',
    '[[tokens=4]',
    '[[constructor=1]]',
    '[[cut constructor=1 after=2]]',
  ])('%s is malformed and stays plain text', (source) => {
    expect(parseDirectives(source)).toEqual({ directives: {}, text: source })
  })

  it('are read wherever they stand, and the last of a kind counts', () => {
    const { directives, text } = parseDirectives('a [[tokens=1]] b\n[[gallery]][[tokens=2]] c')
    expect(directives).toEqual({ tokens: { value: 2 }, gallery: {} })
    expect(text).toBe('a  b\n c')
  })

  it('have an example each that holds nothing but well-formed directives', () => {
    for (const { name, example } of SANDBOX_DIRECTIVES) {
      const { directives, text } = parseDirectives(example)
      expect(directives).toHaveProperty(name)
      expect(text).not.toContain('[[')
    }
  })

  it('leave every text without brackets as it is', () => {
    fc.assert(
      fc.property(fc.string(), (source) => {
        fc.pre(!source.includes('[['))
        expect(parseDirectives(source)).toEqual({ directives: {}, text: source.trim() })
      }),
    )
  })

  it.each([
    '[[',
    '[[a',
    '[[stall after=1 ',
    '[[error=529 after=1',
    '[[error=5,',
    '[[cut inside ',
    '[[tokens=1] ',
    'a=1 ',
  ])('are looked for in linear time in a megabyte of %j', (part) => {
    const text = part.repeat(1_000_000 / part.length)
    const start = performance.now()
    parseDirectives(text)
    // Backtracking would take minutes; the bound is no measurement.
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

describe('a list of directives', () => {
  it('is read without brackets, parted by semicolons, however it is spaced', () => {
    expect(parseDirectiveList(' error=529  times=2 ;; stall after=20;')).toEqual({
      directives: { error: { value: [529], times: 2 }, stall: { after: 20 } },
      problem: null,
    })
    expect(parseDirectiveList('')).toEqual({ directives: {}, problem: null })
  })

  it.each([
    ['error = 529', '"error = 529" is no directive'],
    ['[[error=529]]', '"[[error=529]]" is no directive'],
    ['cut after=1; flood', 'there is no directive named flood'],
    ['error=999', 'error: value takes one or more of 400, 401'],
    ['error', 'error: value takes one or more of'],
    ['cut', 'cut: after is missing'],
    ['cut=1 after=1', 'cut takes no value'],
    ['cut after=x', 'cut: after takes a whole number from 0 to 200000'],
    ['cut after=1 soon=1', 'cut has no option named soon'],
    ['cut after=1 after=2', 'cut: after is given twice'],
    ['cut after=1 inside=1', 'cut: inside takes nothing after it'],
    ['refusal=rude', 'refusal: value takes one of cyber, bio'],
    ['stop=9', 'stop: value takes a word in small letters'],
    ['error=529 code=file_expired', 'error: file_expired comes with status 404'],
  ])('%j is refused, and what is wrong is named', (source, problem) => {
    const read = parseDirectiveList(source)
    expect(read.directives).toEqual({})
    expect(read.problem).toContain(problem)
  })

  it('is what its directives are written as', () => {
    for (const { example } of SANDBOX_DIRECTIVES) {
      const { directives } = parseDirectives(example)
      const text = Object.entries(directives).map((entry) => directiveText(...entry))
      expect(parseDirectiveList(text.join('; '))).toEqual({ directives, problem: null })
    }
  })

  it('is refused or read, whatever it holds', () => {
    const part = fc.constantFrom('error', '=', '529', ';', ' ', 'after', 'cut', ',', 'inside', 'x')
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const { directives, problem } = parseDirectiveList(parts.join(''))
        expect(problem === null || Object.keys(directives).length === 0).toBe(true)
      }),
    )
  })
})

it('What a title leaves out are the directives of the table, by their names', () => {
  const rows = SANDBOX_DIRECTIVES.map(({ name }) => name)
  expect([...DIRECTIVE_NAMES].sort()).toEqual(rows.sort())
  for (const { example } of SANDBOX_DIRECTIVES) {
    expect(withoutDirectives(`${example} Why`)).toBe(parseDirectives(`${example} Why`).text)
  }
  expect(withoutDirectives('[[home]] [[huge=much]] Why')).toBe('[[home]]  Why')
})
