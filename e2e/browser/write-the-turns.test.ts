import { expect, type Page } from '@playwright/test'
import { createGate } from '../harness/upstream/gate'
import { answerWith, bodyOf, gatedAnswer, nthAsk, releaseTokens } from './answers'
import {
  answers,
  ask,
  attach,
  attached,
  box,
  holdBack,
  lastText,
  questions,
  send,
  sendButton,
} from './chat'
import { test } from './fixtures'

const editor = (page: Page) => page.getByRole('dialog', { name: 'Write the turns' })
const textOf = (page: Page, number: number) =>
  editor(page).getByRole('textbox', { name: `Text of turn ${number}` })
const add = (page: Page) => editor(page).getByRole('button', { name: 'Add a turn', exact: true })

async function openMore(page: Page): Promise<void> {
  await page.getByRole('heading', { name: /^More/ }).getByRole('button').click()
}

const turn = (role: string, text: string) => ({ role, content: [{ type: 'text', text }] })

test('Example turns are written, put in order, given to somebody else, left out, and kept over a reload; then they go before the first message', async ({
  page,
  upstream,
}) => {
  await page.goto('/c')
  await openMore(page)
  await page.getByRole('button', { name: 'Write the turns' }).click()
  for (const text of ['Left out', 'four', 'Two and two?']) {
    await add(page).click()
    await page.keyboard.type(text)
  }
  await page.reload()
  await expect(textOf(page, 2)).toHaveValue('four')
  await editor(page).getByRole('switch', { name: 'Send turn 1' }).click()
  await editor(page).getByRole('button', { name: 'Move turn 3 up' }).click()
  await editor(page)
    .getByRole('radiogroup', { name: 'Who says turn 2' })
    .getByRole('radio', { name: 'user' })
    .click()
  await editor(page).getByRole('button', { name: 'Add a turn after turn 3' }).click()
  await page.keyboard.type('And a third one')
  await editor(page).getByRole('button', { name: 'Remove turn 4' }).click()
  await editor(page).getByRole('button', { name: 'Begin with these turns' }).click()
  await expect(page).toHaveURL(/\/c\/./)
  await expect(questions(page)).toHaveText([/Left out/, /Two and two\?/])
  await expect(questions(page).first()).toContainText('not sent')
  await send(page, 'Three and three?')
  expect(bodyOf(await nthAsk(upstream, 1)).messages).toEqual([
    turn('user', 'Two and two?'),
    turn('assistant', 'four'),
    turn('user', 'Three and three?'),
  ])
})

test('What was answered can be written anew: a branch beside it, to which the next turn belongs', async ({
  page,
  upstream,
}) => {
  await ask(page, 'Say it')
  await expect(lastText(page)).toHaveText('Say it')
  await page.getByRole('article').last().getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Write the turns' }).click()
  await expect(editor(page).getByRole('button', { name: 'Save as a branch' })).toBeDisabled()
  await textOf(page, 2).fill('Said otherwise')
  // Closed, it is kept; opened again, one goes on.
  await page.keyboard.press('Escape')
  await expect(editor(page)).toHaveCount(0)
  await openMore(page)
  await page.getByRole('button', { name: 'Write the turns' }).click()
  await editor(page).getByRole('button', { name: 'Save as a branch' }).click()
  await expect(editor(page)).toHaveCount(0)
  await expect(answers(page)).toContainText('Said otherwise')
  await expect(answers(page).getByText('2/2')).toBeVisible()
  await send(page, 'Next')
  expect(bodyOf(await nthAsk(upstream, 2)).messages).toEqual([
    turn('user', 'Say it'),
    turn('assistant', 'Said otherwise'),
    turn('user', 'Next'),
  ])
  await page.getByRole('button', { name: 'Previous answer' }).click()
  await expect(lastText(page)).toHaveText('Say it')

  await test.step('Files that go with a turn are named, and each can be taken out', async () => {
    const files = ['rain.md', 'snow.md'].map((name) => ({
      ...{ name, mimeType: 'text/markdown', buffer: Buffer.from(`Of ${name}`) },
    }))
    await attach(page, ...files)
    await expect(attached(page)).toHaveCount(2)
    await send(page, 'What are these?')
    await expect(answers(page).last()).toContainText('End of turn')
    await page.getByRole('button', { name: 'Write the turns' }).click()
    await expect(editor(page).getByText('rain.md')).toBeVisible()
    await editor(page).getByRole('button', { name: 'Remove rain.md' }).press('Enter')
    await expect(editor(page).getByRole('button', { name: 'Remove snow.md' })).toBeFocused()
    await expect(editor(page).getByText('rain.md')).toHaveCount(0)
    await editor(page).getByRole('button', { name: 'Save as a branch' }).click()
    await expect(editor(page)).toHaveCount(0)
    await expect(questions(page).last()).toContainText('What are these?')
    await expect(questions(page).getByRole('button', { name: 'Open snow.md' })).toBeVisible()
    await expect(questions(page).getByRole('button', { name: 'Open rain.md' })).toHaveCount(0)
  })
})

test('Turns are not written while an answer arrives; what is written on while they are saved stays', async ({
  page,
  upstream,
}) => {
  const gate = createGate()
  answerWith(upstream, gatedAnswer(20, gate))
  await ask(page, 'Say it')
  await releaseTokens(gate, 5)
  await page.getByRole('article', { name: 'You' }).hover()
  await page
    .getByRole('article', { name: 'You' })
    .getByRole('button', { name: 'More', exact: true })
    .click()
  const write = page.getByRole('menuitem', { name: /^Write the turns/ })
  await expect(write).toContainText('An answer arrives.')
  await expect(write).toBeDisabled()
  await page.keyboard.press('Escape')
  gate.open()
  await expect(answers(page).last()).toContainText('End of turn')
  await openMore(page)
  await page.getByRole('button', { name: 'Write the turns' }).click()
  await textOf(page, 2).fill('Said otherwise')
  const release = await holdBack(page, { url: '**/turns', method: 'POST' })
  await editor(page).getByRole('button', { name: 'Save as a branch' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Write the turns' }).click()
  await textOf(page, 1).fill('Asked otherwise')
  const saved = page.waitForResponse((response) => response.url().endsWith('/turns'))
  release()
  await (await saved).finished()
  await expect(textOf(page, 1)).toHaveValue('Asked otherwise')
  await page.keyboard.press('Escape')
  await expect(answers(page)).toContainText('Said otherwise')
  await page.getByRole('button', { name: 'Write the turns' }).click()
  await expect(textOf(page, 1)).toHaveValue('Asked otherwise')
})

test('A prefill goes where the model has it and stands over its answer; elsewhere it is locked and says why', async ({
  page,
  upstream,
}) => {
  await page.goto('/c')
  await openMore(page)
  const prefill = page.getByRole('textbox', { name: 'prefill' })
  await expect(prefill).toHaveAttribute('readonly')
  await page.getByRole('button', { name: 'Use Sonnet 4', exact: true }).last().click()
  await prefill.fill('{"a":')
  await send(page, 'Give JSON')
  await expect(page.getByRole('article', { name: 'Prefill' })).toContainText('{"a":')
  await expect(lastText(page)).toHaveText('and so it ends.')
  expect(bodyOf(await nthAsk(upstream, 1)).messages).toEqual([
    turn('user', 'Give JSON'),
    turn('assistant', '{"a":'),
  ])
  await prefill.fill('')
  await answers(page)
    .last()
    .getByRole('button', { name: /^Answer again/ })
    .click()
  await page.getByRole('menuitem', { name: /^With the settings of the panel/ }).click()
  await expect(lastText(page)).toHaveText('Give JSON')
  expect(bodyOf(await nthAsk(upstream, 2)).messages).toEqual([turn('user', 'Give JSON')])
  await expect(box(page)).toBeVisible()
  await expect(sendButton(page)).toBeVisible()
})
