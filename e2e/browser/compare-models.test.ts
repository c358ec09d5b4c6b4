import type { Locator } from '@playwright/test'
import { encodeEvents, lastText, textEvents } from '../harness/upstream/answers'
import { applyDirectives } from '../harness/upstream/directives'
import { createGate } from '../harness/upstream/gate'
import { stream } from '../harness/upstream/script'
import { expectNoBarrier } from './barriers'
import {
  answersIn,
  bodies,
  byModel,
  column,
  compare,
  OLD,
  OURS,
  SANDBOX,
  send,
  turn,
} from './comparing'
import { expect, test } from './fixtures'

const facts = (cell: Locator, label: string) =>
  cell
    .locator('dl > div', { has: cell.page().getByText(label, { exact: true }) })
    .locator('dd')
    .first()

test('Three models are asked side by side', async ({ page, upstream }) => {
  await test.step('One question goes to all, and each column answers with its figures; only those that cost are ranked by cost', async () => {
    await compare(page, 'Sonnet 5.5', 'Sonnet 4', SANDBOX)
    await send(page, 'Which queue is it?')
    await expect(answersIn(page, 1)).toHaveCount(3)
    for (const at of [0, 1]) {
      await expect(answersIn(page, 1).nth(at)).toContainText('Which queue is it?')
      await expect(facts(answersIn(page, 1).nth(at), 'In / out')).toHaveText('10 / 4')
    }
    await expect(facts(answersIn(page, 1).nth(2), 'Cost')).toHaveText('Sandbox')
    await expect(turn(page, 1).getByRole('article', { name: 'You' })).toHaveCount(1)
    expect(
      bodies(upstream)
        .map(({ model }) => model)
        .sort(),
    ).toEqual([OLD, OURS])
    await expect(page.getByRole('heading', { name: 'Which queue is it?' })).toBeVisible()
    await expect(page.getByText('Differs in model and upstream')).toBeVisible()
  })

  await test.step('Nothing of it stands in the way of anybody, in the light, in the dark and on a phone', async () => {
    await expectNoBarrier(page)
  })

  await test.step('What all share reaches every column that does not say otherwise; what one says is marked and goes with it alone', async () => {
    await column(page, 2).getByRole('button', { name: 'Settings of Sonnet 4' }).click()
    const panel = page.getByRole('dialog', { name: 'Settings of the columns' })
    await panel.getByRole('textbox', { name: 'System prompt' }).fill('Only here.')
    await panel.getByRole('combobox', { name: 'Settings of' }).click()
    await page.getByRole('option', { name: 'All columns' }).click()
    await expect(panel.getByText(/^By default, .*think/)).toHaveText(/each column/)
    await panel.getByRole('textbox', { name: 'System prompt' }).fill('For all.')
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    await expect(column(page, 2)).toContainText('system')
    await expect(column(page, 1)).not.toContainText('system')
    upstream.reset()
    await send(page, 'And now?')
    await expect(facts(answersIn(page, 2).nth(2), 'Cost')).toHaveText('Sandbox')
    await expect(facts(answersIn(page, 2).nth(1), 'In / out')).toHaveText('10 / 2')
    const sent = new Map(bodies(upstream).map((body) => [body.model, body]))
    expect(JSON.stringify(sent.get(OURS)?.system)).toContain('For all.')
    expect(JSON.stringify(sent.get(OLD)?.system)).toContain('Only here.')
    expect(sent.get(OLD)?.messages).toHaveLength(3)
  })

  await test.step('A turn to one column stands in it alone, and the others can be asked it', async () => {
    await page.getByRole('button', { name: /^Send to: / }).click()
    await page.getByRole('menuitem', { name: 'To Sonnet 5.5 only' }).click()
    await expect(page.getByPlaceholder('Write to Sonnet 5.5 only')).toBeVisible()
    await send(page, 'Just you')
    await expect(answersIn(page, 3)).toHaveCount(1)
    await expect(answersIn(page, 3)).toContainText('Just you')
    await turn(page, 3).getByRole('button', { name: 'Ask it here' }).first().click()
    await expect(answersIn(page, 3)).toHaveCount(2)
    await expect(answersIn(page, 3).nth(1)).toContainText('Just you')
    await page.getByRole('button', { name: /^Send to: / }).click()
    await page.getByRole('menuitem', { name: 'To all 3' }).click()
  })

  await test.step('All is asked again once it was said what that costs about, one question after the other and each once, though the tab that asked goes away; the old answers stay, and the new ones are held against them', async () => {
    upstream.reset()
    const gate = createGate()
    const other = await page.context().newPage()
    const models = other.waitForResponse('**/api/models?upstream=anthropic')
    await other.goto(page.url())
    await models
    byModel(upstream, { [OURS]: () => stream(encodeEvents(textEvents(3, OURS)), { gate }) })
    await other.getByRole('button', { name: 'Run all again' }).click()
    const again = other.getByRole('menuitem', { name: 'Run all again: 8 runs' })
    await expect(again).toContainText(/≈ \$0\.\d+, an estimate/)
    await again.click()
    for (let frame = 0; frame < 4; frame++) await gate.release()
    await expect(answersIn(page, 1).nth(0)).toContainText('w0')
    await expect(answersIn(page, 1).nth(0)).not.toContainText('w2')
    await other.close()
    gate.open()
    await expect(answersIn(page, 1).nth(0)).toContainText('w0 w1 w2')
    await expect(answersIn(page, 3).nth(0)).toContainText('w0 w1 w2')
    await expect(facts(answersIn(page, 3).nth(1), 'In / out')).toHaveText('10 / 2')
    await expect(answersIn(page, 2).nth(1)).toContainText('And now?')
    await expect(page.getByText('Being asked again')).toHaveCount(0)
    expect(bodies(upstream).filter(({ model }) => model === OURS)).toHaveLength(3)
    await page.getByRole('button', { name: 'Differences', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Against the earlier answers' }).click()
    await expect(answersIn(page, 2).nth(0).locator('del').first()).toContainText('And')
    await expect(answersIn(page, 2).nth(0).locator('ins').first()).toContainText('w0')
    await expect(answersIn(page, 2).nth(0)).toContainText('Against its earlier answer')
    await expect(column(page, 1)).not.toContainText('baseline')
    for (const name of ['Good answer', 'Add a note', 'Copy as Markdown', 'Answer again']) {
      const act = answersIn(page, 2).nth(0).getByRole('button', { name, exact: true })
      await expect(act).toHaveCount(1)
    }
    await page.getByRole('button', { name: 'Differences by words (earlier answers)' }).click()
    await page.getByRole('menuitem', { name: 'Answers as they are' }).click()
    await expect(column(page, 1)).toContainText('baseline')
    upstream.reset()
  })

  await test.step('After a reload everything stands where it stood', async () => {
    await page.reload()
    await expect(answersIn(page, 2)).toHaveCount(3)
    await expect(answersIn(page, 3)).toHaveCount(2)
    await expect(facts(answersIn(page, 1).nth(0), 'In / out')).toHaveText('10 / 3')
    await expect(column(page, 2)).toContainText('system')
  })

  await test.step("Results that a loop holds go back by themselves, without a word of one's own", async () => {
    await page.getByRole('button', { name: 'Shared settings' }).click()
    await page.getByRole('button', { name: 'Add a tool' }).click()
    await page.getByRole('menuitem', { name: 'calculator' }).click()
    await page.getByText('Stepwise', { exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Send to: / }).click()
    await page.getByRole('menuitem', { name: `To ${SANDBOX} only` }).click()
    await send(page, 'What is 17 * 23? Use the calculator.')
    await expect(page.getByText('The result is there and has not gone back yet.')).toBeVisible()
    // Blindly, nothing arrives, and it is said where it can be seen to.
    await page.getByRole('button', { name: 'Blind' }).click()
    await expect(page.getByText(/^An answer waits for its tools/)).toBeVisible()
    await expect(page.getByText(/^Answers still arrive/)).toHaveCount(0)
    await page.getByRole('button', { name: 'Blind' }).click()
    await page.getByRole('button', { name: 'Send the result' }).last().click()
    await expect(page.getByText('17 * 23: 391')).toBeVisible()
  })

  await test.step('On a phone one column is in view, and a swipe leads to the next, also far down', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('region', { name: 'Columns', exact: true }).hover()
    await page.mouse.wheel(300, 0)
    const left = async () => Math.round((await column(page, 2).boundingBox())?.x ?? -1)
    await expect.poll(left).toBe(0)
  })

  await test.step('There the icons of the bar have one size, and of two pencils each says what it edits', async () => {
    const sizes = await page
      .locator('main header svg')
      .evaluateAll((icons) => icons.map((icon) => icon.getBoundingClientRect().width))
    expect(new Set(sizes.filter((size) => size > 0))).toEqual(new Set([16]))
    const words = {
      'Edit in all columns': 'In all columns',
      'Edit the question here only': 'Here only',
    }
    for (const [name, text] of Object.entries(words)) {
      const pencil = turn(page, 1).getByRole('button', { name }).first()
      await expect(pencil.getByText(text)).toBeVisible()
    }
  })
})

test.describe('Where a stream is broken off', () => {
  test.use({ tolerated: /529|Failed to load/ })

  test('Columns hold each other up in nothing', async ({ page, upstream }) => {
    const slow = createGate()
    await test.step('One that fails in mid-stream keeps its text, and the others finish', async () => {
      await compare(page, 'Sonnet 5.5', 'Sonnet 4')
      byModel(upstream, {
        [OLD]: () => applyDirectives(stream(encodeEvents(textEvents(20, OLD))), 'error@frames=10'),
        [OURS]: () => stream(encodeEvents(textEvents(30, OURS))),
      })
      await send(page, 'Go')
      await expect(facts(answersIn(page, 1).nth(0), 'In / out')).toHaveText('10 / 30')
      const broken = answersIn(page, 1).nth(1)
      await expect(broken).toContainText('w3')
      await expect(broken.getByRole('button', { name: 'Retry' })).toBeVisible()
      await expect(facts(broken, 'In / out')).toHaveText(/^10 \/ ≈ \d+$/)
      await expect(page.getByText('best', { exact: true })).toHaveCount(0)
      await page.getByRole('button', { name: 'Table' }).click()
      const line = page.getByRole('row', { name: /Sonnet 4 .*Failed$/ })
      await expect(line.locator('svg')).toHaveCount(1)
      await page.getByRole('button', { name: 'Table' }).click()
    })

    await test.step('It alone is asked again; the old answer stays beside the new one', async () => {
      upstream.reset()
      await answersIn(page, 1).nth(1).getByRole('button', { name: 'Retry' }).click()
      await expect(facts(answersIn(page, 1).nth(1), 'In / out')).toHaveText('10 / 1')
      await expect(answersIn(page, 1).nth(1).getByText('2/2')).toBeVisible()
      expect(bodies(upstream)).toHaveLength(1)
    })

    await test.step('While one still arrives the others are asked on; what waits for it goes by itself after it', async () => {
      byModel(upstream, { [OLD]: () => stream(encodeEvents(textEvents(20, OLD)), { gate: slow }) })
      await send(page, 'Slowly')
      await expect(facts(answersIn(page, 2).nth(0), 'In / out')).toHaveText('10 / 1')
      for (let frame = 0; frame < 6; frame++) await slow.release()
      await expect(answersIn(page, 2).nth(1)).toContainText('w2')
      byModel(upstream, {})
      await send(page, 'Next one')
      await expect(answersIn(page, 3)).toHaveCount(1)
      await expect(page.getByText('Waits until the answer has ended: Next one')).toBeVisible()
    })

    await test.step('A reload in mid-stream loses nothing: the answer goes on, and what waits still goes, once, though another tab looks on', async () => {
      await page.reload()
      await expect(answersIn(page, 2).nth(1)).toContainText('w2')
      const other = await page.context().newPage()
      await other.goto(page.url())
      await expect(answersIn(other, 2).nth(1)).toContainText('w2')
      await expect(other.getByText('Not sent here yet: Next one')).toBeVisible()
      await page.getByRole('button', { name: 'Table' }).click()
      slow.open()
      await expect(answersIn(other, 3)).toHaveCount(2)
      await page.getByRole('button', { name: 'Table' }).click()
      await expect(facts(answersIn(page, 2).nth(1), 'In / out')).toHaveText('10 / 20')
      await expect(answersIn(page, 3)).toHaveCount(2)
      await expect(answersIn(page, 3).nth(1)).toContainText('Next one')
      await expect(answersIn(other, 3).nth(1)).toContainText('Next one')
      await other.close()
      const sent = bodies(upstream).filter((body) => body.model === OLD)
      expect(sent.map(lastText).filter((text) => text === 'Next one')).toHaveLength(1)
    })

    await test.step('What did not arrive is kept where it was to be asked, and is asked once somebody says so', async () => {
      await page.route('**/api/runs', (route) => route.abort())
      await send(page, 'Lost')
      await expect(page.getByText('Not sent here yet: Lost')).toHaveCount(2)
      for (const at of [1, 0]) {
        await page.getByRole('button', { name: 'Dismiss' }).nth(at).click()
      }
      await expect(page.getByText('Held here until you send it: Lost')).toHaveCount(2)
      await page.unroute('**/api/runs')
      await page.getByRole('button', { name: 'Discard' }).first().click()
      await page.getByRole('button', { name: 'Send', exact: true }).first().click()
      await expect(answersIn(page, 4)).toHaveCount(1)
      await expect(answersIn(page, 4)).toContainText('Lost')
      await turn(page, 4).getByRole('button', { name: 'Ask it here' }).click()
      await expect(answersIn(page, 4)).toContainText(['Lost', 'Lost'])
    })

    await test.step('One column is stopped alone', async () => {
      const [held, other] = [createGate(), createGate()]
      byModel(upstream, {
        [OLD]: () => stream(encodeEvents(textEvents(20, OLD)), { gate: held }),
        [OURS]: () => stream(encodeEvents(textEvents(20, OURS)), { gate: other }),
      })
      await send(page, 'Stop one')
      for (let frame = 0; frame < 6; frame++) {
        await held.release()
        await other.release()
      }
      await expect(answersIn(page, 5)).toContainText(['w2', 'w2'])
      await answersIn(page, 5).nth(1).getByRole('button', { name: 'Stop', exact: true }).click()
      await expect(answersIn(page, 5).nth(1)).toContainText('Stopped')
      other.open()
      await expect(facts(answersIn(page, 5).nth(0), 'In / out')).toHaveText('10 / 20')
      held.open()
    })

    await test.step('Where answers are held against each other, one that did not come whole says why nothing is marked in it', async () => {
      await page.getByRole('button', { name: 'Differences', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Differences by words' }).click()
      const reason = 'Shown as it is: this answer did not come whole.'
      await expect(answersIn(page, 5).nth(1)).toContainText(reason)
      await expect(answersIn(page, 5).nth(0)).not.toContainText('Shown as it is')
      await page.getByRole('button', { name: 'Differences by words' }).click()
      await page.getByRole('menuitem', { name: 'Answers as they are' }).click()
    })

    await test.step('Stop ends what arrives, by the key in all columns, keeps the text, and asks nothing further: what waits goes once somebody sends it', async () => {
      const [held, other] = [createGate(), createGate()]
      byModel(upstream, {
        [OLD]: () => stream(encodeEvents(textEvents(20, OLD)), { gate: held }),
        [OURS]: () => stream(encodeEvents(textEvents(20, OURS)), { gate: other }),
      })
      await send(page, 'Stop me')
      for (let frame = 0; frame < 6; frame++) {
        await held.release()
        await other.release()
      }
      await expect(answersIn(page, 6)).toContainText(['w2', 'w2'])
      await expect(page.getByRole('button', { name: 'Stop 2' })).toBeVisible()
      await send(page, 'Queued')
      await expect(page.getByText('Waits until the answer has ended: Queued')).toHaveCount(2)
      const before = bodies(upstream).length
      await page.keyboard.press('Escape')
      await expect(page.getByRole('button', { name: /^Stop/ })).toHaveCount(0)
      await expect(answersIn(page, 6)).toContainText(['w0 w1 w2', 'w0 w1 w2'])
      await expect(facts(answersIn(page, 6).nth(0), 'In / out')).toHaveText(/^10 \/ ≈ \d+$/)
      await expect(facts(answersIn(page, 6).nth(0), 'Stopped')).toHaveText(/s$/)
      await expect(page.getByText('Held here until you send it: Queued')).toHaveCount(2)
      await page.getByRole('button', { name: 'Blind' }).click()
      await expect(page.getByText('2 columns hold what is not sent yet')).toBeVisible()
      await page.getByRole('button', { name: 'Blind' }).click()
      held.open()
      other.open()
      byModel(upstream, {})
      await page.getByRole('button', { name: 'Discard' }).first().click()
      await page.getByRole('button', { name: 'Send', exact: true }).first().click()
      await expect(answersIn(page, 7)).toHaveCount(1)
      await expect(facts(answersIn(page, 7), 'In / out')).toHaveText('10 / 1')
      expect(bodies(upstream)).toHaveLength(before + 1)
    })
  })
})
