import type { Page } from '@playwright/test'
import {
  alert,
  answers,
  ask,
  box,
  holdBack,
  inTurn,
  lastText,
  pickFromMenu,
  row,
  send,
} from './chat'
import { expect, test } from './fixtures'

// A deleted conversation's address answers 404.
test.use({ tolerated: /404|ERR_FAILED/ })

const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name of the conversation' })
const title = (page: Page) => page.getByRole('heading', { level: 1 })
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ })

test('A conversation has the name that it is given', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'A conversation is renamed from its menu, and keeps its name over a reload': async () => {
      await send(page, 'First name')
      await expect(lastText(page)).toHaveText('First name')
      await pickFromMenu(page, 'First name', 'Rename')
      await expect(nameField(page)).toHaveValue('First name')
      await nameField(page).fill('Second name')
      await nameField(page).press('Enter')
      await expect(row(page, 'Second name')).toBeVisible()
      await expect(title(page)).toHaveText('Second name')
      await page.reload()
      await expect(row(page, 'Second name')).toBeVisible()
      await expect(row(page, 'First name')).toBeHidden()
    },
    'Escape in the name keeps the old one, and an empty name is none': async () => {
      await send(page, 'Keeps its name')
      await expect(lastText(page)).toHaveText('Keeps its name')
      await row(page, 'Keeps its name').press('F2')
      await nameField(page).fill('Thrown away')
      await nameField(page).press('Escape')
      await expect(row(page, 'Keeps its name')).toBeFocused()
      await page.keyboard.press('F2')
      await nameField(page).fill('   ')
      await nameField(page).press('Enter')
      await expect(row(page, 'Keeps its name')).toBeVisible()
    },
    'Tab stops at the conversation that was opened last, also after another one had the focus':
      async () => {
        await send(page, 'Had the focus')
        await expect(lastText(page)).toHaveText('Had the focus')
        await page.getByRole('button', { name: 'New conversation' }).click()
        await expect(page).toHaveURL(/\/c$/)
        await row(page, 'Had the focus').focus()
        await send(page, 'Opened last')
        await expect(row(page, 'Opened last')).toHaveAttribute('aria-current', 'page')
        await expect(row(page, 'Opened last')).toHaveAttribute('tabindex', '0')
        await expect(row(page, 'Had the focus')).toHaveAttribute('tabindex', '-1')
      },
    'A long title ends before the edge of its row, and is whole in its tooltip': async () => {
      const title = 'A conversation whose title is much longer than its row'
      await send(page, title)
      await expect(answers(page)).toContainText('End of turn')
      const link = row(page, title)
      const text = link.getByTitle(title)
      const [outer, inner] = await Promise.all([link.boundingBox(), text.boundingBox()])
      const right = (area: typeof outer) => (area?.x ?? 0) + (area?.width ?? 0)
      expect(right(outer) - right(inner)).toBeGreaterThanOrEqual(16)
    },
  })
})

test('A deleted conversation comes back, however that is asked for', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'A deleted conversation leaves the list and the screen, and its button brings it back':
      async () => {
        await send(page, 'To be undone')
        await expect(lastText(page)).toHaveText('To be undone')
        const url = page.url()
        await pickFromMenu(page, 'To be undone', 'Delete')
        await expect(page).toHaveURL(/\/c$/)
        await expect(row(page, 'To be undone')).toBeHidden()
        await undo(page).click()
        await expect(page).toHaveURL(url)
        await expect(lastText(page)).toHaveText('To be undone')
        await expect(row(page, 'To be undone')).toBeVisible()
        await page.reload()
        await expect(lastText(page)).toHaveText('To be undone')
      },
    'Ctrl+Z takes a deletion back at once, where the focus is after it': async () => {
      await send(page, 'Deleted by key')
      await expect(lastText(page)).toHaveText('Deleted by key')
      await row(page, 'Deleted by key').press('Delete')
      await expect(undo(page)).toBeVisible()
      await page.keyboard.press('Control+z')
      await expect(row(page, 'Deleted by key')).toBeVisible()
      await expect(lastText(page)).toHaveText('Deleted by key')
    },
    'Ctrl+Z takes a deletion back though the server has not yet heard of it': async () => {
      await send(page, 'Deleted by mistake')
      await expect(lastText(page)).toHaveText('Deleted by mistake')
      const url = page.url()
      const release = await holdBack(page, { method: 'DELETE' })
      await row(page, 'Deleted by mistake').press('Delete')
      await expect(row(page, 'Deleted by mistake')).toBeHidden()
      await page.keyboard.press('Control+z')
      release()
      await expect(row(page, 'Deleted by mistake')).toBeVisible()
      await expect(page).toHaveURL(url)
      await page.reload()
      await expect(lastText(page)).toHaveText('Deleted by mistake')
    },
    'The offer to undo stands over the middle of the box, however high that has grown':
      async () => {
        await send(page, 'Deleted from afar')
        await expect(lastText(page)).toHaveText('Deleted from afar')
        await page.getByRole('button', { name: 'New conversation' }).click()
        await expect(page).toHaveURL(/\/c$/)
        for (const lines of [1, 6]) {
          await box(page).fill('line\n'.repeat(lines))
          await row(page, 'Deleted from afar').press('Delete')
          await expect(undo(page)).toBeVisible()
          const [note, area] = await Promise.all([
            page
              .getByRole('dialog')
              .filter({ has: undo(page) })
              .boundingBox(),
            box(page).boundingBox(),
          ])
          if (note === null || area === null) throw new Error('One of them is not there.')
          expect(note.x + note.width / 2).toBeCloseTo(area.x + area.width / 2, 0)
          expect(note.y + note.height).toBeLessThan(area.y)
          await undo(page).click()
          await expect(row(page, 'Deleted from afar')).toBeVisible()
          await page.getByRole('button', { name: 'New conversation' }).click()
          await expect(page).toHaveURL(/\/c$/)
        }
      },
  })
})

test('A rename, a pin or a delete that does not reach the server is taken back, and said so', async ({
  page,
}) => {
  await ask(page, 'Stays as it is')
  await expect(lastText(page)).toHaveText('Stays as it is')
  await page.route('**/api/conversations/*', (route) =>
    route.request().method() === 'GET' ? route.continue() : route.abort(),
  )
  const said = page.getByRole('navigation', { name: 'Conversations' }).getByRole('alert')
  await pickFromMenu(page, 'Stays as it is', 'Pin')
  await expect(said).toContainText('The conversation was not changed')
  await expect(page.getByRole('img', { name: 'Pinned' })).toBeHidden()
  await row(page, 'Stays as it is').press('Delete')
  await expect(said).toContainText('The conversation was not deleted')
  await expect(row(page, 'Stays as it is')).toBeVisible()
  // With the list put away it stands over the screen, once.
  await page.getByRole('button', { name: 'Collapse sidebar' }).click()
  await expect(alert(page)).toContainText('The conversation was not deleted')
  await alert(page).getByRole('button', { name: 'Dismiss' }).click()
  await expect(alert(page)).toBeHidden()
  await page.getByRole('button', { name: 'Expand sidebar' }).click()
  await expect(row(page, 'Stays as it is')).toBeVisible()
  await expect(said).toBeHidden()
  await page.unrouteAll()
  await pickFromMenu(page, 'Stays as it is', 'Pin')
  await expect(page.getByRole('img', { name: 'Pinned' })).toBeVisible()
  await expect(said).toBeHidden()
})

test('Whoever acts in the sidebar as soon as it opens keeps the focus there', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Collapse sidebar' }).click()
  const expand = page.getByRole('button', { name: 'Expand sidebar' })
  await expect(expand).toBeFocused()
  // Before the next frame, which is sooner than a driver from outside can act.
  const focused = await expand.evaluate(async (button: HTMLElement) => {
    button.click()
    await Promise.resolve()
    document.querySelector<HTMLElement>('aside a[href="/files"]')?.focus()
    const nameOfFocus = () => document.activeElement?.textContent
    const before = nameOfFocus()
    for (let i = 0; i < 4; i++) await new Promise((go) => requestAnimationFrame(go))
    return { before, after: nameOfFocus() }
  })
  expect(focused).toEqual({ before: 'Files', after: 'Files' })
})

test('A conversation that was deleted for good is not at its address any more', async ({
  page,
}) => {
  await ask(page, 'Gone for good')
  await expect(lastText(page)).toHaveText('Gone for good')
  const url = page.url()
  await row(page, 'Gone for good').press('Delete')
  await expect(row(page, 'Gone for good')).toBeHidden()
  await page.goto(url)
  await expect(page.getByText('This conversation is not here')).toBeVisible()
  await page.getByRole('link', { name: 'Start a new one' }).click()
  await send(page, 'Something else')
  await expect(lastText(page)).toHaveText('Something else')
})

test('The page of a conversation that is not here offers no settings of a next request', async ({
  page,
}) => {
  const panel = page.getByRole('complementary', { name: 'Request settings' })
  await page.goto('/c')
  await expect(panel).toBeVisible()
  await page.goto('/c/00000000-0000-7000-8000-000000000000')
  await expect(page.getByText('This conversation is not here')).toBeVisible()
  await expect(panel).toBeHidden()
  await expect(page.getByRole('button', { name: 'Show request settings' })).toBeHidden()
  await page.getByRole('link', { name: 'Start a new one' }).click()
  await expect(panel.getByLabel('System prompt')).toBeVisible()
})

test('Each conversation keeps a draft of its own, and the new one too, over a reload', async ({
  page,
}) => {
  await ask(page, 'Conversation one')
  await expect(lastText(page)).toHaveText('Conversation one')
  await box(page).fill('draft in one')
  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(box(page)).toHaveValue('')
  await send(page, 'Conversation two')
  await expect(lastText(page)).toHaveText('Conversation two')
  await box(page).fill('draft in two')
  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(page).toHaveURL(/\/c$/)
  await box(page).fill('draft of a new one')
  await page.reload()
  await expect(box(page)).toHaveValue('draft of a new one')
  await row(page, 'Conversation one').click()
  await expect(box(page)).toHaveValue('draft in one')
  await row(page, 'Conversation two').click()
  await expect(box(page)).toHaveValue('draft in two')
  await page.reload()
  await expect(box(page)).toHaveValue('draft in two')
})
