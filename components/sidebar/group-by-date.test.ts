import { expect, test } from 'vitest'
import { groupByDate } from './group-by-date'

const now = new Date(2026, 10, 22, 9, 30)
const at = (id: string, date: Date) => ({
  id,
  title: id,
  createdAt: 0,
  updatedAt: date.getTime(),
})

const named = (...conversations: ReturnType<typeof at>[]) =>
  groupByDate(conversations, now).map(({ name, conversations: items }) => [
    name,
    ...items.map(({ id }) => id),
  ])

test('A conversation falls into a group by its local calendar day, not by hours passed', () => {
  expect(
    named(
      at('this morning', new Date(2026, 10, 22, 0, 0)),
      at('late last night', new Date(2026, 10, 21, 23, 59)),
      at('yesterday at midnight', new Date(2026, 10, 21, 0, 0)),
      at('six days ago', new Date(2026, 10, 16, 12, 0)),
      at('seven days ago', new Date(2026, 10, 15, 0, 0)),
      at('eight days ago', new Date(2026, 10, 14, 23, 59)),
    ),
  ).toEqual([
    ['today', 'this morning'],
    ['yesterday', 'late last night', 'yesterday at midnight'],
    ['week', 'six days ago', 'seven days ago'],
    ['older', 'eight days ago'],
  ])
})

test('A group without conversations is left out, and a clock that runs ahead counts as today', () => {
  expect(named(at('from the future', new Date(2026, 10, 23, 12, 0)))).toEqual([
    ['today', 'from the future'],
  ])
  expect(named()).toEqual([])
})
