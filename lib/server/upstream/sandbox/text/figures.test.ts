import { describe, expect, it } from 'vitest'
import { findFigures } from './figures'

const found = (text: string) =>
  findFigures(text).map(({ kind, text: figure }) => `${kind} ${figure}`)

describe('figures', () => {
  it.each([
    [
      'In 2023 sales rose 12.5% to $45.2 million, or €1,200 each.',
      ['date 2023', 'percent 12.5%', 'money $45.2 million', 'money €1,200'],
    ],
    [
      'On 3 March 2024 at 9:30 am it ran 5 km in 25 minutes.',
      ['date 3 March 2024', 'time 9:30 am', 'quantity 5 km', 'duration 25 minutes'],
    ],
    [
      'Write to a.b@example.org or https://x.example/y.',
      ['email a.b@example.org', 'url https://x.example/y'],
    ],
    ['March 12, 2021 and 2021-03-12', ['date March 12, 2021', 'date 2021-03-12']],
    [
      '2023年营收8.6亿元，同比增长15.3%，员工1,200名。',
      ['date 2023年', 'money 8.6亿元', 'percent 15.3%', 'quantity 1,200名'],
    ],
    [
      '2024年5月1日上午9点，历时三个小时，占百分之二十。',
      ['date 2024年5月1日', 'time 上午9点', 'duration 三个小时', 'percent 百分之二十'],
    ],
    ['It has 340 people in 14 rooms.', ['number 340', 'number 14']],
    ['No figure here.', []],
  ])('of %j are found with their kinds', (text, figures) => {
    expect(found(text)).toEqual(figures)
  })

  it('stand where they say', () => {
    const text = '投资12亿元，about 3.5% in 2020; call +44 20 7946 0958.'
    const figures = findFigures(text)
    expect(figures).toHaveLength(4)
    for (const { start, end, text: figure } of figures) expect(text.slice(start, end)).toBe(figure)
  })
})
