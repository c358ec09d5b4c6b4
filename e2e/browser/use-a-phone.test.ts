import type { Page } from '@playwright/test'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { failure, stream } from '../harness/upstream/script'
import { answerWith, asksOf, bodyOf, gatedAnswer, releaseTokens } from './answers'
import { answers, box, lastText, questions, send, stopButton } from './chat'
import { expect, test } from './fixtures'

test.use({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  colorScheme: 'dark',
})

test('On a phone the whole walk works by touch: ask, stop, change the request, switch conversations', async ({
  page,
  upstream,
}) => {
  const gate = createGate()
  answerWith(upstream, gatedAnswer(50, gate))
  await page.goto('/c')
  await box(page).tap()
  await box(page).fill('On the phone')
  await page.getByRole('button', { name: 'Send' }).tap()
  await releaseTokens(gate, 5)
  await expect(lastText(page)).toHaveText('w0 w1 w2 w3 w4')
  await stopButton(page).tap()
  await expect(answers(page).last()).toContainText('Stopped after about')

  // The request panel is a sheet from the bottom.
  await page.getByRole('button', { name: 'Show request settings' }).tap()
  const sheet = page.getByRole('dialog', { name: 'Request settings' })
  await sheet.getByLabel('System prompt').fill('Be brief.')
  const area = await sheet.boundingBox()
  expect(area?.width).toBe(390)
  await sheet.getByRole('button', { name: 'Close' }).tap()
  await expect(sheet).toBeHidden()
  await box(page).fill('Again')
  await page.getByRole('button', { name: 'Send' }).tap()
  await expect(lastText(page)).toHaveText('Again')
  expect(JSON.stringify(bodyOf(asksOf(upstream)[1]).system)).toContain('Be brief.')

  // The sidebar is a drawer; following a link closes it.
  await page.getByRole('button', { name: 'Open sidebar' }).tap()
  const drawer = page.getByRole('dialog', { name: 'Sidebar' })
  await drawer.getByRole('button', { name: 'New conversation' }).tap()
  await expect(drawer).toBeHidden()
  await expect(questions(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Open sidebar' }).tap()
  await drawer.getByRole('link', { name: 'On the phone' }).tap()
  await expect(drawer).toBeHidden()
  await expect(lastText(page)).toHaveText('Again')
})

test('No screen of a phone scrolls sideways, and every button, link and field is high enough for a finger', async ({
  page,
  upstream,
}) => {
  answerWith(upstream, reply(), failure(400, 'invalid_request_error'))
  await page.goto('/c')
  await expect(page.getByText('Keep it', { exact: true })).toBeVisible()
  await expectToFit(page)
  await send(page, 'A '.repeat(40) + 'x'.repeat(400))
  await expect(answers(page).last()).toContainText('End of turn')
  await expect(page.getByRole('button', { name: /^\d+ tokens, .*what it holds$/ })).toBeVisible()
  await expectToFit(page)
  await send(page, 'And this fails')
  await expect(page.getByRole('button', { name: 'Retry', exact: true })).toBeVisible()
  await expectToFit(page)
  await page.getByRole('button', { name: 'Show request settings' }).tap()
  await expect(page.getByRole('dialog').getByLabel('System prompt')).toBeVisible()
  await expectToFit(page)
  await page.goto('/settings')
  await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible()
  await expectToFit(page)
  await page.goto('/tools')
  await page.getByRole('link', { name: 'calculator' }).tap()
  await page.getByRole('button', { name: 'Duplicate as yours' }).tap()
  await page.getByRole('radio', { name: 'Rules' }).tap()
  await expect(page.getByRole('textbox', { name: 'Input schema' })).toBeVisible()
  await expectToFit(page)
  await page.getByRole('button', { name: 'All tools' }).tap()
  await expect(page.getByRole('link', { name: 'calculator', exact: true })).toBeInViewport()
  await expectToFit(page)
})

/**
 * Fails with what is wider than the screen, and with the names of what no finger hits. A thread that has
 * just grown comes to rest first.
 */
async function expectToFit(page: Page): Promise<void> {
  await expect.poll(() => tooSmall(page)).toEqual({ width: 390, small: [] })
}

function tooSmall(page: Page) {
  return page.evaluate(() => {
    // A target may reach beyond its box; what lies under a sheet is none.
    const reach = (target: Element) => {
      const { left, top, width, height } = target.getBoundingClientRect()
      const rows = Array.from({ length: 88 + Math.ceil(height) }, (_, row) => top - 44 + row)
      const hits = (y: number) => target.contains(document.elementFromPoint(left + width / 2, y))
      return rows.filter(hits).length
    }
    const targets = document.querySelectorAll('button, a, textarea, input:not([type=range])')
    const small = [...targets].filter((target) => {
      const { width, height } = target.getBoundingClientRect()
      const isCovered = target.closest('[aria-hidden=true], [inert]') !== null
      return width > 1 && height > 1 && height < 44 && !isCovered && reach(target) < 44
    })
    return {
      width: document.documentElement.scrollWidth,
      small: small.map((target) => target.getAttribute('aria-label') ?? target.textContent),
    }
  })
}

function reply() {
  return stream(encodeEvents(textEvents(200)))
}
