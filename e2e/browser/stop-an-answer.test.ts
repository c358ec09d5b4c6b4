import type { Page } from '@playwright/test'
import { createGate } from '../harness/upstream/gate'
import { answerWith, gatedAnswer, nthAsk, releaseTokens } from './answers'
import { answers, box, inTurn, lastText, send, stopButton } from './chat'
import { expect, test } from './fixtures'

const WAYS: Record<string, (page: Page) => Promise<void>> = {
  'The Stop button': (page) => stopButton(page).click(),
  'Esc in the box': (page) => box(page).press('Escape'),
  'Esc anywhere': async (page) => {
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('Escape')
  },
}

test('An answer ends by the Stop button or by Esc: its text is kept and marked, the upstream is let go', async ({
  page,
  upstream,
}) => {
  await inTurn(
    page,
    upstream,
    Object.fromEntries(Object.entries(WAYS).map(([way, stop]) => [way, () => endBy(stop)])),
  )

  async function endBy(stop: (page: Page) => Promise<void>): Promise<void> {
    const gate = createGate()
    answerWith(upstream, gatedAnswer(100, gate))
    await send(page, 'Tell me much')
    await releaseTokens(gate, 5)
    await expect(lastText(page)).toHaveText('w0 w1 w2 w3 w4')
    await stop(page)
    await expect(answers(page).last()).toContainText('Stopped after about')
    const call = await nthAsk(upstream, 1)
    expect((await call.closed).isAborted).toBe(true)
    await expect(lastText(page)).toHaveText('w0 w1 w2 w3 w4')
    await expect(page.getByRole('button', { name: 'Send' })).toBeVisible()
    await page.reload()
    await expect(lastText(page)).toHaveText('w0 w1 w2 w3 w4')
    await expect(answers(page).last()).toContainText('Stopped after about')
  }
})

test('What comes to no end is left alone, or asked again', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'Stop before the first token says so, and Retry asks again': async () => {
      answerWith(upstream, { frames: [], refusal: 'silent' })
      await send(page, 'Say something')
      await expect(answers(page).last()).toContainText('Waiting for the first token')
      await stopButton(page).click()
      await expect(answers(page).last()).toContainText('Stopped before the first token.')
      await page.getByRole('button', { name: 'Retry', exact: true }).click()
      await expect(lastText(page)).toHaveText('Say something')
    },
    'Esc in a menu closes the menu and leaves the answer alone': async () => {
      const gate = createGate()
      answerWith(upstream, gatedAnswer(3, gate))
      await send(page, 'Tell me much')
      await releaseTokens(gate, 1)
      await expect(lastText(page)).toHaveText('w0')
      await page.getByRole('combobox', { name: /^Choose a model/ }).click()
      await expect(page.getByRole('listbox')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('listbox')).toBeHidden()
      await expect(stopButton(page)).toBeVisible()
      gate.open()
      await expect(answers(page).last()).toContainText('End of turn')
    },
  })
})
