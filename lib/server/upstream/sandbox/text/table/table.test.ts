import { describe, expect, it } from 'vitest'
import { answerTo, documentOf } from '../test-brief'
import { roundTo, toNumber } from './column'
import { readTable } from './read-table'

const SALES = `city,product,price,quantity,date,status
Berlin,Apple,1.20,10,2024-01-05,ok
Paris,Banana,0.50,20,2024-01-17,failed
Berlin,Banana,0.55,15,2024-02-03,ok
London,Cherry,3.10,7,2024-02-11,ok
Paris,Apple,1.35,12,2024-03-01,failed
London,Apple,1.50,,2024-03-09,ok`
const HAN_SALES = `城市,产品,销售额,数量
北京,苹果,"1,200",10
上海,香蕉,800,20
北京,香蕉,950,12
广州,苹果,700,9
上海,苹果,"1,500",16`
const PEOPLE = `| Name | Age | Team |
| --- | ---: | --- |
| Ana | 31 | Red |
| Bob | 45 | Blue |
| Chen | 28 | Red |`

describe('a question about a table', () => {
  it.each([
    ['What is the average price by city?', '| London | 2 | 2.30 |'],
    ['What is the average price by city?', '| Berlin | 2 | 0.875 |'],
    ['How many rows have status = failed?', '**Number of rows: 2**'],
    ['What percentage of orders failed?', '33.33%'],
    ['How many values are missing in each column?', '**Missing: quantity 1**'],
    ['How many prices are missing?', '| price | 6 | 0 |'],
    ['total quantity per month', '| 2024-02 | 2 | 22 |'],
    ['Which product has the highest price?', '**Cherry** has the highest price: **3.10**'],
    ['Which city sold the most?', '**Paris** has the highest total quantity: **32**'],
    ['How many units were sold in Paris?', '**Total quantity: 32** where city = Paris'],
    ['What is the price of Cherry?', '**price: 3.10** where product = Cherry'],
    ['median price', '**Median price: 1.275**'],
    ['min, max and mean price', '**Highest price: 3.10**'],
    ['How many distinct products are there?', '**Distinct values of product: 3**'],
    ['average price excluding failed', '**Average price: 1.59** where status ≠ failed'],
    ['What is the total quantity of Banana in Berlin?', '**Total quantity: 15**'],
    ['rows where price > 1', '**4 of 6 rows match** where price > 1'],
    ['How many orders have a quantity of at least 12?', '**Number of rows: 3**'],
    ['Which order is the latest?', '**2024-03-09**'],
    ['How many orders in February 2024?', '**Number of rows: 2**'],
    ['Compare total quantity for Berlin and Paris', 'Paris is ahead of Berlin by **7**'],
    ['How many rows have status = unknown and price > 9?', 'No row of the table has price > 9'],
  ])('%j gets %j', (ask, answer) => {
    expect(answerTo(`${ask}\n\n${SALES}`)).toContain(answer)
  })

  it.each([
    ['按城市统计销售额', '| 上海 | 2 | 2,300 |'],
    ['各产品的平均销售额是多少？', '| 苹果 | 3 | 1,133.33 |'],
    ['北京的销售额合计是多少？', '**销售额合计：2,150**'],
    ['哪个城市的总销售额最高？', '**上海**的销售额合计最高：**2,300**'],
    ['销售额最高的是哪一行？', '| 上海 | 苹果 | 1,500 | 16 |'],
    ['销售额大于900的有几行？', '**行数：3**'],
    ['上海香蕉的数量是多少？', '**数量：20**'],
    ['一共有多少条记录？', '**行数：5**'],
  ])('%j gets %j', (ask, answer) => {
    expect(answerTo(`${ask}\n\n${HAN_SALES}`)).toContain(answer)
  })

  it.each([
    ['Who is the oldest?', '**Bob** has the highest Age: **45**'],
    ['average age per team', '| Red | 2 | 29.5 |'],
    ['How old is Chen?', '**Age: 28**'],
    ['Who is in team Red?', '**Name: Ana, Chen**'],
  ])('%j of a Markdown table gets %j', (ask, answer) => {
    expect(answerTo(`${ask}\n\n${PEOPLE}`)).toContain(answer)
  })

  it.each([
    [
      'What is the average price by city, and which city has the highest total quantity?',
      ['| Berlin | 2 | 0.875 |', '**Paris** has the highest total quantity: **32**'],
    ],
    [
      'Which city has the lowest total quantity? Also give the average price by product.',
      ['**London** has the lowest total quantity: **7**', '| Banana | 2 | 0.525 |'],
    ],
    [
      'average price by city\nWhich city has the highest total quantity?',
      ['| London | 2 | 2.30 |', '**Paris** has the highest total quantity: **32**'],
    ],
    [
      'average price by city and what is the highest price?',
      ['| London | 2 | 2.30 |', '**London** has the highest price: **3.10**'],
    ],
    [
      '各城市的平均数量是多少？哪个产品的销售额合计最高？',
      ['| 北京 | 2 | 11 |', '**苹果**的销售额合计最高：**3,400**'],
    ],
  ])('that asks for two things gets both: %j', (ask, answers) => {
    const text = answerTo(`${ask}\n\n${/[a-z]/.test(ask) ? SALES : HAN_SALES}`)
    expect(answers.filter((answer) => !text.includes(answer))).toEqual([])
  })

  it.each([
    ['Average mass', '**Average mass: 436,208**'],
    ['rows where mass > 3,7', '**2 of 3 rows match** where mass > 3,7'],
    ['What is the total mass?', '**Total mass: 1.308,625**'],
    ['Convert to JSON', '"mass": 1301.125'],
  ])('%j of decimals behind a comma gets %j, written the same', (ask, answer) => {
    expect(answerTo(`${ask}\n\nname;mass\na;3,5\nb;4\nc;1.301,125`)).toContain(answer)
  })

  it('with a second half that takes up the first is one', () => {
    const ask = 'Which city has the highest total quantity and what is the average price in it?'
    const text = answerTo(`${ask}\n\n${SALES}`)
    expect(text).toContain('| Paris | 2 | 32 | 0.925 |')
    expect(text).not.toContain('**Average price: 1.37**')
  })

  it('about JSON in a list is computed too', () => {
    const list = '[{"name":"a","price":10},{"name":"b","price":20.5}]'
    expect(answerTo(`Average price?\n${list}`)).toContain('**Average price: 15.25**')
  })

  it('shows the top rows in their order', () => {
    const [text = ''] = answerTo(`top 3 by price\n\n${SALES}`).split('The table in figures')
    const cities = [...text.matchAll(/^\| (\w+) \| \w+ \| \d/gm)].map((match) => match[1])
    expect(cities).toEqual(['London', 'London', 'Paris'])
  })

  it('sorts all rows, those without a value last', () => {
    const [text = ''] = answerTo(`Sort by quantity descending\n\n${SALES}`).split(
      'The table in figures',
    )
    const sorted = [...text.matchAll(/^\| \w+ \| \w+ \| [\d.]+ \| (\d*) ?\|/gm)].map(
      (match) => match[1],
    )
    expect(sorted).toEqual(['20', '15', '12', '10', '7', ''])
  })
})

const STAFF = `id,name,dept,salary
1,Ann,Ops,4100
2,Bo,Ops,5200
3,Cy,IT,6100
4,Dee,IT,3900`
const HAN_STAFF = `姓名,部门,销量
小红,一部,120
小明,二部,180
小刚,一部,90
小丽,三部,150`
const top = (count: number, names: string) =>
  `**The ${count} rows with the highest salary**: ${names}`

describe('a question about the ends of a table', () => {
  it.each([
    ['What are the top three salaries?', top(3, 'Cy (6100), Bo (5200), Ann (4100)')],
    ['List the 2 highest salaries', top(2, 'Cy (6100), Bo (5200)')],
    ['Which two employees earn the most?', top(2, 'Cy (6100), Bo (5200)')],
    ['Who has the highest salary?', '**Cy** has the highest salary: **6100**'],
    ['What is the lowest salary and who earns it?', '**Dee** has the lowest salary: **3900**'],
    ['Give me the mean and the maximum salary', '**Highest salary: 6100** (Cy)'],
    ['Give me the mean and the maximum salary', '**Average salary: 4825**'],
    ["What is Bo's salary?", '**salary: 5200** where name = Bo'],
    ['rows with a salary of at least 5000', '**2 of 4 rows match** where salary ≥ 5000'],
  ])('%j gets %j', (ask, answer) => {
    expect(answerTo(`${ask}\n\n${STAFF}`)).toContain(answer)
  })

  it.each([
    ['谁的销量最高？', '**小明**的销量最高：**180**'],
    [
      '销量前二十名是谁？',
      '**销量最高的 4 行**：小明（180），小丽（150），小红（120），小刚（90）',
    ],
    ['销量前三名是谁？', '**销量最高的 3 行**：小明（180），小丽（150），小红（120）'],
    ['哪两个人的销量最低？', '**销量最低的 2 行**：小刚（90），小红（120）'],
    ['平均销量和最高销量是多少？', '**最高销量：180**（小明）'],
    ['平均销量和最高销量是多少？', '**平均销量：135**'],
  ])('%j gets %j', (ask, answer) => {
    expect(answerTo(`${ask}\n\n${HAN_STAFF}`)).toContain(answer)
  })

  it('is followed by the figures of the columns concerned only', () => {
    const text = answerTo(`Who has the highest salary?\n\n${STAFF}`)
    expect(text).toContain('| salary | 4 | 0 | 3900 |')
    expect(text).not.toMatch(/\| (?:id|name|dept) \| \d/)
  })
})

describe('the statistics of a table', () => {
  it('name no most frequent value where all are different', () => {
    const text = answerTo(`Describe this data\n\n${STAFF}`)
    expect(text).toContain('| name | 4 | 0 | 4 | all different |')
    expect(text).toContain('| dept | 4 | 0 | 2 | Ops (2), IT (2) |')
  })

  it('count, find what is missing, and measure every column by its kind', () => {
    const text = answerTo('Describe this data', { sources: [documentOf(SALES)] })
    expect(text).toContain('(6 rows, 6 columns)')
    expect(text).toContain('| price | 6 | 0 | 0.50 | 1.37 | 1.275 | 3.10 | 8.20 |')
    expect(text).toContain('| quantity | 5 | 1 | 7 | 12.8 | 12 | 20 | 64 |')
    expect(text).toContain('| city | 6 | 0 | 3 | Berlin (2), Paris (2), London (2) |')
    expect(text).toContain('| date | 6 | 0 | 6 | 2024-01-05 to 2024-03-09 |')
  })

  it('are written without what floating point leaves behind', () => {
    expect(answerTo('sum of b\n\na,b\nx,0.1\ny,0.2\nz,0.3')).toContain('**Total b: 0.6**')
    expect(roundTo(1.005, 2)).toBe(1.01)
    expect(roundTo(-2.5, 0)).toBe(-2)
  })

  it.each([
    ['$1,234.50', 1234.5],
    ['-3', -3],
    ['12%', 12],
    ['€ 5', 5],
    ['1e3', 1000],
    ['12 May', null],
    ['1,23', null],
    ['', null],
  ])('read %j as %s', (cell, number) => {
    expect(toNumber(cell)).toBe(number)
  })

  it('read tabs, semicolons and quotation marks, and no prose', () => {
    expect(readTable('a\tb\n1\t2', 'prose')?.columns.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(readTable('a;b\nx;1\ny;2', 'prose')?.rows).toBe(2)
    expect(readTable('a,b\n"x, y",1\n"z ""q""",2', 'table')?.columns[0]?.cells).toEqual([
      'x, y',
      'z "q"',
    ])
    expect(readTable('Well, this is prose.\nIt has, as prose does, commas.', 'prose')).toBeNull()
  })
})
