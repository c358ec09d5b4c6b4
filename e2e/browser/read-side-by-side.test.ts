import { encodeEvents, numberedText, textEvents } from '../harness/upstream/answers'
import { stream } from '../harness/upstream/script'
import { asksOf, bodyOf } from './answers'
import { answersIn, byModel, column, compare, OLD, OURS, send, turn } from './comparing'
import { expect, test } from './fixtures'

/** An answer in JSON, long enough to scroll. */
const answerIn = (model: string, fields: object) =>
  stream(
    encodeEvents(
      textEvents(1, model).map((event) =>
        event.type === 'content_block_delta'
          ? { ...event, delta: { type: 'text_delta', text: JSON.stringify(fields, null, 2) } }
          : event,
      ),
    ),
  )

test('Answers of two columns are read against each other', async ({ page, upstream }) => {
  await test.step('Each column asks with the API version that is its own', async () => {
    await compare(page, 'Sonnet 5.5', 'Sonnet 4')
    await column(page, 2).getByRole('button', { name: 'Settings of Sonnet 4' }).click()
    const panel = page.getByRole('dialog', { name: 'Settings of the columns' })
    await panel.getByRole('combobox', { name: 'API version' }).click()
    await page.getByRole('option', { name: '2026-10-21' }).click()
    await expect(page.getByRole('listbox')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    const text = numberedText(1500)
    byModel(upstream, {
      [OURS]: () => answerIn(OURS, { queue: 'refunds', urgency: 4, text }),
      [OLD]: () => answerIn(OLD, { queue: 'billing', urgency: 4, text }),
    })
    await send(page, 'Which queue, as JSON?')
    await expect(answersIn(page, 1)).toContainText(['refunds', 'billing'])
    const versions = asksOf(upstream).map((ask) => [
      bodyOf(ask).model,
      new Map(ask.headers).get('anthropic-version'),
    ])
    expect(Object.fromEntries(versions)).toEqual({ [OURS]: '2023-06-01', [OLD]: '2026-10-21' })
  })

  await test.step('With rows of the same height, answers are as high as each other, fit in view, and scroll together', async () => {
    await page.getByRole('button', { name: 'Same height' }).click()
    const cells = turn(page, 1).getByRole('group', { name: /^Sonnet (5\.5|4)$/ })
    await expect(cells).toHaveCount(2)
    const heights = () => cells.evaluateAll((all) => all.map((cell) => cell.clientHeight))
    const [one = 0, other = 0] = await heights()
    expect(one).toBe(other)
    expect(one).toBeLessThanOrEqual(0.6 * (page.viewportSize()?.height ?? 0))
    await cells.first().evaluate((cell) => cell.scrollTo({ top: 300 }))
    await expect.poll(() => cells.last().evaluate((cell) => cell.scrollTop)).toBeGreaterThan(100)
    await page.getByRole('button', { name: 'Same height' }).click()
    await expect(cells).toHaveCount(0)
  })

  await test.step('Against the chosen baseline, structured answers differ field by field, and by blocks', async () => {
    await column(page, 2).getByRole('button', { name: 'More for Sonnet 4' }).click()
    await page.getByRole('menuitem', { name: 'Make it the baseline' }).click()
    await expect(column(page, 2)).toContainText('baseline')
    await page.getByRole('button', { name: 'Differences', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Differences by fields' }).click()
    const ours = answersIn(page, 1).first()
    const rows = ours.getByRole('table').getByRole('row')
    await expect(rows).toHaveCount(2)
    await expect(rows.last()).toContainText('queue')
    await expect(rows.last().locator('del')).toContainText('billing')
    await expect(rows.last().locator('ins')).toContainText('refunds')
    await expect(answersIn(page, 1).last().locator('del, ins')).toHaveCount(0)
    await page.getByRole('button', { name: 'Differences by fields' }).click()
    await page.getByRole('menuitem', { name: 'Differences by blocks' }).click()
    await expect(ours.getByRole('table')).toHaveCount(0)
    await expect(ours.locator('del').first()).toContainText('billing')
    await expect(ours.locator('ins').first()).toContainText('refunds')
    await expect(answersIn(page, 1).last().locator('del, ins')).toHaveCount(0)
    // Text that was written is shown as it was, no two signs as one.
    const marked = ours.locator('ins').first()
    await expect(marked).toHaveCSS('font-variant-ligatures', 'none')
  })

  await test.step('Alone in view, an answer says that what it would be held against is not', async () => {
    await column(page, 1).getByRole('button', { name: 'Show Sonnet 5.5 alone' }).click()
    const reason = 'Shown as it is: the baseline is not in view.'
    await expect(answersIn(page, 1)).toHaveCount(1)
    await expect(answersIn(page, 1)).toContainText(reason)
    await page.keyboard.press('Escape')
    await expect(answersIn(page, 1)).toHaveCount(2)
    await expect(answersIn(page, 1).first()).not.toContainText(reason)
  })
})
