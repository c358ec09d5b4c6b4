import { QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import { createQueryClient } from '@/lib/client/query-client'
import type { Facts } from '@/lib/domain/comparison/facts'
import { type Cell, cellsOf, type ShownSweep } from '@/lib/domain/sweeps/sweep'
import { useSweepTables } from './use-sweep-tables'

const FACTS: Facts = {
  ...{ state: 'complete', firstToken: 100, total: 1000, rate: 20, inTokens: 5, outTokens: 20 },
  ...{ thinkingTokens: 0, cost: 0.01, isSandbox: false, stopReason: 'end_turn' },
  stopSequence: null,
  outEstimate: null,
  httpStatus: null,
}

function sweepOf(cells: Cell[]): ShownSweep {
  const estimate = { inputTokens: 5, least: null, most: null }
  const variant = { conversationId: 'c', upstream: 'a', model: 'm', estimate, choice: {} }
  return {
    ...{ id: 's', comparisonId: 'k', kind: 'repeat', state: 'done', pausedBy: null, cap: null },
    ...{ repeats: cells.length, variants: [variant], cells },
    ...{ createdAt: 1, endedAt: 2, waitsUntil: null },
  }
}

function Runs({ sweep }: { sweep: ShownSweep }) {
  return useSweepTables()([sweep])[0]?.rows[0]?.[1]
}

function runsIn(sweep: ShownSweep, locale: 'en' | 'zh') {
  return renderToStaticMarkup(
    <QueryClientProvider client={createQueryClient()}>
      <IntlProvider locale={locale} messages={MESSAGES[locale]} timeZone="UTC">
        <Runs sweep={sweep} />
      </IntlProvider>
    </QueryClientProvider>,
  )
}

test('A report says which of the runs of a sweep are no whole answers', () => {
  const stopReasons = ['end_turn', 'refusal', 'refusal', 'max_tokens']
  const cells = cellsOf(1, 7).map((cell, at): Cell => {
    const stopReason = stopReasons[at]
    if (stopReason !== undefined) return { ...cell, state: 'done', facts: { ...FACTS, stopReason } }
    return { ...cell, state: at === 4 ? 'failed' : 'stopped' }
  })
  const sweep = sweepOf(cells)
  const words = '4 of 7, 1 failed, 2 stopped, 2 refused, 1 at max_tokens'
  expect(runsIn(sweep, 'en')).toBe(words)
  expect(runsIn(sweep, 'zh')).toMatch(/^4\/7，失败 1，已停止 2，拒答 2，达到 max_tokens 1$/)
  expect(runsIn(sweepOf(cells.slice(0, 1)), 'en')).toBe('1 of 1')
})
