import type { Page } from '@playwright/test'
import { answers, ask, box, holdBack, inTurn, lastText, questions, send } from './chat'
import { expect, test } from './fixtures'

const place = (page: Page, name: string) => page.getByRole('group', { name, exact: true })

/** Two questions, each with its answer: the fake upstream says what it was asked. */
async function askTwice(page: Page): Promise<void> {
  await send(page, 'first question')
  await expect(answers(page)).toContainText('End of turn')
  await send(page, 'second question')
  await expect(answers(page)).toHaveCount(2)
  await expect(answers(page).last()).toContainText('End of turn')
}

test('The tree of a conversation is walked, grown, cut and mended', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'A turn that is edited by the keyboard alone goes out anew beside the old one, and arrow keys walk between them':
      async () => {
        await askTwice(page)
        await questions(page).first().getByRole('button', { name: 'Copy as Markdown' }).focus()
        await page.keyboard.press('e')
        const editor = page.getByRole('textbox', { name: 'Your message, to be sent anew' })
        await expect(editor).toBeFocused()
        await page.keyboard.type(' put better')
        await page.keyboard.press('Enter')
        await expect(place(page, 'Version 2 of 2')).toBeVisible()
        await expect(lastText(page)).toHaveText('first question put better')
        await expect(questions(page)).toHaveCount(1)

        await page.getByRole('button', { name: 'Previous version' }).focus()
        await page.keyboard.press('ArrowLeft')
        await expect(place(page, 'Version 1 of 2')).toBeVisible()
        await expect(lastText(page)).toHaveText('second question')
        await expect(page.getByRole('button', { name: 'Previous version' })).toBeFocused()
        await page.reload()
        await expect(lastText(page)).toHaveText('second question')
        await page.getByRole('button', { name: 'Next version' }).click()
        await expect(lastText(page)).toHaveText('first question put better')
      },
    'Another version comes into the place of the one in view: the reader stays there': async () => {
      await send(page, 'first question')
      await expect(answers(page)).toContainText('End of turn')
      await send(page, `${'a line\n\n'.repeat(80)}the end`)
      await expect(answers(page)).toHaveCount(2)
      await expect(answers(page).last()).toContainText('End of turn')
      const edit = questions(page).first().getByRole('button', { name: 'Edit and resubmit' })
      await edit.scrollIntoViewIfNeeded()
      await edit.focus()
      await page.keyboard.press('e')
      await page.keyboard.type(' put better')
      await page.keyboard.press('Enter')
      await expect(lastText(page)).toHaveText('first question put better')
      const previous = page.getByRole('button', { name: 'Previous version' })
      const top = async () => Math.round((await previous.boundingBox())?.y ?? -1)
      const before = await top()
      await previous.click()
      await expect(place(page, 'Version 1 of 2')).toBeVisible()
      await expect(answers(page)).toHaveCount(2)
      await expect(answers(page).last()).toContainText('End of turn')
      expect(Math.abs((await top()) - before)).toBeLessThan(8)
    },
    'Letters act on the turn that has the focus, and are text where one types': async () => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await send(page, 'Some **strong** words')
      await expect(answers(page)).toContainText('End of turn')
      const copied = () => page.evaluate(() => navigator.clipboard.readText())
      await answers(page).getByRole('button', { name: 'More' }).focus()
      await page.keyboard.press('c')
      await expect.poll(copied).toBe('Some **strong** words')
      await page.evaluate(() => navigator.clipboard.writeText('nothing'))
      await questions(page).getByRole('button', { name: 'More' }).first().focus()
      await page.keyboard.press('e')
      await page.keyboard.type('ce ')
      await expect(
        page.getByRole('textbox', { name: 'Your message, to be sent anew' }),
      ).toHaveValue(/ce /)
      expect(await copied()).toBe('nothing')
    },
    'An answer asked for again stands beside the first, as that was asked or as the panel says now':
      async () => {
        await send(page, 'first question')
        await expect(answers(page)).toContainText('End of turn')
        await page.getByRole('button', { name: 'Answer again' }).click()
        await expect(place(page, 'Answer 2 of 2')).toBeVisible()
        await expect(answers(page)).toContainText('End of turn')

        await page.getByRole('textbox', { name: 'System prompt' }).fill('Be brief.')
        await page.getByRole('button', { name: 'Answer again' }).click()
        await page.getByRole('menuitem', { name: 'With the settings of this answer' }).click()
        await expect(place(page, 'Answer 3 of 3')).toBeVisible()
        await expect(answers(page)).toContainText('End of turn')
        await expect(page.getByRole('textbox', { name: 'System prompt' })).toHaveValue('Be brief.')
      },
    'A thread goes on from any turn; what followed stays as a branch that can be shown again':
      async () => {
        await askTwice(page)
        await answers(page).first().getByRole('button', { name: 'Branch from here' }).click()
        await expect(page.getByText('2 later turns stay as a branch.')).toBeVisible()
        await expect(box(page)).toBeFocused()
        await send(page, 'another way')
        await expect(lastText(page)).toHaveText('another way')
        await place(page, 'Version 2 of 2')
          .getByRole('button', { name: 'Previous version' })
          .click()
        await expect(lastText(page)).toHaveText('second question')
      },
    'A conversation whose only turn is deleted says that nothing is left, until Undo': async () => {
      await send(page, 'first question')
      await expect(answers(page)).toContainText('End of turn')
      await questions(page).hover()
      await questions(page).getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Delete from here' }).click()
      await expect(page.getByRole('main')).toContainText('Nothing is left here')
      await page.getByRole('button', { name: /^Undo/ }).click()
      await expect(lastText(page)).toHaveText('first question')
      await expect(page.getByRole('main')).not.toContainText('Nothing is left here')
    },
    'Ctrl+Z takes back what was deleted from a turn on, though the server has not yet heard of it':
      async () => {
        await askTwice(page)
        const release = await holdBack(page, { method: 'PATCH' })
        await questions(page).last().hover()
        await questions(page).last().getByRole('button', { name: 'More' }).click()
        await page.getByRole('menuitem', { name: 'Delete from here' }).click()
        await expect(questions(page)).toHaveCount(1)
        await page.keyboard.press('Control+z')
        release()
        await expect(lastText(page)).toHaveText('second question')
        await page.reload()
        await expect(lastText(page)).toHaveText('second question')
      },
    'The raw view shows the request as it went, the answer as it came, and each event':
      async () => {
        await send(page, 'first question')
        await expect(answers(page)).toContainText('End of turn')
        await page.getByRole('button', { name: 'Raw request and answer' }).click()
        const sheet = page.getByRole('dialog', { name: 'Raw request and answer' })
        await expect(sheet).toContainText('anthropic-version')
        await expect(sheet).not.toContainText('fake-upstream-key')
        await sheet.getByRole('radio', { name: 'Text' }).click()
        await expect(sheet).toContainText('"text":"first question"')
        await sheet.getByRole('tab', { name: 'Response' }).click()
        await expect(sheet).toContainText('HTTP 200')
        await sheet.getByRole('tab', { name: /^Events/ }).click()
        await sheet
          .getByRole('button', { name: /content_block_delta/ })
          .first()
          .click()
        await expect(sheet).toContainText('"type": "text_delta"')
        await page.keyboard.press('Escape')
        await expect(sheet).toBeHidden()
      },
  })
})

test.describe('With a server that refuses once', () => {
  test.use({ tolerated: /status of 503/ })

  test('An edit that is left by Escape changes nothing; one that does not arrive keeps its text', async ({
    page,
    context,
  }) => {
    await ask(page, 'first question')
    await expect(answers(page)).toContainText('End of turn')
    const edit = questions(page).getByRole('button', { name: 'Edit and resubmit' })
    const editor = page.getByRole('textbox', { name: 'Your message, to be sent anew' })
    await questions(page).hover()
    await questions(page).getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Edit and resubmit' }).click()
    await expect(editor).toBeFocused()
    await editor.fill('something else')
    await page.keyboard.press('Escape')
    await expect(editor).toBeHidden()
    await expect(questions(page)).toContainText('first question')
    await expect(edit).toBeFocused()

    await edit.click()
    await editor.fill('something else')
    await context.route('**/api/runs', (route) => route.fulfill({ status: 503, body: '{}' }))
    await page.getByRole('button', { name: 'Save and send' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Not sent anew' })).toBeVisible()
    await expect(editor).toHaveValue('something else')
    await context.unroute('**/api/runs')
    await page.getByRole('button', { name: 'Save and send' }).click()
    await expect(lastText(page)).toHaveText('something else')
  })
})

test('What is deleted from a turn on goes in every tab, and comes back by Undo', async ({
  context,
  page,
}) => {
  await page.goto('/c')
  await askTwice(page)
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(answers(other)).toHaveCount(2)
  await questions(page).last().hover()
  await questions(page).last().getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Delete from here' }).click()
  for (const tab of [page, other]) await expect(questions(tab)).toHaveCount(1)
  await expect(box(page)).toBeFocused()
  // The offer may have gone by now; its key has not.
  await page.keyboard.press('Control+z')
  for (const tab of [page, other]) await expect(lastText(tab)).toHaveText('second question')
})
