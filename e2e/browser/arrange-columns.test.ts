import type { Page } from '@playwright/test'
import { attach } from './chat'
import { answersIn, bodies, box, column, compare, head, send, turn } from './comparing'
import { expect, test } from './fixtures'

/** What a screen reader is told of the columns. */
const told = (page: Page) => page.getByRole('main').locator('[aria-live] p').last()

test('Columns are arranged, edited, taken out and begun from a conversation', async ({
  page,
  upstream,
}) => {
  await test.step('They are moved by keys, added, duplicated with their history, removed, and brought back', async () => {
    await compare(page, 'Sonnet 5.5', 'Sonnet 4')
    await send(page, 'First words')
    await expect(answersIn(page, 1)).toContainText(['First words', 'First words'])
    await column(page, 1)
      .getByRole('button', { name: /^Move Sonnet 5.5/ })
      .press('ArrowRight')
    await expect(head(page, 1)).toHaveAccessibleName(/Sonnet 4/)
    await expect(column(page, 2).getByRole('button', { name: /^Move Sonnet 5.5/ })).toBeFocused()
    await expect(told(page)).toHaveText('Sonnet 5.5 is column 2 of 2')
    await column(page, 2).getByRole('button', { name: 'More for Sonnet 5.5' }).click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await expect(column(page, 3)).toBeVisible()
    await expect(answersIn(page, 1)).toHaveCount(3)
    await column(page, 1).getByRole('button', { name: 'More for Sonnet 4' }).click()
    await page.getByRole('menuitem', { name: 'Remove column' }).click()
    await expect(column(page, 3)).toHaveCount(0)
    // The next one has the focus that it had.
    await expect(head(page, 1)).toBeFocused()
    await page.keyboard.press('ControlOrMeta+Z')
    await expect(column(page, 3)).toBeVisible()
    await expect(head(page, 1)).toHaveAccessibleName(/Sonnet 4/)
    await expect(answersIn(page, 1)).toHaveCount(3)
  })

  await test.step('Of several that were removed each can be brought back', async () => {
    const add = page.getByRole('button', { name: 'Add a column' })
    const removeColumn = async (number: number) => {
      await column(page, number)
        .getByRole('button', { name: /^More for/ })
        .click()
      await page.getByRole('menuitem', { name: 'Remove column' }).click()
    }
    await removeColumn(1)
    await expect(column(page, 3)).toHaveCount(0)
    await add.click()
    await page.getByRole('menuitem', { name: 'New column' }).click()
    await expect(column(page, 3)).toBeVisible()
    await removeColumn(3)
    await expect(column(page, 3)).toHaveCount(0)
    await page.reload()
    await add.click()
    await expect(page.getByRole('menuitem', { name: /^Bring back/ })).toHaveCount(2)
    await page.getByRole('menuitem', { name: /^Bring back Sonnet 4.*1 answer/ }).click()
    await expect(head(page, 3)).toHaveAccessibleName(/Sonnet 4/)
    await expect(answersIn(page, 1)).toHaveCount(3)
    for (const place of [2, 1]) {
      await page.getByRole('button', { name: /^Move Sonnet 4,/ }).press('ArrowLeft')
      await expect(head(page, place)).toHaveAccessibleName(/Sonnet 4/)
    }
    const toast = page.getByText('Column removed')
    await removeColumn(3)
    await expect(toast).toBeVisible()
    await add.click()
    await page.getByRole('menuitem', { name: /^Bring back Sonnet 5.5/ }).click()
    await expect(column(page, 3)).toBeVisible()
    // By itself it goes after eight seconds.
    await expect(toast).toHaveCount(0, { timeout: 4_000 })
  })

  await test.step('A key on its handle moves a column one place at each press, however quickly', async () => {
    const handle = page.getByRole('button', { name: /^Move Sonnet 4,/ })
    await handle.focus()
    for (let press = 0; press < 2; press++) await page.keyboard.press('ArrowRight')
    await expect(head(page, 3)).toHaveAccessibleName(/Sonnet 4/)
    await expect(handle).toBeFocused()
  })

  await test.step('A column is dragged to another place', async () => {
    // Two moves over the place where it is let go: the first alone only enters it.
    const handle = column(page, 3).getByRole('button', { name: /^Move/ })
    await handle.dragTo(column(page, 2), { steps: 5 })
    await expect(head(page, 2)).toHaveAccessibleName(/Sonnet 4/)
    await page.reload()
    await expect(head(page, 2)).toHaveAccessibleName(/Sonnet 4/)
  })

  await test.step('A question is written anew for all columns at once, and the old answers stay', async () => {
    await turn(page, 1).getByRole('article', { name: 'You' }).focus()
    await page.keyboard.press('e')
    await expect(page.getByRole('textbox', { name: 'Your message, to be sent anew' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(turn(page, 1).getByRole('button', { name: 'Edit in all columns' })).toBeFocused()
    await page.keyboard.press('e')
    await page.getByRole('textbox', { name: 'Your message, to be sent anew' }).fill('Other words')
    await page.keyboard.press('Enter')
    await expect(answersIn(page, 1)).toContainText(['Other words', 'Other words', 'Other words'])
    await answersIn(page, 1).nth(0).getByRole('button', { name: 'Previous version' }).click()
    await expect(answersIn(page, 1).nth(0)).toContainText('First words')
    await expect(answersIn(page, 1).nth(1)).toContainText('Other words')
    await answersIn(page, 1).nth(0).getByRole('button', { name: 'Next version' }).click()
  })

  await test.step('A question is written anew in one column alone, and stands beside the others', async () => {
    await answersIn(page, 1).nth(1).hover()
    await answersIn(page, 1)
      .nth(1)
      .getByRole('button', { name: 'Edit the question here only' })
      .click()
    await page.getByRole('textbox', { name: 'Your message, to be sent anew' }).fill('Mine alone')
    await page.keyboard.press('Enter')
    await expect(answersIn(page, 1).nth(1)).toContainText('Mine alone')
    await expect(answersIn(page, 1).nth(0)).toContainText('Other words')
    await answersIn(page, 1).nth(1).getByRole('button', { name: 'Previous version' }).click()
    await expect(turn(page, 1).getByRole('article', { name: 'You' })).toHaveCount(1)
  })

  await test.step('A file goes to all columns', async () => {
    upstream.reset()
    await attach(page, {
      name: 'note.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('The code is 4711.'),
    })
    await send(page, 'What is the code?')
    await expect(answersIn(page, 2)).toContainText([
      'What is the code?',
      'What is the code?',
      'What is the code?',
    ])
    const asked = bodies(upstream)
    expect(asked).toHaveLength(3)
    for (const body of asked) {
      expect(JSON.stringify(body.messages.at(-1))).toContain('document')
    }
  })

  await test.step('A column that was not asked what others were is asked all of it in order, from wherever that is said', async () => {
    await page.getByRole('button', { name: 'Add a column' }).click()
    await page.getByRole('menuitem', { name: 'New column' }).click()
    await expect(column(page, 4)).toBeVisible()
    await expect(turn(page, 1).getByRole('button', { name: 'Ask it here' })).toBeVisible()
    upstream.reset()
    await turn(page, 2).getByRole('button', { name: 'Ask the 2 questions here' }).click()
    await expect(answersIn(page, 1).nth(3)).toContainText('Other words')
    await expect(answersIn(page, 2).nth(3)).toContainText('What is the code?')
    expect(bodies(upstream).map(({ messages }) => messages.length)).toEqual([1, 3])
    await column(page, 4)
      .getByRole('button', { name: /^More for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Remove column' }).click()
    await expect(column(page, 4)).toHaveCount(0)
  })

  await test.step('One column stands alone in view, by the address too, until Esc, and all figures stand in a table', async () => {
    await column(page, 2).getByRole('button', { name: 'Show Sonnet 4 alone' }).click()
    await expect(page).toHaveURL(/column=/)
    await expect(answersIn(page, 2)).toHaveCount(1)
    // In a menu it closes that alone.
    await page.getByRole('button', { name: 'Differences', exact: true }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(answersIn(page, 2)).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(answersIn(page, 2)).toHaveCount(3)
    await page.getByRole('button', { name: 'Table' }).click()
    await expect(page).toHaveURL(/view=table/)
    await expect(page.getByRole('row', { name: /In all/ })).toBeVisible()
    await page.getByRole('button', { name: 'Table' }).click()
  })

  await test.step('A column is taken out as a conversation, and a conversation is compared from one of its turns', async () => {
    await column(page, 2).getByRole('button', { name: 'More for Sonnet 4' }).click()
    await page.getByRole('menuitem', { name: 'Open as conversation' }).click()
    await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}$/)
    await expect(page.getByRole('article', { name: 'You' })).toHaveCount(2)
    await page.getByRole('article', { name: 'You' }).nth(1).hover()
    await page
      .getByRole('article', { name: 'You' })
      .nth(1)
      .getByRole('button', { name: 'More' })
      .click()
    await page.getByRole('menuitem', { name: 'Compare from here' }).click()
    await expect(page).toHaveURL(/\/compare\/[0-9a-f-]{36}$/)
    await expect(answersIn(page, 1)).toHaveCount(2)
    const copied = 'Copied or written, no figures'
    await expect(answersIn(page, 1)).toContainText([copied, copied])
    await page.getByRole('button', { name: 'Blind' }).click()
    await expect(page.getByText(/^This answer was copied or written here/)).toHaveCount(2)
    await page.getByRole('button', { name: 'Blind' }).click()
    await expect(box(page)).toHaveValue('What is the code?')
    await box(page).press('Enter')
    await expect(answersIn(page, 2)).toContainText(['What is the code?', 'What is the code?'])
  })

  await test.step('Comparisons stand in the list, are named, found by their name, and go and come back whole', async () => {
    const there = page.url()
    await page.getByRole('button', { name: 'Expand sidebar' }).click()
    const list = page.getByRole('navigation', { name: 'Conversations' })
    // Not the conversation that a column was taken out as.
    await expect(list.getByRole('link')).toHaveCount(3)
    await expect(list.getByRole('img', { name: 'Comparison' })).toHaveCount(2)
    await list.locator('a[aria-current=page]').press('F2')
    await page.keyboard.type('Which one?')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Which one?' })).toBeVisible()
    await page.goto('/compare')
    await page.keyboard.press('ControlOrMeta+K')
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
    // Each column has its own model.
    await expect(page.getByRole('option', { name: 'Write a message' })).toBeVisible()
    await expect(page.getByRole('option', { name: 'Choose a model' })).toHaveCount(0)
    await page.keyboard.type('which ONE')
    await page.getByRole('option', { name: /Which one\?/ }).click()
    await expect(page).toHaveURL(there)
    await expect(answersIn(page, 2)).toHaveCount(2)
    await page.getByRole('button', { name: 'Expand sidebar' }).click()
    await list.getByRole('link', { name: 'Which one?' }).press('Delete')
    await expect(list.getByRole('link', { name: 'Which one?' })).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+Z')
    await list.getByRole('link', { name: 'Which one?' }).click()
    await expect(page).toHaveURL(there)
    await expect(answersIn(page, 2)).toContainText(['What is the code?', 'What is the code?'])
  })

  await test.step('Where no further column has a place, it is said where one would be added', async () => {
    const add = page.getByRole('button', { name: 'Add a column' })
    for (let count = 3; count <= 8; count++) {
      await add.click()
      await expect(column(page, count)).toHaveCount(1)
    }
    await add.click()
    const item = page.getByRole('menuitem', { name: /^New column/ })
    await expect(item).toHaveAttribute('aria-disabled', 'true')
    await expect(item).toContainText('A comparison has at most 8 columns.')
    await page.keyboard.press('Escape')
  })
})
