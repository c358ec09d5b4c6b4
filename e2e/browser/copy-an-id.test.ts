import type { Page } from '@playwright/test'
import { answers, ask, box } from './chat'
import { expect, test } from './fixtures'

test.use({ keepsPage: false })

/** Runs in the page: what a browser shows of itself over plain HTTP from another machine. */
function hideClipboard(): void {
  Object.defineProperty(window, 'isSecureContext', { value: false })
  Object.defineProperty(navigator, 'clipboard', { value: undefined })
}

const OPENED: Record<string, (page: Page) => Promise<unknown>> = {
  'on this machine': (page) =>
    page.context().grantPermissions(['clipboard-read', 'clipboard-write']),
  'where scripts have no clipboard': (page) => page.addInitScript(hideClipboard),
}

for (const [where, prepare] of Object.entries(OPENED)) {
  test(`What a click has copied can be pasted, opened ${where}`, async ({ page }) => {
    await prepare(page)
    await ask(page, 'Hi')
    await expect(answers(page)).toContainText('End of turn')
    await expect(box(page)).toBeFocused()
    const copy = page.getByRole('button', { name: 'Copy the model id claude-sonnet-5-5' })
    await copy.focus()
    await page.keyboard.press('Enter')
    const copied = page.getByRole('button', { name: 'Copied' })
    await expect(copied).toBeFocused()
    await expect(copy).toBeVisible()
    await box(page).focus()
    await page.keyboard.press('Control+v')
    await expect(box(page)).toHaveValue('claude-sonnet-5-5')
  })
}
