import type { Page } from '@playwright/test'
import { blockTextEvents, encodeEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { stream } from '../harness/upstream/script'
import { answerWith } from './answers'
import { answers, ask, lastText } from './chat'
import { expect, test } from './fixtures'

const HEAD = 2
const PARAGRAPHS = Array.from({ length: 12 }, (_, i) => `Paragraph ${i} says **this**.`)
const REST = [
  '- one\n- two\n- three\n\n',
  '```ts\nconst a = 1\n```\n\n',
  '| a | b |\n|---|---|\n| 1 | 2 |\n\n',
  'The end.',
]
const PIECES = [...PARAGRAPHS.map((text) => `${text}\n\n`), ...REST]

/** Counts, from here on, what changes in the blocks that are finished: all but the last. */
const watchFinished = (page: Page) =>
  lastText(page).evaluate((answer) => {
    const changes: string[] = []
    Object.assign(globalThis, { changes })
    const observer = new MutationObserver((records) => {
      for (const { type, target } of records) changes.push(`${type}: ${target.textContent}`)
    })
    const what = { subtree: true, childList: true, characterData: true, attributes: true }
    for (const block of [...answer.children].slice(0, -1)) observer.observe(block, what)
  })

const changes = (page: Page) => page.evaluate(() => Reflect.get(globalThis, 'changes'))
const marked = (page: Page) => page.evaluate(() => document.getSelection()?.toString())

test('What is finished of an answer is not drawn again, and what is marked in it stays marked', async ({
  page,
  upstream,
}) => {
  const gate = createGate()
  answerWith(upstream, stream(encodeEvents(blockTextEvents([PIECES])), { gate }))
  await ask(page, 'Tell')
  for (let i = 0; i < HEAD + 6; i++) await gate.release()
  await expect(lastText(page)).toContainText('Paragraph 5 says')
  await watchFinished(page)
  await lastText(page).evaluate((answer) => {
    const [third, fifth] = [answer.children[2], answer.children[4]]
    if (third === undefined || fifth === undefined) throw new Error('too few blocks')
    document.getSelection()?.setBaseAndExtent(third, 0, fifth, fifth.childNodes.length)
  })
  const before = await marked(page)
  expect(before).toContain('Paragraph 3 says this.')

  for (let i = 6; i < PIECES.length; i++) await gate.release()
  await expect(lastText(page)).toContainText('The end.')
  expect(await changes(page)).toEqual([])
  expect(await marked(page)).toBe(before)

  gate.open()
  await expect(answers(page)).toContainText('End of turn')
  expect(await changes(page)).toEqual([])
  expect(await marked(page)).toBe(before)
})

test('A screen reader hears whole paragraphs of what arrives, each once', async ({
  page,
  upstream,
}) => {
  const gate = createGate()
  const words = PARAGRAPHS.flatMap((text) => [
    ...(text.match(/\s*\S+/g) ?? []).slice(0, -1),
    ` ${text.split(' ').at(-1)}\n\n`,
  ])
  answerWith(upstream, stream(encodeEvents(blockTextEvents([words])), { gate }))
  await page.goto('/c')
  await page.locator('[aria-live="polite"]').first().waitFor({ state: 'attached' })
  await page.evaluate(() => {
    const heard: string[] = []
    const last = new Map<Element, string>()
    Object.assign(globalThis, { changes: heard })
    new MutationObserver(() => {
      for (const place of document.querySelectorAll('main [aria-live="polite"] p')) {
        const text = place.textContent ?? ''
        if (text !== '' && last.get(place) !== text) heard.push(text)
        last.set(place, text)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  await page.getByRole('textbox', { name: 'Message' }).fill('Tell')
  await page.getByRole('button', { name: 'Send' }).click()
  for (let i = 0; i < HEAD + words.length; i++) await gate.release()
  gate.open()
  await expect(answers(page)).toContainText('End of turn')
  await expect.poll(() => changes(page)).toContainEqual(expect.stringContaining('complete'))
  const lines = (await changes(page)).flatMap((text: string) => text.split('\n'))
  const said = lines.filter((line: string) => line.startsWith('Paragraph'))
  expect(said).toEqual(PARAGRAPHS)
})
