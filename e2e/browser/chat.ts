import { expect, type Locator, type Page, test } from '@playwright/test'
import type { FakeUpstream } from '../harness/fake-upstream'

/** The box in which the next turn is written. */
export function box(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Message', exact: true })
}

export function sendButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Send(ing)?$/ })
}

/** Writes a turn, ready to be sent. */
export async function write(page: Page, text: string): Promise<void> {
  await box(page).fill(text)
  // The model that it goes to is known from here on.
  await expect(sendButton(page)).toBeEnabled()
}

/** Sends a turn as a person does. */
export async function send(page: Page, text: string): Promise<void> {
  await write(page, text)
  await sendButton(page).click()
}

/** Opens a new conversation and sends its first turn. */
export async function ask(page: Page, text: string): Promise<void> {
  await page.goto('/c')
  await send(page, text)
}

/** Begins a new conversation in the page as it is: a load costs what ten of these do. */
export async function beginAnew(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(page).toHaveURL(/\/c$/)
  await expect(questions(page)).toHaveCount(0)
}

/**
 * Holds laws that need no page of their own: each is a step in a new conversation, with an upstream
 * that remembers nothing of the step before. Half of what a test of one turn costs is the load of its page.
 */
export async function inTurn(
  page: Page,
  upstream: FakeUpstream,
  laws: Record<string, () => Promise<void>>,
): Promise<void> {
  await page.goto('/c')
  for (const [at, [law, hold]] of Object.entries(laws).entries()) {
    await test.step(law, async () => {
      if (at > 0) {
        upstream.reset()
        await beginAnew(page)
      }
      await hold()
    })
  }
}

/** The turns of a person in the thread. */
export function questions(page: Page): Locator {
  return page.getByRole('article', { name: 'You', exact: true })
}

/** The answers in the thread: every turn that is nobody's own. */
export function answers(page: Page): Locator {
  return page.getByRole('article', { name: /^(?!You$)/ })
}

/** The text of the last answer, without its name and figures. */
export function lastText(page: Page): Locator {
  return answers(page).last().locator('.answer')
}

/** Stands while an answer arrives. */
export function stopButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Stop( Esc)?$/ })
}

/** The row of a conversation in the sidebar. */
export function row(page: Page, title: string): Locator {
  return page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('link', { name: title, exact: true })
}

/** Picks from the menu that a conversation's row opens. */
export async function pickFromMenu(page: Page, title: string, action: string): Promise<void> {
  await row(page, title).hover()
  await page.getByRole('button', { name: `Actions for ${title}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

/** What is said at once of a failure; not the note that tells a screen reader of the page's title. */
export function alert(page: Page): Locator {
  return page.getByRole('main').getByRole('alert')
}

/** Keeps calls from the server until the answer is called, as a slow network does. */
export async function holdBack(
  page: Page,
  { url = '**/api/**', method = null }: { url?: string; method?: string | null },
): Promise<() => void> {
  const held: (() => void)[] = []
  let isOpen = false
  await page.route(url, async (route) => {
    const isMeant = method === null || route.request().method() === method
    if (isMeant && !isOpen) await new Promise<void>((resolve) => held.push(resolve))
    await route.continue()
  })
  return () => {
    isOpen = true
    for (const release of held) release()
  }
}

/** A file as a person chooses it. */
interface Picked {
  name: string
  mimeType: string
  buffer: Buffer
}

/** Chooses files for the box. */
export async function attach(page: Page, ...files: Picked[]): Promise<void> {
  await page.getByRole('button', { name: 'Attach files' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: 'Files…' }).click()
  await (await chooser).setFiles(files)
}

/** The files of the box, as they stand there. */
export const attached = (page: Page) =>
  page.getByRole('region', { name: 'Attached files' }).getByRole('listitem')

/** What is marked in the answers as backed by the open passage. */
export const citedText = (page: Page) =>
  page.evaluate(() => [...(CSS.highlights.get('cited') ?? [])].map((range) => range.toString()))
