import { expect } from '@playwright/test'
import { createGate } from '../harness/upstream/gate'
import { failure } from '../harness/upstream/script'
import { answerWith, asksOf, bodyOf, gatedAnswer, releaseTokens } from './answers'
import type { Stage } from './stage'

/** One thing that a person does on the chat screen, worded as the end of "Somebody can …". */
export interface Act {
  does: string
  play(stage: Stage): Promise<void>
}

/** What is done to an answer while and after it comes. */
export const ANSWER_ACTS: readonly Act[] = [
  {
    does: 'stop an answer, and keep what came',
    play: async ({ page, t, upstream, open, write, press, button }) => {
      const gate = createGate()
      answerWith(upstream, gatedAnswer(30, gate))
      await open('/c')
      await write(page.getByRole('textbox', { name: t('chat.composer.label') }), 'Count')
      await press(button(t('chat.composer.send')))
      await releaseTokens(gate, 4)
      await expect(page.locator('.answer')).not.toBeEmpty()
      await press(
        page.getByRole('button', { name: new RegExp(`^${t('chat.composer.stop')}( Esc)?$`) }),
      )
      await expect(button(t('chat.ended.retry'))).toBeVisible()
      await expect(page.locator('.answer')).not.toBeEmpty()
    },
  },
  {
    does: 'ask again after a failure',
    play: async ({ page, t, upstream, open, write, press, button, answers }) => {
      answerWith(upstream, failure(403, 'permission_error'))
      await open('/c')
      await write(page.getByRole('textbox', { name: t('chat.composer.label') }), 'Hello')
      await press(button(t('chat.composer.send')))
      await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
      await press(button(t('chat.ended.retry')))
      await expect(answers).toHaveCount(1)
    },
  },
  {
    does: 'have another model answer what failed',
    play: async ({ page, t, upstream, open, write, press, pick, button, answers }) => {
      answerWith(upstream, failure(404, 'not_found_error'))
      await open('/c')
      await write(page.getByRole('textbox', { name: t('chat.composer.label') }), 'Hello')
      await press(button(t('chat.composer.send')))
      await press(button(t('chat.another.label')))
      await pick(page.getByRole('menuitem', { name: /Sonnet 4\b/ }).first())
      await expect(answers).toHaveCount(1)
      expect(bodyOf(asksOf(upstream)[1]).model).toBe('claude-sonnet-4-20250514')
    },
  },
  {
    does: 'copy an answer’s code',
    play: async ({ page, t, open, ask, press, button }) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await open('/c')
      await ask('```ts\nconst a = 1\n```')
      await press(button(t('chat.markdown.copyCode')).last())
      const copied = () => page.evaluate(() => navigator.clipboard.readText())
      await expect.poll(copied).toBe('const a = 1')
    },
  },
]

/** What is done with the turns of a thread. */
export const TREE_ACTS: readonly Act[] = [
  {
    does: 'send an earlier turn anew, and walk back to the old one',
    play: async ({ page, t, open, ask, act, press, button, questions, answers }) => {
      await open('/c')
      await ask('first question')
      await act(questions, t('chat.turn.edit'))
      const editor = page.getByRole('textbox', { name: t('chat.turn.editLabel') })
      await expect(editor).toBeFocused()
      await page.keyboard.insertText(' put better')
      await press(button(t('chat.turn.save')))
      await expect(answers.locator('.answer')).toHaveText('first question put better')
      await press(button(t('chat.turn.previousQuestion')))
      await expect(answers.locator('.answer')).toHaveText('first question')
    },
  },
  {
    does: 'have a second answer beside the first',
    play: async ({ page, t, open, ask, press, button }) => {
      await open('/c')
      await ask('first question')
      await press(button(t('chat.turn.regenerate')))
      const place = t('chat.turn.answerPlace', { place: 2, places: 2 })
      await expect(page.getByRole('group', { name: place })).toBeVisible()
    },
  },
  {
    does: 'go on from an earlier answer',
    play: async ({ page, t, open, ask, press, answers }) => {
      await open('/c')
      await ask('first question')
      await ask('second question')
      await press(answers.first().getByRole('button', { name: t('chat.turn.branch') }))
      await expect(page.getByText(t('chat.turn.later', { count: 2 }))).toBeVisible()
      await ask('another way')
      await expect(answers.last().locator('.answer')).toHaveText('another way')
    },
  },
  {
    does: 'delete from a turn on, and undo that',
    play: async ({ page, t, open, ask, press, pick, answers }) => {
      await open('/c')
      await ask('first question')
      await ask('second question')
      await press(answers.last().getByRole('button', { name: t('chat.turn.more') }))
      await pick(page.getByRole('menuitem', { name: t('chat.turn.delete') }))
      await expect(answers).toHaveCount(1)
      await page.keyboard.press('ControlOrMeta+Z')
      await expect(answers).toHaveCount(2)
    },
  },
  {
    does: 'copy an answer as Markdown',
    play: async ({ page, t, open, ask, press, answers }) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await open('/c')
      await ask('Some **strong** words')
      await press(answers.getByRole('button', { name: t('chat.turn.copy') }))
      const copied = () => page.evaluate(() => navigator.clipboard.readText())
      await expect.poll(copied).toBe('Some **strong** words')
    },
  },
  {
    does: 'see what went over the wire for an answer',
    play: async ({ page, t, open, ask, act, answers }) => {
      await open('/c')
      await ask('first question')
      await act(answers, t('chat.turn.raw'))
      const sheet = page.getByRole('dialog', { name: t('chat.raw.title') })
      await expect(sheet).toContainText('anthropic-version')
      await page.keyboard.press('Escape')
      await expect(sheet).toHaveCount(0)
    },
  },
]

/** What is set for the next answer. */
export const PANEL_ACTS: readonly Act[] = [
  {
    does: 'choose a model by a few letters of its name',
    play: async ({ page, t, upstream, open, ask, show, hide, press }) => {
      await open('/c')
      await show('panel')
      await press(page.getByRole('combobox', { name: new RegExp(`^${t('request.chooseModel')}`) }))
      await page
        .getByRole('combobox', { name: t('request.searchModels') })
        .pressSequentially('sonnet 4')
      await expect(page.getByRole('option').first()).toContainText('Sonnet 4')
      await page.keyboard.press('Enter')
      await hide()
      await ask('Hello')
      expect(bodyOf(asksOf(upstream)[0]).model).toBe('claude-sonnet-4-20250514')
    },
  },
  {
    does: 'let an answer end at a word, and take that back',
    play: async ({ page, t, upstream, open, ask, show, hide, press, button }) => {
      await open('/c')
      await show('panel')
      await press(button(t('request.stops.add')))
      await page.keyboard.insertText('END')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await expect(button(t('request.stops.remove', { sequence: 'END' }))).toBeVisible()
      await hide()
      await ask('One')
      await show('panel')
      await press(button(t('request.stops.remove', { sequence: 'END' })))
      await hide()
      await ask('Two')
      expect(asksOf(upstream).map((one) => bodyOf(one).stop_sequences)).toEqual([
        ['END'],
        undefined,
      ])
    },
  },
  {
    does: 'write the system prompt over the full screen',
    play: async ({ page, t, upstream, open, ask, show, hide, press, button }) => {
      await open('/c')
      await show('panel')
      await press(button(t('request.expandSystem')))
      const sheet = page.getByRole('dialog', { name: t('request.system') })
      await sheet.getByRole('textbox').fill('Be brief.')
      await press(button(t('request.doneEditing')))
      await hide()
      await ask('Hello')
      expect(bodyOf(asksOf(upstream)[0]).system).toBe('Be brief.')
    },
  },
  {
    does: 'see the request before it goes',
    play: async ({ page, t, open, write, show, press, button }) => {
      await open('/c')
      await write(page.getByRole('textbox', { name: t('chat.composer.label') }), 'A request to see')
      await show('panel')
      await press(button(t('request.viewRequest')))
      await expect(page.getByText('"A request to see"').last()).toBeVisible()
    },
  },
  {
    does: 'keep the panel as a preset and take it up in another conversation',
    play: async ({ page, t, open, show, press, pick, button, write }) => {
      const system = page.getByRole('textbox', { name: t('request.system') })
      const menu = button(t('request.presets.menu'))
      await open('/c')
      await show('panel')
      await write(system, 'Sort the ticket.')
      await press(menu)
      await pick(page.getByRole('menuitem', { name: t('request.presets.save') }))
      await page.getByRole('textbox', { name: t('request.presets.name') }).fill('Triage')
      await page.keyboard.press('Enter')
      await expect(menu).toHaveText('Triage')
      await write(system, 'Something else')
      await press(menu)
      await pick(page.getByRole('menuitem', { name: 'Triage' }))
      await expect(system).toHaveValue('Sort the ticket.')
    },
  },
]

/** What is done with conversations and with the app itself. */
export const SHELL_ACTS: readonly Act[] = [
  {
    does: 'find an old conversation in the palette',
    play: async ({ page, t, open, ask }) => {
      await open('/c')
      await ask('A lighthouse at dusk')
      await open('/c')
      await expect(page.getByRole('textbox', { name: t('chat.composer.label') })).toBeVisible()
      await page.keyboard.press('ControlOrMeta+K')
      await page.getByRole('combobox', { name: t('palette.search') }).pressSequentially('lightho')
      await expect(page.getByRole('option', { name: /A lighthouse at dusk/ }).first()).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/\/c\/./)
      await expect(page.getByRole('heading', { name: 'A lighthouse at dusk' })).toBeVisible()
    },
  },
  {
    does: 'give a conversation another name',
    play: async ({ page, t, open, ask, show, openMenu, pick }) => {
      await open('/c')
      await ask('A name to change')
      await show('sidebar')
      await openMenu('A name to change')
      await pick(page.getByRole('menuitem', { name: t('sidebar.rename') }))
      const field = page.getByRole('textbox', { name: t('sidebar.renameLabel') })
      await expect(field).toBeFocused()
      await field.fill('A better name')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('link', { name: 'A better name' })).toBeVisible()
    },
  },
  {
    does: 'pin a conversation',
    play: async ({ page, t, open, ask, show, openMenu, pick }) => {
      await open('/c')
      await ask('To be pinned')
      await show('sidebar')
      await openMenu('To be pinned')
      await pick(page.getByRole('menuitem', { name: t('sidebar.pin'), exact: true }))
      await expect(
        page.getByText(t('sidebar.groups.pinned'), { exact: true }).first(),
      ).toBeVisible()
    },
  },
  {
    does: 'delete a conversation and undo that',
    play: async ({ page, t, open, ask, show, openMenu, pick }) => {
      await open('/c')
      await ask('Deleted in a hurry')
      await show('sidebar')
      const row = page.getByRole('link', { name: 'Deleted in a hurry', exact: true })
      await openMenu('Deleted in a hurry')
      await pick(page.getByRole('menuitem', { name: t('sidebar.delete') }))
      await expect(row).toHaveCount(0)
      await page.keyboard.press('ControlOrMeta+Z')
      await expect(row).toBeVisible()
    },
  },
  {
    does: 'read all shortcuts in one sheet',
    play: async ({ page, t, open, press }) => {
      await open('/settings')
      await press(page.getByRole('button', { name: t('settings.keyboard.showAll') }))
      await expect(page.getByRole('dialog', { name: t('shortcuts.title') })).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    },
  },
  {
    does: 'have it dark or light whatever the system says',
    play: async ({ page, t, isDark, open, press }) => {
      await open('/settings')
      const other = t(`settings.appearance.themes.${isDark ? 'light' : 'dark'}`)
      const radio = page.getByRole('radio', { name: other, exact: true })
      await press(radio)
      await expect(radio).toBeChecked()
      await page.reload()
      await expect(page.locator('html')).toHaveClass(isDark ? /light/ : /dark/)
    },
  },
]
