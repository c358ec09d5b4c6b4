import { Search } from 'lucide-react'
import { expect, test } from 'vitest'
import { findItems } from './palette-item'

const item = (text: string, alias?: string) => ({
  key: text,
  icon: Search,
  text,
  ...(alias === undefined ? {} : { alias }),
  act: () => {},
})

test('An item is found by its alias too, and its own text is shown without a mark', () => {
  const items = [item('主题：深色', 'theme dark'), item('打开设置', 'open settings'), item('dark')]
  const found = findItems(items, 'dark')
  expect(found.map(({ text }) => text)).toEqual(['dark', '主题：深色'])
  expect(found[1]?.match.pieces).toEqual([{ text: '主题：深色', isMatch: false }])
  expect(findItems(items, '设置').map(({ text }) => text)).toEqual(['打开设置'])
  expect(findItems(items, 'nothing')).toEqual([])
})
