import type { Page } from '@playwright/test'
import { blockTextEvents, encodeEvents } from '../harness/upstream/answers'
import { stream } from '../harness/upstream/script'
import { answerWith } from './answers'
import { ask } from './chat'
import { expect, test } from './fixtures'

test.use({ keepsPage: false })

const MB = 1_000_000
const LINE = `const value = compute("something", 12345) // a line of code\n`
const ROW = '| a name | 12,345 | some words |\n'

/** What no prose is, by what it does to a reader that is not prepared. */
const ENORMOUS: readonly [name: string, text: string][] = [
  ['code of 5 MB', `\`\`\`ts\n${LINE.repeat((5 * MB) / LINE.length)}\`\`\``],
  ['a table of 10,000 rows', `| a | b | c |\n|---|---|---|\n${ROW.repeat(10_000)}`],
  ['5,000 nested quotations', `${'>'.repeat(5_000)} deep`],
  ['5,000 nested lists', `${'- '.repeat(5_000)}deep`],
  ['a paragraph of 200 kB', 'word **bold** '.repeat(14_000)],
]

for (const [name, text] of ENORMOUS) {
  test(`An answer that is ${name} arrives whole, and the page goes on`, async ({
    page,
    upstream,
  }) => {
    await page.addInitScript(watchTasks)
    const pieces = text.match(/[\s\S]{1,20000}/g) ?? []
    answerWith(
      upstream,
      stream(encodeEvents(blockTextEvents([[...pieces, '\n\nThe end.']])), { rate: 100 }),
    )
    await ask(page, 'Go')
    // By a query of one element: to look for words in all of it would itself take a second.
    await page.waitForFunction(
      () =>
        document.querySelector('.answer:not([data-live]) > p:last-child')?.textContent ===
        'The end.',
    )
    console.log(`${name}: longest task ${await longestTask(page)} ms`)
    const shown = await page
      .locator('.answer')
      .evaluate((element) => element.textContent?.length ?? 0)
    expect(shown).toBeGreaterThan(text.length / 3)
  })
}

function watchTasks(): void {
  const longest = { ms: 0 }
  Reflect.set(window, 'longest', longest)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration)
  }).observe({ type: 'longtask', buffered: true })
}

function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Number(Reflect.get(Reflect.get(window, 'longest'), 'ms')))
}
