import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { failure, stream } from '../harness/upstream/script'
import { answerWith, gatedAnswer, releaseTokens } from './answers'
import { expectNoBarrier, findBarriers } from './barriers'
import { alert, answers, ask, box, inTurn, lastText, send, stopButton, write } from './chat'
import { expect, test } from './fixtures'

const DIALOG = '[role=dialog]'

test('Nothing of the runs is a barrier', async ({ page }) => {
  await ask(page, 'To be looked at')
  await expect(lastText(page)).toHaveText('To be looked at')
  await page.goto('/runs')
  await page.locator('a[data-row][href^="/runs/"]').first().click()
  await expect(page.getByRole('img', { name: /^Timeline of/ })).toBeVisible()
  await expectNoBarrier(page)
  await page.getByRole('tab', { name: 'Usage' }).click()
  await expect(page.getByRole('region', { name: 'Cost' })).toBeVisible()
  await expectNoBarrier(page)
})

test('Nothing of the tools is a barrier', async ({ page }) => {
  await page.goto('/tools')
  await page.getByRole('button', { name: 'New tool' }).click()
  await page.getByRole('radio', { name: 'Rules' }).click()
  await page.getByRole('textbox', { name: 'Input schema' }).click()
  await page.keyboard.press('ControlOrMeta+A')
  const properties = { a: { type: 'strng' }, b: { enum: ['x', 'y'] }, c: { format: 'date' } }
  await page.keyboard.insertText(JSON.stringify({ type: 'object', properties }))
  await expect(page.getByText('Did you mean string?')).toBeVisible()
  await expectNoBarrier(page)
})

test('Nothing of the chat before a turn is a barrier', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'Nothing of a new conversation is a barrier': async () => {
      await expect(page.getByLabel('System prompt')).toBeVisible()
      await expectNoBarrier(page)
    },
    'Nothing of the palette, of an empty search and of the sheet of keys is a barrier':
      async () => {
        await box(page).focus()
        await page.keyboard.press('Control+k')
        await expect(page.getByRole('option').first()).toBeVisible()
        await expectNoBarrier(page, DIALOG)
        await page.keyboard.type('no such thing')
        await expect(page.getByText(/Nothing matches/)).toBeVisible()
        await expectNoBarrier(page, DIALOG)
        await page.getByRole('combobox').fill('shortcuts')
        await page.keyboard.press('Enter')
        await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
        await expectNoBarrier(page, DIALOG)
        await page.keyboard.press('Escape')
      },
    'Nothing of an open menu, picker or drawer is a barrier': async () => {
      const picker = page.getByRole('combobox', { name: /^Choose a model/ })
      await picker.click()
      await expect(page.getByRole('listbox')).toBeVisible()
      expect(await findBarriers(page)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('listbox')).toHaveCount(0)
      await page.getByRole('combobox', { name: 'API version' }).click()
      await expect(page.getByRole('listbox')).toBeVisible()
      expect(await findBarriers(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.setViewportSize({ width: 390, height: 844 })
      for (const opener of ['Open sidebar', 'Show request settings']) {
        await page.getByRole('button', { name: opener }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        expect(await findBarriers(page)).toEqual([])
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
      await page.setViewportSize({ width: 1280, height: 800 })
    },
    'Nothing of the request view, of a refused value or of a preset is a barrier': async () => {
      await page.getByRole('button', { name: 'Use Sonnet 4', exact: true }).click()
      await page.getByRole('textbox', { name: 'temperature' }).fill('0.4')
      await page.getByRole('radio', { name: 'Budget' }).click()
      await page.getByRole('button', { name: 'temperature: what it does' }).click()
      await expect(page.getByText('Not sent: it does not go with thinking on.')).toBeVisible()
      await expectNoBarrier(page)
      await page.getByRole('button', { name: 'View request' }).click()
      await expectNoBarrier(page)
      await page.getByRole('button', { name: 'Presets of the panel' }).click()
      await page.getByRole('menuitem', { name: 'Save as preset' }).click()
      await expect(page.getByRole('textbox', { name: 'Name of the preset' })).toBeFocused()
      await expectNoBarrier(page)
      await page.keyboard.press('Escape')
      await page.getByRole('tab', { name: 'Settings' }).click()
    },
    'Nothing of the editor of turns and of the request for another model is a barrier':
      async () => {
        await write(page, 'Hello')
        await page.getByRole('heading', { name: /^More/ }).getByRole('button').click()
        await page.getByRole('button', { name: 'Write the turns' }).click()
        const editor = page.getByRole('dialog', { name: 'Write the turns' })
        await editor.getByRole('button', { name: 'Add a turn', exact: true }).click()
        await page.keyboard.type('An example')
        await editor.getByRole('switch', { name: 'Send turn 1' }).click()
        await expectNoBarrier(page, DIALOG)
        await editor.getByRole('button', { name: 'Discard' }).click()
        await page.getByRole('tab', { name: 'Request' }).click()
        await page.getByRole('button', { name: 'Make a link' }).click()
        await expect(page.getByRole('link', { name: /request=/ })).toBeVisible()
        await page.getByRole('button', { name: 'Open in another model' }).click()
        await expect(
          page.getByRole('region', { name: 'What changes in the request' }),
        ).toBeVisible()
        // On a phone the panel that it belongs to is put away.
        expect(await findBarriers(page)).toEqual([])
      },
  })
})

test('Nothing of a thread is a barrier', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'Nothing of an answer that arrives is a barrier': async () => {
      const gate = createGate()
      answerWith(upstream, gatedAnswer(30, gate))
      await send(page, 'Count')
      await releaseTokens(gate, 10)
      await expect(lastText(page)).toBeVisible()
      await expectNoBarrier(page)
      await expect(stopButton(page)).toBeVisible()
    },
    'Nothing of finished and failed answers is a barrier': async () => {
      const frames = encodeEvents(textEvents(30))
      const head = Buffer.byteLength(frames.slice(0, 12).join(''))
      answerWith(upstream, stream(frames), stream(frames, { cut: { atByte: head, how: 'fin' } }))
      await send(page, 'Count')
      await expect(answers(page).last()).toContainText('End of turn')
      await send(page, 'Again')
      await expect(answers(page).last()).toContainText('Cut off')
      await expectNoBarrier(page)
      answerWith(upstream, failure(403, 'permission_error'))
      await page.getByRole('button', { name: 'Retry', exact: true }).click()
      await expect(alert(page)).toBeVisible()
      await expectNoBarrier(page)
    },
    'Nothing of a wait for the next attempt is a barrier': async () => {
      answerWith(upstream, failure(529, 'overloaded_error', [['retry-after', '55']]))
      await send(page, 'Try this')
      await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
      await expectNoBarrier(page)
      await page.getByRole('button', { name: 'Cancel' }).click()
      await expect(stopButton(page)).toBeHidden()
    },
    'Nothing of what opens at an answer is a barrier': async () => {
      answerWith(upstream, stream(encodeEvents(textEvents(5))), failure(403, 'permission_error'))
      await send(page, 'Count')
      for (const opener of [/how it is computed$/, /what it holds$/]) {
        await page.getByRole('button', { name: opener }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        expect(await findBarriers(page)).toEqual([])
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
      await send(page, 'Again')
      await page.getByRole('button', { name: 'Answer with another model' }).click()
      await expect(page.getByRole('menuitem').first()).toBeVisible()
      expect(await findBarriers(page)).toEqual([])
      await page.keyboard.press('Escape')
    },
    'Nothing of an edit, of the raw view and of tool blocks is a barrier': async () => {
      const tools = readFileSync(resolve('lib/wire/__fixtures__/server-tools.sse'), 'utf8')
      answerWith(upstream, stream([tools]))
      await send(page, 'Look it up')
      await expect(answers(page)).toContainText('End of turn')
      await page.getByRole('button', { name: /^web_search/ }).click()
      await page.getByRole('article', { name: 'You' }).hover()
      await page.getByRole('button', { name: 'Edit and resubmit' }).click()
      await page.keyboard.press('Tab')
      await expectNoBarrier(page)
      await page.getByRole('button', { name: 'Raw request and answer' }).click()
      const sheet = page.getByRole('dialog')
      for (const tab of ['Response', /^Events/]) {
        await expect(sheet.getByRole('tab', { name: tab })).toBeVisible()
        await sheet.getByRole('tab', { name: tab }).click()
        await expectNoBarrier(page, DIALOG)
      }
    },
  })
})

test('Nothing of an answer with every kind of Markdown is a barrier', async ({ page, start }) => {
  const sandbox = await start()
  await page.goto(`${sandbox.url}/c`)
  await send(page, 'Show all [[gallery]]')
  await expect(answers(page).last()).toContainText('End of turn')
  await expectNoBarrier(page)
})

test('Nothing of the settings is a barrier', async ({ page }) => {
  await page.goto('/settings')
  await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible()
  await page.getByRole('button', { name: 'Reveal the key' }).click()
  await page.getByRole('button', { name: 'Edit the price of Haiku 5.5' }).click()
  await page.getByRole('form').getByLabel('Input').first().fill('a lot')
  await page.getByRole('button', { name: 'Save' }).click()
  await expectNoBarrier(page)
})

test.describe('Behind a password', () => {
  test.use({ tolerated: /401/ })

  test('Nothing of the sign-in page is a barrier', async ({ page, start }) => {
    const closed = await start({ env: { PARLEY_PASSWORD: 'a long password' } })
    await page.goto(`${closed.url}/c`)
    await expectNoBarrier(page)
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('This password is not right.')).toBeVisible()
    await expectNoBarrier(page)
  })
})

test('The main walk needs no mouse: new conversation, ask, stop, retry, settings', async ({
  page,
  upstream,
}) => {
  const gate = createGate()
  answerWith(upstream, gatedAnswer(30, gate))
  await page.goto('/c')
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('By keyboard')
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled()
  await page.keyboard.press('Enter')
  await releaseTokens(gate, 3)
  await expect(lastText(page)).toHaveText('w0 w1 w2')
  await page.keyboard.press('Escape')
  const retry = page.getByRole('button', { name: 'Retry', exact: true })
  await expect(retry).toBeVisible()
  await tabTo(page, retry, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(lastText(page)).toHaveText('By keyboard')
  await tabTo(page, page.getByRole('link', { name: 'Settings' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings$/)
})

test('What closes gives the focus back, and what folds away leaves it on the way to bring it back', async ({
  page,
}) => {
  await page.goto('/c')
  await expect(box(page)).toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(box(page)).toBeFocused()
  for (const [act, back] of [
    ['Collapse sidebar', 'Expand sidebar'],
    ['Expand sidebar', 'Collapse sidebar'],
    ['Hide request settings', 'Show request settings'],
    ['Show request settings', 'Hide request settings'],
  ] as const) {
    await page.getByRole('button', { name: act }).press('Enter')
    await expect(page.getByRole('button', { name: back })).toBeFocused()
  }
  await page.getByRole('button', { name: 'View request' }).press('Enter')
  await expect(page.getByRole('tab', { name: 'Request' })).toBeFocused()
})

test('A screen reader hears how an answer ended: whole, or early', async ({ page, upstream }) => {
  const gate = createGate()
  answerWith(upstream, stream(encodeEvents(textEvents(5))), gatedAnswer(30, gate))
  const said = page.locator('[aria-live="polite"]').filter({ hasText: /answer/i })
  await ask(page, 'Count')
  await expect(said).toContainText('Answer complete')
  await send(page, 'Again')
  await releaseTokens(gate, 3)
  await expect(lastText(page)).toHaveText('w0 w1 w2')
  await stopButton(page).click()
  await expect(said).toContainText('The answer ended early')
})

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>, key: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error('The focus never came there.')
}
