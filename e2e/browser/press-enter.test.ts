import type { Locator, Page } from '@playwright/test'
import { createGate } from '../harness/upstream/gate'
import { answerWith, asksOf, bodyOf, gatedAnswer } from './answers'
import {
  ask,
  beginAnew,
  box,
  inTurn,
  lastText,
  questions,
  row,
  send,
  sendButton,
  stopButton,
  write,
} from './chat'
import { expect, test } from './fixtures'

test('One Enter sends one turn: never none, two, or half of one', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'Enter sends once, and Shift+Enter breaks the line': async () => {
      await write(page, 'One')
      await box(page).press('Shift+Enter')
      await box(page).pressSequentially('Two')
      await expect(box(page)).toHaveValue('One\nTwo')
      await box(page).press('Enter')
      await expect(questions(page)).toContainText('One\nTwo')
      await expect(box(page)).toHaveValue('')
      await expect(lastText(page)).toBeVisible()
      expect(asksOf(upstream)).toHaveLength(1)
      expect(bodyOf(asksOf(upstream)[0]).messages).toEqual([
        { role: 'user', content: [{ type: 'text', text: 'One\nTwo' }] },
      ])
    },
    'Enter on nothing, or on spaces alone, sends nothing': async () => {
      // Until the model is known nothing could be sent anyway.
      await write(page, 'x')
      for (const text of ['', '  \n ']) {
        await box(page).fill(text)
        await box(page).press('Enter')
        await expect(sendButton(page)).toBeDisabled()
      }
      await expect(page).toHaveURL(/\/c$/)
      expect(asksOf(upstream)).toHaveLength(0)
    },
    'Enter, a click and Enter again in one moment send one turn': async () => {
      await write(page, 'Only once')
      await page.evaluate(() => {
        const area = document.querySelector('textarea[aria-label="Message"]')
        const button = [...document.querySelectorAll('button')].find(
          ({ textContent }) => textContent?.trim() === 'Send',
        )
        const enter = () =>
          area?.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true }),
          )
        enter()
        button?.click()
        enter()
      })
      await expect(lastText(page)).toHaveText('Only once')
      await expect(questions(page)).toHaveCount(1)
      expect(asksOf(upstream)).toHaveLength(1)
    },
    'A turn cannot be sent while an answer arrives, and what is typed then waits in the box':
      async () => {
        answerWith(upstream, { frames: [], refusal: 'silent' })
        await send(page, 'First')
        await expect(page.getByRole('button', { name: /^Stop( Esc)?$/ })).toBeVisible()
        await box(page).fill('Second')
        await box(page).press('Enter')
        await expect(box(page)).toHaveValue('Second')
        await page.getByRole('button', { name: /^Stop( Esc)?$/ }).click()
        await expect(sendButton(page)).toBeEnabled()
        await box(page).press('Enter')
        await expect(lastText(page)).toHaveText('Second')
        expect(asksOf(upstream)).toHaveLength(2)
      },
    'What is typed while the first turn leaves goes along into its conversation, all of it':
      async () => {
        await write(page, 'The question')
        await box(page).press('Enter')
        // At the pace of a fast hand, so that letters fall before, while and after the box is another one.
        await page.keyboard.type('ABCDEFGHIJKLMNOPQRSTUVWXYZ', { delay: 25 })
        await expect(lastText(page)).toHaveText('The question')
        await expect(box(page)).toHaveValue('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
        await page.getByRole('button', { name: 'New conversation' }).click()
        await expect(page).toHaveURL(/\/c$/)
        await expect(box(page)).toHaveValue('')
      },
    'Enter in the moment in which the first turn leaves begins no second conversation, and loses nothing':
      async () => {
        const gate = createGate()
        answerWith(upstream, gatedAnswer(3, gate))
        await write(page, 'The question')
        await box(page).press('Enter')
        await page.keyboard.type('And more')
        await page.keyboard.press('Enter')
        await expect(stopButton(page)).toBeVisible()
        await expect(box(page)).toHaveValue('And more')
        gate.open()
        await expect(lastText(page)).toHaveText('w0 w1 w2')
        await expect(box(page)).toHaveValue('And more')
        await expect(questions(page)).toHaveText(/The question/)
        expect(asksOf(upstream)).toHaveLength(1)
      },
  })
})

test('An Enter before the models have come sends as soon as they are there', async ({
  page,
  upstream,
}) => {
  const gate = createGate()
  await page.route('**/api/models?*', async (route) => {
    const written = await gate.pass()
    await route.continue()
    written()
  })
  await page.goto('/c')
  await box(page).fill('First of all')
  await box(page).press('Enter')
  await expect(page.getByRole('button', { name: 'Sending' })).toBeVisible()
  // Who goes on writing has not finished.
  await box(page).press('End')
  await box(page).pressSequentially(', this')
  await expect(page.getByRole('button', { name: 'Sending' })).toBeHidden()
  await box(page).press('Enter')
  gate.open()
  await expect(lastText(page)).toHaveText('First of all, this')
  await expect(box(page)).toHaveValue('')
  expect(asksOf(upstream)).toHaveLength(1)
})

/** How browsers tell that an Enter belongs to the input method. */
const COMPOSING: Record<string, (page: Page, field: Locator) => Promise<void>> = {
  'while it composes (Chromium, Firefox)': async (_page, field) => {
    await field.dispatchEvent('compositionstart')
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 13, isComposing: true })
    await field.dispatchEvent('compositionend', { data: '你好' })
  },
  'as key 229 after it has composed (Safari)': async (_page, field) => {
    await field.dispatchEvent('compositionstart')
    await field.dispatchEvent('compositionend', { data: '你好' })
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 })
  },
  'as a real input method sends it': async (page, field) => {
    await field.focus()
    const session = await page.context().newCDPSession(page)
    await session.send('Input.imeSetComposition', {
      text: '你好',
      selectionStart: 2,
      selectionEnd: 2,
    })
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 }
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
    await session.send('Input.insertText', { text: '你好' })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter })
  },
}

/** Does the same for each of them in one page: what they are compared by is the key, not the load. */
async function composeInTurn(
  act: (compose: (typeof COMPOSING)[string], at: number) => Promise<void>,
): Promise<void> {
  for (const [at, [how, compose]] of Object.entries(COMPOSING).entries()) {
    await test.step(`An Enter that chooses a word, ${how}`, () => act(compose, at))
  }
}

test('An Enter that chooses a word never sends, however browsers tell it', async ({
  page,
  upstream,
}) => {
  await page.goto('/c')
  await composeInTurn(async (compose, at) => {
    if (at > 0) await beginAnew(page)
    await write(page, '你好')
    await compose(page, box(page))
    await expect(box(page)).toHaveValue(/你好$/)
    await expect(page).toHaveURL(/\/c$/)
    expect(asksOf(upstream)).toHaveLength(at)
    await box(page).press('Enter')
    await expect(lastText(page)).toContainText('你好')
    expect(asksOf(upstream)).toHaveLength(at + 1)
  })
})

test('An Enter that chooses a word chooses nothing of the palette, however browsers tell it', async ({
  page,
}) => {
  await page.goto('/c')
  await composeInTurn(async (compose, at) => {
    if (at > 0) await beginAnew(page)
    await expect(box(page)).toBeFocused()
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: 'Search conversations' })
    await field.fill('settings')
    await expect(page.getByRole('option', { name: 'Open settings' })).toBeVisible()
    await compose(page, field)
    await expect(page.getByRole('dialog', { name: 'Search and actions' })).toBeVisible()
    await expect(page).toHaveURL(/\/c$/)
    await field.fill('open settings')
    await field.press('Enter')
    await expect(page).toHaveURL(/\/settings$/)
  })
})

test('An Enter that chooses a word does not end a renaming, however browsers tell it', async ({
  page,
}) => {
  let title = 'To be renamed'
  await ask(page, title)
  await expect(page.getByText('End of turn')).toBeVisible()
  await composeInTurn(async (compose, at) => {
    await row(page, title).press('F2')
    const field = page.getByRole('textbox', { name: 'Name of the conversation' })
    await field.fill(`新名字 ${at}`)
    await compose(page, field)
    await expect(field).toBeFocused()
    title = await field.inputValue()
    await field.press('Enter')
    await expect(row(page, title)).toBeVisible()
  })
})

test('An Enter that chooses a word adds no stop sequence and keeps no preset, however browsers tell it', async ({
  page,
}) => {
  await page.goto('/c')
  const chips = page.getByRole('button', { name: /^Remove / })
  await composeInTurn(async (compose, at) => {
    if (at > 0) await chips.click()
    await page.getByRole('button', { name: 'Add a stop sequence' }).click()
    const stop = page.getByRole('textbox', { name: 'New stop sequence' })
    await stop.fill('完')
    await compose(page, stop)
    await expect(stop).toHaveValue(/^完/)
    await expect(chips).toHaveCount(0)
    await stop.press('Enter')
    await expect(chips).toHaveCount(1)
    await expect(stop).toHaveValue('')
    await stop.press('Escape')

    await page.getByRole('button', { name: 'Presets of the panel' }).click()
    await page.getByRole('menuitem', { name: 'Save as preset' }).click()
    const name = page.getByRole('textbox', { name: 'Name of the preset' })
    await name.fill('预设')
    await compose(page, name)
    await expect(name).toHaveValue(/^预设/)
    await expect(name).toBeFocused()
    await name.press('Escape')
    await expect(name).toBeHidden()
  })
})
