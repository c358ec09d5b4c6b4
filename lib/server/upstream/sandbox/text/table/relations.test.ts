import { describe, expect, it } from 'vitest'
import { answerTo } from '../test-brief'

/** F. J. Anscombe, Graphs in Statistical Analysis (1973), the first set: r = 0.816. */
const ANSCOMBE =
  'x,y\n10,8.04\n8,6.95\n13,7.58\n9,8.81\n11,8.33\n14,9.96\n6,7.24\n4,4.26\n12,10.84\n7,4.82\n5,5.68'
/** Of R's mtcars: cor(mpg, wt) = -0.8676594, cor(mpg, hp) = -0.7761684, cor(wt, hp) = 0.6587479. */
const CARS = `mpg,hp,wt
21,110,2.62\n21,110,2.875\n22.8,93,2.32\n21.4,110,3.215\n18.7,175,3.44\n18.1,105,3.46\n14.3,245,3.57\n24.4,62,3.19
22.8,95,3.15\n19.2,123,3.44\n17.8,123,3.44\n16.4,180,4.07\n17.3,180,3.73\n15.2,180,3.78\n10.4,205,5.25\n10.4,215,5.424
14.7,230,5.345\n32.4,66,2.2\n30.4,52,1.615\n33.9,65,1.835\n21.5,97,2.465\n15.5,150,3.52\n15.2,150,3.435\n13.3,245,3.84
19.2,175,3.845\n27.3,66,1.935\n26,91,2.14\n30.4,113,1.513\n15.8,264,3.17\n19.7,175,2.77\n15,335,3.57\n21.4,109,2.78`
const SALES = `city,product,amount,qty
Rome,Pear,4,1\nOslo,Apple,6,\nRome,Apple,5,2\nRome,Plum,9,4\nOslo,Pear,7,3`

const TWO_SETS = 'set,x,y\none,1,1\none,2,2\none,3,3\ntwo,1,3\ntwo,2,2\ntwo,3,1'

describe('A question for correlations', () => {
  it.each([
    ['What is the correlation between x and y?', ANSCOMBE, '**r = 0.816** (n = 11)'],
    ['Are mpg and wt correlated?', CARS, '**r = -0.868** (n = 32)'],
    ['correlation of hp with wt', CARS, '**r = 0.659** (n = 32)'],
    ['Which columns are correlated?', CARS, '| mpg, wt | -0.868 | 32 |'],
    ['Which columns are correlated?', CARS, '| mpg, hp | -0.776 | 32 |'],
    ['What is mpg correlated with?', CARS, '| mpg, wt | -0.868 | 32 |'],
    ['x 和 y 的相关系数是多少？', ANSCOMBE, '**r = 0.816**（n = 11）'],
    ['correlation between amount and qty', SALES, '(n = 4)'],
    ['correlation between amount and qty where city = Oslo', SALES, 'too few'],
    ['correlation between amount and city', SALES, 'city holds no numbers'],
    ['correlation between a and b', 'a,b\n1,2\n1,3\n1,4\n1,5', 'always the same'],
    ['Which columns are correlated?', 'a,b\nx,1\ny,2\nz,4', 'two columns of numbers'],
    ['Which columns are correlated?', 'a,b,c\n1,2,3\n1,2,3\n1,2,3\n1,2,3', 'always the same'],
    ['correlation between x and y by set', TWO_SETS, '| one | 1.000 | 3 |\n| two | -1.000 | 3 |'],
    ['correlation between x and y by set', `${TWO_SETS}\nthree,1,1`, '| three | – | 1 |'],
  ])('%j is answered as it is published, or it is said why not', (ask, table, answer) => {
    expect(answerTo(`${ask}\n\n${table}`)).toContain(answer)
  })
})

describe('A question for the most frequent values', () => {
  it.each([
    ['What are the top values of city?', '| Rome | 3 | 60% |'],
    ['What are the top values of city?', '| Oslo | 2 | 40% |'],
    ['What are the most frequent values of product?', '| Apple | 2 | 40% |'],
    ['What is the most common city?', '**Most frequent city: Rome** (3 of 5)'],
    ['top 1 values of city', '**Most frequent city: Rome** (3 of 5)'],
    ['What is the most common city where product = Pear?', 'where product = Pear'],
    ['What is the least common city?', '**Least frequent city: Oslo** (2 of 5)'],
    ['city 中最常见的值是什么？', '**最常见的 city：Rome**（5 个中有 3 个）'],
    ['value counts of product', '| Plum | 1 | 20% |'],
  ])('%j gets counts, not a row: %j', (ask, answer) => {
    const text = answerTo(`${ask}\n\n${SALES}`)
    expect(text).toContain(answer)
    expect(text).not.toContain('highest amount')
  })
})

describe('A question by a column', () => {
  it.each([
    ['按城市计算 amount 的平均值', '| Rome | 3 | 6 |'],
    ['按城市计算amount的平均值', '| Rome | 3 | 6 |'],
    ['各产品的 qty 合计是多少？', '| Pear | 2 | 4 |'],
    ['average amount by town', 'no column “town”'],
    ['amount by town', 'no column “town”'],
    ['total amount per month', 'no column “month”'],
    ['Average amount for each shop?', 'no column “shop”'],
    ['按地区计算 amount 的平均值', '没有“地区”这一列'],
  ])('%j is grouped by it, or it is said that there is none: %j', (ask, answer) => {
    expect(answerTo(`${ask}\n\n${SALES}`)).toContain(answer)
  })

  it.each([
    'average amount by city',
    'Total amount of the rows sold by Pear',
    '计算 amount 的平均值',
  ])('%j misses none', (ask) => {
    expect(answerTo(`${ask}\n\n${SALES}`)).not.toMatch(/no column|没有“/)
  })
})
