import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import { useDuration } from './use-duration'

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
  const html = renderToStaticMarkup(
    <IntlProvider locale="en" messages={MESSAGES.en} timeZone="UTC">
      <Words ms={ms} />
    </IntlProvider>,
  )
  expect(html).toBe(expected)
})
