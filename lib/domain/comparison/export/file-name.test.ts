import { expect, test } from 'vitest'
import { fileNameOf } from './file-name'

test('A file is called what the comparison is called, as far as a file system takes it', () => {
  const name = (title: string) => fileNameOf(title, 'csv', 'Comparison')
  expect(name('Which queue is it?')).toBe('Which queue is it.csv')
  expect(name('Sonnet 5.5, Opus 5.5')).toBe('Sonnet 5.5, Opus 5.5.csv')
  expect(name('选哪个队列')).toBe('选哪个队列.csv')
  expect(name('../../etc/passwd')).toBe('etc passwd.csv')
  expect(name('exe.\u202egpj')).toBe('exe. gpj.csv')
  expect(name('x'.repeat(200))).toBe(`${'x'.repeat(80)}.csv`)
  for (const title of ['', '///', '...', 'CON', 'nul.txt'])
    expect(name(title)).toBe('Comparison.csv')
})
