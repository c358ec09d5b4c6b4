import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { createRandom } from '@/e2e/harness/upstream/random'
import { MESSAGES } from '@/lib/client/i18n/messages'
import { asShown } from '@/lib/domain/comparison/as-shown'
import { seed } from '@/lib/wire/__fixtures__/seed'
import { useDuration } from './use-duration'

function wordsOf(ms: number): string {
  return renderToStaticMarkup(
    <IntlProvider locale="en" messages={MESSAGES.en} timeZone="UTC">
      <Words ms={ms} />
    </IntlProvider>,
  )
}

function Words({ ms }: { ms: number }) {
  return useDuration()(ms)
}

test.each([
  [12, '12 ms'],
  [840, '0.84 s'],
  [6200, '6.2 s'],
  [72_000, '72 s'],
  [125_000, '2 min 5 s'],
  [3_599_400, '59 min 59 s'],
  [3_600_000, '1 h 0 min'],
  [7_800_000, '2 h 10 min'],
  [90_000_000, '25 h 0 min'],
])('%d ms are told in the unit that suits them: %s', (ms, expected) => {
  expect(wordsOf(ms)).toBe(expected)
})

test('Lengths of time that read the same are ranked as the same', () => {
  const random = createRandom(seed)
  for (let trial = 0; trial < 300; trial += 1) {
    const [one, other] = [0, 0].map(() => Math.exp(random() * 16))
    if (one === undefined || other === undefined) continue
    for (const near of [other, one * (1 + random() * 0.01)]) {
      if (wordsOf(one) !== wordsOf(near)) continue
      expect([near, asShown('total', near)]).toEqual([near, asShown('total', one)])
    }
  }
})
