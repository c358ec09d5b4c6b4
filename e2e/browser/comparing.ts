import type { Page } from '@playwright/test'
import type { MessagesBody } from '@/lib/wire/types'
import { type FakeUpstream, readBody, reply } from '../harness/fake-upstream'
import type { Script } from '../harness/upstream/script'
import { asksOf, bodyOf } from './answers'
import { expect } from './fixtures'

export const OURS = 'claude-sonnet-5-5'
export const OLD = 'claude-sonnet-4-20250514'
/** It is asked of the sandbox; the upstream does not list it. */
export const SANDBOX = 'Opus 5.5'

export const column = (page: Page, number: number) =>
  page.getByRole('group', { name: new RegExp(`^Column ${number}: `) })
export const turn = (page: Page, number: number) =>
  page.getByRole('region', { name: `Turn ${number}`, exact: true })
/** What each column answered in a turn, from the left. */
export const answersIn = (page: Page, number: number) =>
  turn(page, number).getByRole('article', { name: /^(?!You$)/ })
export const box = (page: Page) => page.getByRole('textbox', { name: 'Message to the columns' })
export const head = (page: Page, number: number) =>
  column(page, number).getByRole('combobox', { name: /^Choose a model/ })

export async function send(page: Page, text: string): Promise<void> {
  await box(page).fill(text)
  const button = page.getByRole('button', { name: /^Send/ })
  await expect(button.last()).toBeEnabled()
  await box(page).press('Enter')
  await expect(box(page)).toHaveValue('')
}

/** Begins a comparison of these models. */
export async function compare(page: Page, ...models: string[]): Promise<void> {
  await page.goto('/compare')
  for (const name of models) {
    const upstream = page.getByRole('group', { name: name === SANDBOX ? 'Sandbox' : 'Claude API' })
    await upstream.getByRole('checkbox', { name, exact: true }).click()
  }
  await page.getByRole('button', { name: `Compare ${models.length} models` }).click()
  await expect(page).toHaveURL(/\/compare\/[0-9a-f-]{36}$/)
  await expect(column(page, models.length)).toBeVisible()
  await expect(box(page)).toBeFocused()
}

/** What was asked so far. */
export const bodies = (upstream: FakeUpstream): MessagesBody[] => asksOf(upstream).map(bodyOf)

/** Scripts the answers of each model; all else is as ever. */
export function byModel(
  upstream: FakeUpstream,
  scripts: Record<string, (body: MessagesBody) => Script>,
) {
  upstream.setDefault((request) => {
    const body = readBody(request)
    return (body === null ? undefined : scripts[body.model]?.(body)) ?? reply(request)
  })
}
