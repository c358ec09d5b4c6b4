import { expect, type Locator, type Page } from '@playwright/test'
import type { FakeUpstream } from '../harness/fake-upstream'
import type { Circumstance } from './circumstances'
import { createHand, type Hand } from './hand'
import { type Words, wordsOf } from './words'

/** What an act has to work with: a page under some circumstance, its words, and a hand. */
export interface Stage extends Hand {
  page: Page
  upstream: FakeUpstream
  isPhone: boolean
  isDark: boolean
  t: Words
  button(name: string): Locator
  /** The turns of a person. */
  questions: Locator
  /** The answers: every other turn. */
  answers: Locator
  /** Opens a screen of the app; a new conversation in the page as it is, where that may be: a load costs what ten of these do. */
  open(path: string): Promise<void>
  /** Sends a turn and waits for the end of its answer. */
  ask(text: string): Promise<void>
  /** Makes the sidebar or the request panel visible, where it is a drawer. */
  show(zone: 'sidebar' | 'panel'): Promise<void>
  /** Does something with a turn: by its button, or on a phone from its menu. */
  act(turn: Locator, name: string): Promise<void>
  /** Opens the menu of a conversation in the list. */
  openMenu(title: string): Promise<void>
  /** Puts the request panel away again, where it is a sheet. */
  hide(): Promise<void>
}

const PHONE_BELOW = 768

export function setStage(
  page: Page,
  upstream: FakeUpstream,
  { language, hand, use }: Circumstance,
): Stage {
  const t = wordsOf(language)
  const works = createHand(page, hand)
  const isPhone = use.viewport.width < PHONE_BELOW
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const questions = page.getByRole('article', { name: t('chat.you'), exact: true })
  const answers = page.locator('article').filter({ has: page.getByText(t('chat.metrics.endTurn')) })
  const openers = { sidebar: t('shell.openSidebar'), panel: t('shell.showPanel') }
  return {
    ...works,
    page,
    upstream,
    isPhone,
    isDark: use.colorScheme === 'dark',
    t,
    button,
    questions,
    answers,
    open: async (path) => {
      const isThere =
        page.url().startsWith('http') && (await page.getByRole('dialog').count()) === 0
      if (!isThere || path !== '/c') {
        await page.goto(path)
        return
      }
      // A menu that closes has the focus for a moment more, and keys in a menu are its own.
      await expect(page.locator('[role=menu]:focus-within')).toHaveCount(0)
      await page.keyboard.press('ControlOrMeta+Shift+O')
      await expect(page).toHaveURL(/\/c$/)
      await expect(page.locator('article')).toHaveCount(0)
    },
    ask: async (text) => {
      const before = await answers.count()
      await works.write(page.getByRole('textbox', { name: t('chat.composer.label') }), text)
      await expect(button(t('chat.composer.send'))).toBeEnabled()
      await works.press(button(t('chat.composer.send')))
      await expect(answers).toHaveCount(before + 1)
    },
    show: async (zone) => {
      if (!isPhone) return
      await works.press(button(openers[zone]))
      await expect(page.getByRole('dialog')).toBeVisible()
    },
    act: async (turn, name) => {
      if (!isPhone) return works.press(turn.getByRole('button', { name, exact: true }))
      await works.press(turn.getByRole('button', { name: t('chat.turn.more') }))
      await works.pick(page.getByRole('menuitem', { name }))
    },
    openMenu: async (title) => {
      const row = page.getByRole('link', { name: title, exact: true })
      if (hand === 'keyboard') {
        await works.reach(row)
        await page.keyboard.press('Shift+F10')
      } else {
        await row.hover()
        await works.press(button(t('sidebar.actions', { title })))
      }
      await expect(page.getByRole('menu')).toBeVisible()
    },
    hide: async () => {
      if (!isPhone) return
      await works.press(page.getByRole('dialog').getByRole('button', { name: t('common.close') }))
      await expect(page.getByRole('dialog')).toHaveCount(0)
    },
  }
}
