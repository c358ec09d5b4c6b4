import { expect, test } from 'vitest'
import { readUsageView, writeUsageView } from './usage-view'

const read = (query: string) => readUsageView(new URLSearchParams(query))

test('An address says what the usage shows, there and back; what is as usual is not said', () => {
  const view = read('status=529&days=7&by=key&measure=cost')
  expect(view).toEqual({ days: '7', by: 'key', measure: 'cost' })
  expect(writeUsageView(view)).toBe('days=7&by=key&measure=cost')
  expect(writeUsageView(read('by=day'))).toBe('by=day')
  expect(writeUsageView(read(''))).toBe('')
})

test('What an address says and cannot be is as usual', () => {
  expect(read('days=8&by=&measure=<script>')).toEqual(read(''))
})
