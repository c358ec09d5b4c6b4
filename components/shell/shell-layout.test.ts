import { expect, test } from 'vitest'
import { formatLayout, parseLayout } from './shell-layout'

test('An arrangement that was kept comes back as it was', () => {
  const layout = { sidebarWidth: 300, isRail: true, panelWidth: 420, isPanelOpen: false }
  expect(parseLayout(formatLayout(layout))).toEqual(layout)
})

test('A width out of range comes back as the nearest that is allowed', () => {
  expect(parseLayout('9999.0.1.1')).toMatchObject({ sidebarWidth: 320, panelWidth: 300 })
})

test('A cookie that nobody here wrote is ignored', () => {
  for (const cookie of [undefined, '', '240', '240.2.336.1', '<script>', '240.0.336.1; x'])
    expect(parseLayout(cookie)).toEqual(parseLayout('240.0.336.1'))
})
