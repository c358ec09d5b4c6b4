import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import type { Contestant, SettingValue, Vote } from '@/lib/domain/comparison/votes'
import { useVoteTables } from './use-vote-tables'

const contestant = (columnId: string, settings: SettingValue[]): Contestant => ({
  ...{ columnId, runId: columnId, upstream: 'anthropic', model: 'claude-sonnet-5-5', settings },
})

function Pair({ vote }: { vote: Vote }) {
  return useVoteTables()([vote])[0]?.rows[0]?.[0]
}

function pairIn(locale: 'en' | 'zh', first: SettingValue[], second: SettingValue[]) {
  const vote: Vote = {
    ...{ id: 'v', comparisonId: 'k', createdAt: 1, winner: 'a', shared: [] },
    turn: { text: 'Which?', questionIds: [] },
    contestants: [contestant('a', first), contestant('b', second)],
  }
  return renderToStaticMarkup(
    <IntlProvider locale={locale} messages={MESSAGES[locale]} timeZone="UTC">
      <Pair vote={vote} />
    </IntlProvider>,
  )
}

test('A setting that one of a pair does not have is said to be not set, and numbers are written as elsewhere', () => {
  const none: SettingValue[] = [
    { name: 'system', value: '' },
    { name: 'temperature', value: 'null' },
    { name: 'maxTokens', value: '4096' },
    { name: 'tools', value: '[]' },
  ]
  const some: SettingValue[] = [
    { name: 'system', value: 'Be brief.' },
    { name: 'temperature', value: '0.7' },
    { name: 'maxTokens', value: '128000' },
    { name: 'tools', value: '[1]' },
  ]
  const without = 'system not set, temperature not set, max_tokens 4,096, tools not set'
  const withAll = 'system Be brief., temperature 0.7, max_tokens 128,000, tools [1]'
  expect(pairIn('en', none, some)).toBe(
    `Sonnet 5.5 (anthropic, ${without}) against Sonnet 5.5 (anthropic, ${withAll})`,
  )
  expect(pairIn('zh', none, some)).toMatch(/^Sonnet 5\.5（anthropic，system 未设置，/)
})
