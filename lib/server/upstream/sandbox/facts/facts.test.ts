import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFacts } from './facts'
import { findValues } from './find-values'
import { wantedBy } from './kinds'
import { readSums } from './sums'

const textsOf = (spans: readonly { text: string }[]) => spans.map(({ text }) => text)
const best = (
  name: string,
  text: string,
  type: 'string' | 'number' | 'integer' = 'string',
  format: string | null = null,
) => findValues(wantedBy(name, { type, description: '', format }), readFacts(text))[0]?.value

describe('the facts of a text', () => {
  it.each([
    ['on 2026-03-05', '2026-03-05'],
    ['on March 5, 2026', '2026-03-05'],
    ['on 5 March 2026', '2026-03-05'],
    ['on 3/5/2026', '2026-03-05'],
    ['on 25/3/2026', '2026-03-25'],
    ['2026年3月5日', '2026-03-05'],
    ['on 2026-02-31', null],
    ['see you tomorrow', null],
  ])('a date in %j is %j', (text, iso) => {
    expect(readFacts(text).dates()[0]?.iso).toBe(iso)
  })

  it('count days from the day that the text calls today, and from no clock', () => {
    expect(readFacts('Today is 2026-03-05. See you tomorrow').dates().at(-1)?.iso).toBe(
      '2026-03-06',
    )
    expect(readFacts('今天是2026年3月5日，后天见').dates().at(-1)?.iso).toBe('2026-03-07')
    expect(readFacts('Today is 2026-03-05, a Thursday. Meet next Monday').dates().at(-1)?.iso).toBe(
      '2026-03-09',
    )
  })

  it.each([
    ['at 3pm', '15:00'],
    ['at 12:30 am', '00:30'],
    ['at 14:05', '14:05'],
    ['下午3点半', '15:30'],
    ['at noon', '12:00'],
    ['晚上十一点半', '23:30'],
    ['得了99点', undefined],
    ['三一点', undefined],
  ])('a time in %j is %s', (text, clock) => {
    expect(readFacts(text).times()[0]?.clock).toBe(clock)
  })

  it.each([
    ['1,250.50 euros', 1250.5, 'EUR'],
    ['1.250,50 €', 1250.5, 'EUR'],
    ['$3 million', 3_000_000, 'USD'],
    ['12万元', 120_000, 'CNY'],
    ['-4 degrees', -4, null],
    ['two tickets', 2, null],
    ['三个苹果', 3, null],
    ['二十五个苹果', 25, null],
    ['8k steps', 8000, null],
  ])('a number in %j is %d', (text, value, currency) => {
    const [number] = readFacts(text).numbers()
    expect([number?.value, number?.currency]).toEqual([value, currency])
  })

  it('are not taken for numbers where they are dates, times, telephones or addresses of letters', () => {
    const text =
      'Call +1 555 123 4567 before 2026-03-05 14:00 or write to a1@b2.example, see https://x.example/9'
    expect(readFacts(text).numbers()).toEqual([])
  })

  it('tell people, places and firms apart', () => {
    const kinds = (text: string) =>
      readFacts(text)
        .names()
        .map(({ text: name, kind }) => `${name}/${kind}`)
    expect(kinds('Please ask Ada Byron from Northwind Ltd in Oslo')).toEqual([
      'Ada Byron/person',
      'Northwind Ltd/company',
      'Oslo/place',
    ])
    expect(kinds('王芳在成都工作')).toContain('成都/place')
    expect(kinds('Weather tomorrow in Bosnia and Herzegovina')).toEqual([
      'Bosnia and Herzegovina/place',
    ])
  })

  it('hold sums in words as well as in signs', () => {
    expect(textsOf(readSums('What is 12 times 3?'))).toEqual(['12 * 3'])
    expect(textsOf(readSums('8 除以 2 是多少'))).toEqual(['8 / 2'])
    expect(textsOf(readSums('15% of 80'))).toEqual(['15 / 100 * 80'])
    expect(textsOf(readSums('on 2026-03-05 call 555-1234'))).toEqual([])
  })
})

describe('the value for a property', () => {
  it('is the one under its label, in either language', () => {
    expect(best('total', 'Subtotal: $40\nTotal: $45', 'number')).toBe(45)
    expect(best('company', '姓名：王芳，公司：蓝天集团')).toBe('蓝天集团')
    expect(best('vendorName', 'Vendor: Red Kite')).toBe('Red Kite')
  })

  it('is the one at its end of a way', () => {
    for (const text of ['from Oslo to Rome', 'to Rome from Oslo', '从Oslo到Rome']) {
      expect([best('origin', text), best('destination', text)]).toEqual(['Oslo', 'Rome'])
    }
  })

  it('is in the unit that it asks for', () => {
    expect(best('duration_minutes', 'for 2 hours', 'integer')).toBe(120)
    expect(best('max_price', 'between $20 and $35', 'number')).toBe(35)
    expect(best('min_price', 'between $20 and $35', 'number')).toBe(20)
  })

  it('is found or not, and never an error, whatever the text', () => {
    const names = fc.constantFrom(
      'name',
      'date',
      'email',
      'total',
      'query',
      'text',
      'address',
      'time',
      'x',
      '(',
      '__proto__',
      '金额',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            '$5 ',
            'a: ',
            '"',
            '1',
            ' and ',
            '北京',
            'Bob ',
            '@',
            '/',
            '，',
            '\n',
            'to ',
            '#',
          ),
          { maxLength: 60 },
        )
        .map((parts) => parts.join('')),
    )
    const law = fc.property(
      names,
      texts,
      fc.constantFrom('string', 'number', 'integer'),
      (name, text, type) => {
        const isWanted = type === 'string' ? 'string' : 'number'
        for (const { value } of findValues(
          wantedBy(name, { type, description: name, format: null }),
          readFacts(text),
        )) {
          expect(typeof value).toBe(isWanted)
        }
      },
    )
    fc.assert(law, { numRuns: 60 })
  })
})
