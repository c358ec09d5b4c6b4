import type { Page } from '@playwright/test'
import { failure } from '../harness/upstream/script'
import { answerWith } from './answers'
import { test as base, expect } from './fixtures'

const test = base.extend({
  parleyEnv: [{ PARLEY_PSEUDO_LOCALE: '1' }, { scope: 'worker' }],
})

test('In a language that nobody speaks, no screen has a word of plain English', async ({
  page,
  upstream,
}) => {
  const errors: [string, string[]][] = []
  const look = async (where: string) => {
    const found = await findPlain(page)
    if (found.length > 0) errors.push([where, found])
  }
  await page.goto('/c')
  await expect(page.getByRole('textbox', { name: /Śýšťéɱ|Šýšťéɱ/ })).toBeVisible()
  await look('first run')

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option').first()).toBeVisible()
  await look('palette')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('§§§')
  await expect(page.getByRole('option')).toHaveCount(0)
  await look('empty search')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.locator('textarea#composer').fill('1 + 1')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article')).toHaveCount(2)
  await expect(page.getByRole('article').last()).toContainText('Éñđ óƒ ťúŕñ')
  await look('an answer')

  answerWith(upstream, failure(401, 'authentication_error'))
  await page.locator('textarea#composer').fill('2 + 2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await look('a failed answer')

  const link = page.locator('a[aria-current=page][href^="/c/"]')
  await link.focus()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menu')).toBeVisible()
  await look('menu of a conversation')
  await page.keyboard.press('Escape')
  await link.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('sheet of keys')
  await page.keyboard.press('Escape')
  await link.press('Delete')
  await expect(page.getByRole('button', { name: /Úñđó/ })).toBeVisible()
  await look('toast')

  await page.goto('/runs')
  await page.locator('a[data-row][href^="/runs/"]').last().click()
  await expect(page.locator('svg[role=img]')).toBeVisible()
  await look('a run over time')
  for (const at of [1, 2, 3, 4]) {
    await page.getByRole('tab').nth(at).click()
    await look(`part ${at} of a run`)
  }
  await page.goto('/runs/none?status=refused')
  await expect(page.locator('a[data-row][href^="/runs/"]')).toHaveCount(0)
  await expect(page.getByRole('alert').first()).toBeVisible()
  await look('no run')

  await page.goto('/compare')
  await expect(page.getByRole('checkbox').nth(2)).toBeVisible()
  await look('the beginning of a comparison')
  for (const at of [0, 1]) await page.getByRole('checkbox').nth(at).click()
  await page.locator('main button').last().click()
  await page.locator('textarea#composer').fill('2 + 2')
  // The models that it goes to are known from here on.
  await expect(page.locator('main button').last()).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(page.locator('dl')).toHaveCount(2)
  await look('a comparison')
  await page.goto(`${page.url()}?view=table`)
  await expect(page.locator('main table')).toBeVisible()
  await look('a comparison as a table')

  await page.goto('/settings')
  await expect(page.locator('section#storage')).toBeVisible()
  await look('settings')
  await page.goto('/tools')
  await page.locator('a[data-row="builtin:calculator"]').click()
  await expect(page.locator('.cm-content')).toBeVisible()
  await look('a built-in tool')
  await page.locator('a[data-row="server:web_fetch"]').click()
  await expect(
    page
      .locator('main li')
      .getByText(/Sonnet/)
      .first(),
  ).toBeVisible()
  await look('a server tool')
  await page.locator('header button').nth(2).click()
  await page.locator('.cm-content').first().focus()
  await page.getByRole('radio').nth(5).click()
  await look('a new tool')
  await page.goto('/catalog?models=sandbox~claude-opus-5-5')
  await expect(page.getByRole('row').nth(5)).toBeVisible()
  await look('the catalog')
  await page.goto('/nowhere')
  await expect(page.getByRole('heading')).toBeVisible()
  await look('nothing at this address')
  expect(errors).toEqual([])
})

// The address that leads nowhere answers 404, and so does what the test deletes.
test.use({ tolerated: /404/ })

/** What is the same in every language: names, addresses, ids, keys, words on the wire; and dates and lists, which go by English here. */
const SAME = [
  /\[\[[^\]]*\]\]( Hello)?/,
  /[\w.-]*(\/[\w.-]+)+/,
  /\w+(_\w+)+/,
  /\bparley\.config\.json\b/,
  /\bMythos Preview\b/,
  /\b(Parley|Claude|Sonnet|Opus|Haiku|Fable|Mythos|English|Python|TypeScript|curl|JSON|SDK|API|Markdown)\b/,
  /\b(Ctrl|Shift|Enter|Esc|Del|F\d+)\b/,
  /\b(temperature|effort|model|stream|strict|thinking|system|low|medium|high|xhigh|max)\b/,
  /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/,
  // Sizes, as units of English.
  /\bbytes?\b/,
  /\band\b/,
  /The fake upstream was told to answer 401\./,
]

/** Words of plain letters in texts and in names of controls; not in code, ids, answers and what was typed. */
function findPlain(page: Page): Promise<string[]> {
  return page.evaluate(
    (same) => {
      const ignored = new RegExp(same, 'g')
      const skipped = 'script, style, code, pre, kbd, .answer, .font-mono, [data-user-text], option'
      const found = new Set<string>()
      const judge = (text: string) => {
        for (const word of text.replace(ignored, ' ').match(/[A-Za-z]{3,}/g) ?? [])
          found.add(`${word} (${text.trim().slice(0, 80)})`)
      }
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const parent = node.parentElement
        if (parent?.closest(skipped) === null) judge(node.nodeValue ?? '')
      }
      for (const element of document.body.querySelectorAll(
        '[aria-label], [placeholder], [title], [alt]',
      )) {
        if (element.closest(skipped) !== null) continue
        for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
          judge(element.getAttribute(name) ?? '')
        }
      }
      return [...found]
    },
    SAME.map(({ source }) => source).join('|'),
  )
}
