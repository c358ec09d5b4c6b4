import { expect, test } from 'vitest'
import { pickLocale } from './pick-locale'

test('The language with the greatest weight that Parley speaks is taken', () => {
  expect(pickLocale('zh-CN,zh;q=0.9,en;q=0.8')).toBe('zh')
  expect(pickLocale('de-DE,de;q=0.9,zh;q=0.5,en;q=0.4')).toBe('zh')
  expect(pickLocale('en;q=0.3, zh-Hans-CN;q=0.7')).toBe('zh')
  expect(pickLocale('zh;q=0.1,en')).toBe('en')
})

test('A language that is refused with weight 0 is not taken', () => {
  expect(pickLocale('zh;q=0')).toBe('en')
})

test('English stands in for languages that Parley does not speak, and for none', () => {
  expect(pickLocale('fr-FR,fr')).toBe('en')
  expect(pickLocale(null)).toBe('en')
  expect(pickLocale('*')).toBe('en')
})
