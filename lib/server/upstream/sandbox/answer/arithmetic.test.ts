import { describe, expect, it } from 'vitest'
import { solve } from './arithmetic'

describe('arithmetic', () => {
  it.each([
    ['1+1', '2'],
    ['What is 3 × (4 + 1)?', '15'],
    ['12 * 3 - 4 / 2 =', '34'],
    ['计算 100 ÷ 8', '12.5'],
    ['2^3^2', '512'],
    ['-2^2 + 1', '-3'],
    ['10 - 2 - 3', '5'],
    ['0.1 + 0.2', '0.3'],
    ['1,000 + 1', '1001'],
    ['7*6等于多少？', '42'],
    ['2 * -3', '-6'],
    ['1 / 3', '0.333333333333'],
    ['2 / 3 * 3', '2'],
    ['1 / 1000', '0.001'],
    ['123456789 * 987654321', '121932631112635269'],
    ['2^0.5', '1.41421356237'],
  ])('%s is %s', (text, result) => {
    expect(solve(text)?.result).toBe(result)
  })

  it.each([
    ['How much is 15% of 240?', '36'],
    ['what is 12 squared', '144'],
    ['What is the square root of 2.25?', '1.5'],
    ['17 + 25 的和是多少', '42'],
    ['17和25的和是多少？', '42'],
    ['240的15%是多少', '36'],
    ['三加五等于几', '8'],
    ['二十减七等于多少', '13'],
    ['9的平方根是多少', '3'],
    ['What is two plus two?', '4'],
    ['twenty-one times three', '63'],
    ['What is the sum of 17 and 25?', '42'],
    ['the product of 6 and 7', '42'],
    ['What is 2 to the power of 10?', '1024'],
    ['100 divided by 8', '12.5'],
    ['half of 9', '4.5'],
    ['If I multiply 12 * 7, what do I get?', '84'],
  ])('in words: %s is %s', (text, result) => {
    expect(solve(text)?.result).toBe(result)
  })

  it.each([
    'Hello',
    '42',
    '1 / 0',
    '(1 + 2',
    '1 + ',
    '2026-11-22 was a Sunday',
    'What happened on 2026-11-22?',
    '2026-11-22',
    '11/22/2026',
    'What is a 3-4 week plan?',
    'the ratio 16:9',
    'What is 50%?',
    'What is version 1.2.3?',
    '1 +* 2',
    '',
    '()+1',
    '9^9^9^9',
  ])('%j is none', (text) => {
    expect(solve(text)).toBeNull()
  })
})
