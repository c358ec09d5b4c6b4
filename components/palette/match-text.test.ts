import { expect, test } from 'vitest'
import { matchText } from './match-text'

const bold = (text: string, query: string) =>
  matchText(text, query)
    ?.pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
    .join('')

test('Every word of a search must be in the text, and where it stands is marked', () => {
  expect(bold('Retry storm on support triage', 'retry')).toBe('[Retry] storm on support triage')
  expect(bold('Retry storm on support triage', 'triage ret')).toBe(
    '[Ret]ry storm on support [triage]',
  )
  expect(matchText('Retry storm', 'retry calm')).toBeNull()
  expect(bold('用户反馈分类', '反馈')).toBe('用户[反馈]分类')
  expect(bold('ＡＰＩ limits', 'api')).toBe('[ＡＰＩ] limits')
})

test('A character that folds to several is marked whole, and what follows stays in place', () => {
  expect(bold('½ of it', '1⁄2')).toBe('[½] of it')
  expect(bold('İstanbul trip', 'trip')).toBe('İstanbul [trip]')
})

test('The start of a text ranks before the start of a word, and that before its inside', () => {
  expect(
    ['theme', 'dark theme', 'anathemetic'].map((text) => matchText(text, 'them')?.rank),
  ).toEqual([0, 1, 2])
})

test('An empty search finds everything and marks nothing', () => {
  expect(bold('Anything', '  ')).toBe('Anything')
})
