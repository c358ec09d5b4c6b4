import { expect, test } from 'vitest'
import type { ListedConversation } from '@/lib/domain/conversation-list'
import { toListRows } from './list-rows'

const now = new Date(2026, 10, 22, 9, 30)
const at = (id: string, date: Date, pinnedAt: number | null = null): ListedConversation => ({
  id,
  kind: 'chat',
  title: id,
  createdAt: 0,
  updatedAt: date.getTime(),
  pinnedAt,
  isRunning: false,
})

const read = (...list: ListedConversation[]) =>
  toListRows(list, now).map((row) => ('group' in row ? `${row.group}:` : row.conversation.id))

test('A conversation falls into a group by its local calendar day, not by hours passed', () => {
  expect(
    read(
      at('this morning', new Date(2026, 10, 22, 0, 0)),
      at('late last night', new Date(2026, 10, 21, 23, 59)),
      at('yesterday at midnight', new Date(2026, 10, 21, 0, 0)),
      at('six days ago', new Date(2026, 10, 16, 12, 0)),
      at('seven days ago', new Date(2026, 10, 15, 0, 0)),
      at('eight days ago', new Date(2026, 10, 14, 23, 59)),
      at('thirty days ago', new Date(2026, 9, 23, 0, 0)),
      at('long ago', new Date(2026, 9, 22, 23, 59)),
    ),
  ).toEqual([
    ...['today:', 'this morning'],
    ...['yesterday:', 'late last night', 'yesterday at midnight'],
    ...['week:', 'six days ago', 'seven days ago'],
    ...['month:', 'eight days ago', 'thirty days ago'],
    ...['older:', 'long ago'],
  ])
})

test('A pinned conversation stands under its own name, whatever its day', () => {
  expect(
    read(at('kept', new Date(2020, 0, 1), 5), at('new', new Date(2026, 10, 22, 8, 0))),
  ).toEqual(['pinned:', 'kept', 'today:', 'new'])
})

test('A group without conversations is left out, and a clock that runs ahead counts as today', () => {
  expect(read(at('from the future', new Date(2026, 10, 23, 12, 0)))).toEqual([
    'today:',
    'from the future',
  ])
  expect(read()).toEqual([])
})
