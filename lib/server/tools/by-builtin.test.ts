import { describe, expect, it } from 'vitest'
import { tellTime } from './builtin/current-time'
import { byBuiltin } from './by-builtin'

const noFiles = () => Promise.reject(new Error('No file is asked here.'))

async function run(name: string, input: Record<string, unknown>) {
  const handled = await byBuiltin(noFiles)(
    { by: 'builtin', name },
    { input, signal: new AbortController().signal },
  )
  if (handled === null) throw new Error('A built-in tool always answers.')
  const { content, isError } = handled.result
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return isError ? `error: ${text}` : text
}
const calculate = (expression: string) => run('calculator', { expression })
const convert = (value: number, from: string, to: string) =>
  run('convert_units', { value, from, to })

describe('The calculator', () => {
  it.each([
    ['0.1 + 0.2', '0.3'],
    ['(17 + 4) * 2.5', '52.5'],
    ['2^100', '1267650600228229401496703205376'],
    ['2**3**2', '512'],
    ['-2^2', '-4'],
    ['2^-2', '0.25'],
    ['2 * -3', '-6'],
    ['-7 % 3', '-1'],
    ['5.5 % 2', '1.5'],
    ['1/3', '0.333333333333333'],
    ['2/3', '0.666666666666667'],
    ['1/3*3', '1'],
    ['10/4 − 1 × 2 ÷ 4', '2'],
    ['1e3 + 1.5E-3', '1000.0015'],
    ['1e30/7', '1.42857142857143e+29'],
    ['1/3e12', '3.33333333333333e-13'],
    ['0.999999999999999999/3*3', '0.999999999999999999'],
    ['99999999999999999999999/7*7', '99999999999999999999999'],
    ['sqrt(2)', '1.4142135623731'],
    ['sqrt(144/25)', '2.4'],
    ['√2 * √2', '2'],
    ['4^0.5', '2'],
    ['8^(1/3)', '2'],
    ['round(2.5) + round(-2.5) + round(1234.5678, 2) + round(1250, -2)', '2534.57'],
    ['floor(-1.5) & ceil(-1.5)', 'error: "&" stands where an operator or a number is expected.'],
    ['floor(-1.5) * 10 + ceil(-1.5)', '-21'],
    ['abs(-3) + min(3, 1, 2) + max(3, 1, 2)', '7'],
    ['log(1000)', '3'],
    ['log(8, 2)', '3'],
    ['ln(e)', '1'],
    ['exp(50)', '5184705528587100000000'],
    ['exp(-50)', '1.9287498479639e-22'],
    ['sin(pi)', '0'],
    ['cos(π / 3)', '0.5'],
    ['tan(pi/4)', '1'],
    ['pi', '3.1415926535898'],
    ['1/0', 'error: This divides by zero.'],
    ['1 % 0', 'error: This divides by zero.'],
    ['0^-1', 'error: This divides by zero.'],
    ['sqrt(-1)', 'error: A negative number has no square root here.'],
    ['ln(0)', 'error: Only a number above zero has a logarithm.'],
    ['9^9^9^9', 'error: A number here is too large to be worked out.'],
    ['2 +', 'error: The expression ends too early.'],
    ['', 'error: The expression ends too early.'],
    ['2 3', 'error: "3" stands where an operator or a number is expected.'],
    ['(2', 'error: the end stands where ")" is expected.'],
    ['min()', 'error: min takes 1 or more, not 0.'],
    ['(('.repeat(200), 'error: The expression is nested too deep.'],
  ])('works %s out as %s', async (expression, result) => {
    expect(await calculate(expression)).toBe(result)
  })

  it('names what it has when it is asked for what it has not', async () => {
    expect(await calculate('constructor(1)')).toMatch(
      /^error: There is no constructor here\..*sqrt/,
    )
    expect(await run('calculator', {})).toBe('error: expression must be a text.')
  })
})

describe('The conversion of units', () => {
  it.each([
    [1, 'mi', 'km', '1.609344 km'],
    [26.2, 'miles', 'Kilometers', '42.1648128 km'],
    [100, '°C', 'F', '212 °F'],
    [-40, 'fahrenheit', 'celsius', '-40 °C'],
    [0, 'K', '°C', '-273.15 °C'],
    [1, 'lb', 'kg', '0.45359237 kg'],
    [5, 'um', 'nm', '5000 nm'],
    [1, 'GiB', 'MB', '1073.741824 MB'],
    [8, 'Mb', 'MB', '1 MB'],
    [1, 'kWh', 'kJ', '3600 kJ'],
    [90, 'km/h', 'm/s', '25 m/s'],
    [1, 'gallon', 'L', '3.785411784 L'],
    [1, 'week', 'h', '168 h'],
    [1, 'psi', 'Pa', '6894.75729316836 Pa'],
    [1, 'min', 's', '60 s'],
    [3, '亩', 'm2', '2000 m²'],
    [1e-7, 'm', 'mm', '0.0001 mm'],
  ])('makes %s %s in %s %s', async (value, from, to, result) => {
    expect(await convert(value, from, to)).toBe(result)
  })

  it('says what does not go together, and what a unit may have been meant to be', async () => {
    expect(await convert(1, 'km', 'kg')).toBe('error: km is a unit of length, kg one of mass.')
    expect(await convert(1, 'kilometres', 'metrs')).toMatch(
      /^error: There is no unit "metrs"\. Perhaps .*met/,
    )
    expect(await convert(1, 'mb', 'B')).toMatch(/^error: There is no unit "mb"\. Perhaps .*MB/)
    expect(await run('convert_units', { value: '1', from: 'm', to: 'm' })).toBe(
      'error: value must be a number.',
    )
  })
})

describe('The time', () => {
  it('is told in a zone, with its offset', () => {
    const now = Date.UTC(2026, 6, 1, 22, 30, 5)
    expect(JSON.parse(tellTime('Asia/Kolkata', now))).toEqual({
      time_zone: 'Asia/Calcutta',
      date: '2026-07-02',
      time: '04:00:05',
      weekday: 'Thursday',
      utc_offset: '+05:30',
      utc: '2026-07-01T22:30:05.000Z',
    })
    expect(JSON.parse(tellTime('UTC', now))).toMatchObject({ utc_offset: '+00:00' })
  })

  it('is asked for in a zone that there is', async () => {
    expect(JSON.parse(await run('current_time', {}))).toMatchObject({ time_zone: 'UTC' })
    expect(await run('current_time', { time_zone: 'Europe/Pariis' })).toMatch(
      /^error: There is no time zone "Europe\/Pariis"\. Taken are IANA names.* Perhaps Europe\/Paris/,
    )
    expect(await run('current_time', { time_zone: 'new york' })).toContain('America/New_York')
  })
})

it('A built-in tool that there is not is an error', async () => {
  expect(await run('constructor', {})).toBe('error: There is no built-in tool constructor.')
})
