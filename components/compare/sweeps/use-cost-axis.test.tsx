import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import { useCostAxis } from './use-cost-axis'
import { useFigureWords } from './use-figure-words'

function AxisWords({ most }: { most: number }) {
  return useCostAxis(most)
    .map(({ text }) => text)
    .join('|')
}

function CostWords({ costs }: { costs: number[] }) {
  const words = useFigureWords()
  return costs.map((cost) => words('cost', cost)).join('|')
}

function wordsIn(node: ReactNode): string[] {
  const provided = (
    <IntlProvider locale="en" messages={MESSAGES.en} timeZone="UTC">
      {node}
    </IntlProvider>
  )
  return renderToStaticMarkup(provided).split('|')
}

const axisTo = (most: number) => wordsIn(<AxisWords most={most} />)

test('No two marks of a cost axis read the same, however little all of it costs', () => {
  for (const most of [0.0000004, 0.000002, 0.00007, 0.0001, 0.0024, 0.01, 0.3, 1, 7.5, 1200]) {
    const marks = axisTo(most)
    expect(marks.length, `${most}`).toBeGreaterThan(2)
    expect(new Set(marks).size, `${most}: ${marks.join()}`).toBe(marks.length)
  }
  expect(axisTo(0.00012)).toEqual([
    '$0',
    '$0.00002',
    '$0.00004',
    '$0.00006',
    '$0.00008',
    '$0.00010',
    '$0.00012',
  ])
  expect(axisTo(0.0024)).toEqual(['$0', '$0.0005', '$0.0010', '$0.0015', '$0.0020'])
})

test('A cost below a tenth of a cent has two digits that say something', () => {
  const said = wordsIn(<CostWords costs={[0, 0.0000123, 0.00005, 0.00034, 0.0017, 1.234]} />)
  expect(said).toEqual(['$0', '$0.000012', '$0.000050', '$0.00034', '$0.0017', '$1.23'])
})
