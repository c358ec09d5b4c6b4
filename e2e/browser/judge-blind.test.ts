import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers'
import { expect, test } from './fixtures'

const MODELS = ['Sonnet 5.5', 'Sonnet 4'] as const

const turn = (page: Page, number: number) =>
  page.getByRole('region', { name: `Turn ${number}`, exact: true })
const answer = (page: Page, letter: string) =>
  turn(page, 1).getByRole('article', { name: `Answer ${letter}`, exact: true })

async function compareBoth(page: Page): Promise<void> {
  await page.goto('/compare')
  for (const name of MODELS) {
    const upstream = page.getByRole('group', { name: 'Claude API' })
    await upstream.getByRole('checkbox', { name, exact: true }).click()
  }
  await page.getByRole('button', { name: 'Compare 2 models' }).click()
  await expect(page).toHaveURL(/\/compare\/[0-9a-f-]{36}$/)
}

async function send(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Message to the columns' })
  await box.fill(text)
  await expect(page.getByRole('button', { name: /^Send/ }).last()).toBeEnabled()
  await box.press('Enter')
}

/** All that the page says to anybody: its text, and whatever names or describes a part of it. */
function allWords(page: Page): Promise<string> {
  return page.evaluate(() => {
    const names = ['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'value']
    const parts = [...document.querySelectorAll('body *')].flatMap((element) =>
      names.map((name) => element.getAttribute(name) ?? ''),
    )
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      if (node.parentElement?.closest('script, style') === null) parts.push(node.textContent ?? '')
    }
    return [document.title, ...parts].filter((text) => text !== '').join('\n')
  })
}

const TELLING = /Sonnet|claude-|Claude API|First token|Tokens\/s|In \/ out|\$|baseline|worst/

// A mark that the network loses.
test.use({ tolerated: /ERR_FAILED/ })

test('Answers are judged by eye, and blindly', async ({ browser, page }) => {
  await test.step('In blind mode nothing says whose an answer is, what it cost or how long it took', async () => {
    await compareBoth(page)
    await send(page, 'Which queue is it?')
    await expect(turn(page, 1).getByText('First token')).toHaveCount(2)
    await expect(page).toHaveTitle(/^Which queue is it\?/)
    expect(await allWords(page)).toMatch(TELLING)
    await page.getByRole('button', { name: 'Blind' }).click()
    await expect(answer(page, 'A')).toContainText('Which queue is it?')
    await expect(answer(page, 'B')).toContainText('Which queue is it?')
    expect(await allWords(page)).not.toMatch(TELLING)
    await expectNoBarrier(page)
  })

  await test.step('A thumb and a note are kept over a reload, and the order of the answers with them', async () => {
    const first = answer(page, 'A')
    await first.getByRole('button', { name: 'Good answer' }).click()
    await expect(first.getByRole('button', { name: 'Good answer' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await first.getByRole('button', { name: 'Add a note' }).click()
    await page.keyboard.type('Never mind')
    await page.keyboard.press('Escape')
    await expect(first.getByText('Never mind')).toHaveCount(0)
    await expect(first.getByRole('button', { name: 'Add a note' })).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Short and right')
    const kept = page.waitForResponse((response) => response.url().endsWith('/mark'))
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(first.getByText('Short and right')).toBeVisible()
    await kept
    await page.reload()
    await expect(first.getByText('Short and right')).toBeVisible()
    await expect(first.getByRole('button', { name: 'Good answer' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await expect(answer(page, 'B').getByRole('button', { name: 'Add a note' })).toBeVisible()
  })

  await test.step('A thumb that could not be kept is taken back, and says why', async () => {
    await page.route('**/mark', (route) => route.abort())
    const thumb = answer(page, 'B').getByRole('button', { name: 'Bad answer' })
    await thumb.click()
    const note = page.getByRole('alert').filter({ hasText: 'Your judgement was not kept' })
    await expect(note).toBeVisible()
    await expect(thumb).toHaveAttribute('aria-pressed', 'false')
    expect(await allWords(page)).not.toMatch(TELLING)
    await page.unroute('**/mark')
    await note.getByRole('button', { name: 'Dismiss' }).click()
    await expect(note).toHaveCount(0)
  })

  await test.step('No key opens what tells whose an answer is', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+B')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await expect(page.getByRole('dialog', { name: 'Settings of the columns' })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('A vote by key reveals its turn, marks the winner, and is taken back', async () => {
    await answer(page, 'A').focus()
    await page.keyboard.press('1')
    await expect(page.getByText('You voted: A is best')).toBeVisible()
    const names = turn(page, 1).getByRole('article', { name: /^Sonnet/ })
    await expect(names).toHaveCount(2)
    await expect(names.first()).toContainText('Short and right')
    await expect(turn(page, 1).getByText('First token')).toHaveCount(2)
    await expect(page.getByText('voted best', { exact: true })).toHaveCount(1)
    await expectNoBarrier(page)
    await expect(page.getByRole('button', { name: 'Take back' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(answer(page, 'B')).toBeVisible()
    expect(await allWords(page)).not.toMatch(TELLING)
    await page.getByRole('button', { name: 'B is best' }).click()
    await expect(page.getByText('You voted: B is best')).toBeVisible()
  })

  await test.step('The next turn is blind again; the tally counts both, and does not say more than they can tell', async () => {
    await send(page, 'And now?')
    await turn(page, 2).getByRole('button', { name: 'Tie' }).click()
    await expect(page.getByText('You voted: a tie')).toBeVisible()
    await page.reload()
    await page.getByRole('button', { name: 'Votes (2)' }).click()
    const tally = page.getByRole('dialog', { name: 'Votes (2)' })
    for (const name of MODELS) await expect(tally.getByRole('row', { name })).toBeVisible()
    await expect(tally.getByText('100%')).not.toHaveCount(0)
    await expect(tally.getByText('Ties: 1. Neither good: 0.')).toBeVisible()
    await expect(tally.getByText('Not enough votes to tell')).toBeVisible()
    await expectNoBarrier(page, '[role="dialog"]')
    await tally.getByRole('button', { name: 'Close' }).click()
    await expect(tally).toHaveCount(0)
  })

  await test.step('Where nothing has the focus, as on a phone, votes that are there already do not take it', async () => {
    const looks = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
    const context = await browser.newContext(looks)
    const phone = await context.newPage()
    await phone.goto(page.url())
    await expect(phone.getByText('You voted: a tie')).toBeInViewport()
    await expect(phone.getByRole('button', { name: 'Take back' })).toHaveCount(2)
    expect(await phone.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
    await context.close()
  })

  await test.step('To leave blind mode reveals everything', async () => {
    await page.getByRole('button', { name: 'Blind' }).click()
    await expect(page.getByRole('group', { name: /^Column 1: Sonnet/ })).toBeVisible()
    await expect(turn(page, 2).getByText('First token')).toHaveCount(2)
    await expect(turn(page, 1).getByText('Short and right')).toBeVisible()
  })
})
