import { numberedText } from '../harness/upstream/answers'
import { asksOf, releaseTokens } from './answers'
import { askSlowly } from './ask-slowly'
import { answers, lastText, questions, stopButton } from './chat'
import { expect, test } from './fixtures'

test('A reload in mid-stream shows the text so far and goes on, each token once', async ({
  page,
  upstream,
}) => {
  const gate = await askSlowly(page, upstream, { tokens: 40, shown: 10 })
  await page.reload()
  await expect(lastText(page)).toHaveText(numberedText(10).trim())
  await expect(stopButton(page)).toBeVisible()
  await releaseTokens(gate, 10, false)
  await expect(lastText(page)).toHaveText(numberedText(20).trim())
  await page.reload()
  gate.open()
  await expect(answers(page).last()).toContainText('End of turn')
  await expect(lastText(page)).toHaveText(numberedText(40).trim())
  await expect(questions(page)).toHaveCount(1)
  expect(asksOf(upstream)).toHaveLength(1)
})

test('A closed tab stops nothing: whoever comes back finds the whole answer', async ({
  context,
  page,
  upstream,
}) => {
  const gate = await askSlowly(page, upstream, { tokens: 40, shown: 5 })
  const url = page.url()
  await page.close()
  gate.open()
  const other = await context.newPage()
  await other.goto(url)
  await expect(answers(other).last()).toContainText('End of turn')
  await expect(lastText(other)).toHaveText(numberedText(40).trim())
  expect(asksOf(upstream)).toHaveLength(1)
})

test('A hidden tab gives its live connection up and has caught up when it is shown again', async ({
  page,
  upstream,
}) => {
  const gate = await askSlowly(page, upstream, { tokens: 40, shown: 5 })
  const givenUp = page.waitForEvent('requestfailed', (request) =>
    request.url().includes('/api/live'),
  )
  await page.evaluate(setVisibility, 'hidden')
  await givenUp
  await releaseTokens(gate, 5, false)
  await page.evaluate(setVisibility, 'visible')
  await expect(lastText(page)).toHaveText(numberedText(10).trim())
  gate.open()
  await expect(lastText(page)).toHaveText(numberedText(40).trim())
})

/** Runs in the page: headless tabs are never hidden by themselves. */
function setVisibility(state: string): void {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}
