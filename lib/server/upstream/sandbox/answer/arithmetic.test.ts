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
    ['Take 20% of 150, then subtract twelve.', '18'],
    ['Start with 8, double it, then add five', '21'],
    ['Take 40, divide by 8, then multiply by three and subtract 1', '14'],
    ['Add 5 to 12 and multiply the result by 4', '68'],
    ['Take a quarter of 80 and add 3', '23'],
    ['Calculate 15 plus 27, then halve it', '21'],
    ['If you take 15 percent of 80 and then subtract two, what do you get?', '10'],
    ['先用30加上20，再乘以2', '100'],
    ['100先减去40，再除以3，等于多少？', '20'],
    ['把48除以6，然后减去5', '3'],
    ['二十五加七十五再乘以十等于几？', '1000'],
    ['计算三百减去一百二十再除以六', '30'],
    ['五十的百分之二十再加三十是多少', '40'],
  ])('told in steps: %s is %s', (text, result) => {
    expect(solve(text)?.result).toBe(result)
  })

  it.each([
    ['What is 15% of 240, plus 12?', '15% × 240 + 12'],
    ['30 × 4, minus 20', '30 × 4 - 20'],
  ])('%s is written %s', (text, sum) => {
    expect(solve(text)?.sum).toBe(sum)
  })

  it.each([
    ['nine hundred and ninety-nine plus one', '1000'],
    ['What is a hundred minus forty-five?', '55'],
    ['two thousand five hundred divided by 100', '25'],
    ['三千五百加两百', '3700'],
    ['一百零五乘以三', '315'],
    ['一百五加十', '160'],
    ['1.5万加3000等于多少', '18000'],
    ['两万三千减八千', '15000'],
  ])('with large numbers in words: %s is %s', (text, result) => {
    expect(solve(text)?.result).toBe(result)
  })

  it.each([
    'I have 20 apples, eat 3, and add 5.',
    'How many days do I take off, then add two?',
    'Take 5, then go home.',
    'Take two and call me',
    '先去北京，再去上海',
    '等一下再说',
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
