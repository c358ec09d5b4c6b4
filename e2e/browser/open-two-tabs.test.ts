import { numberedText } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { answerWith, asksOf, gatedAnswer, releaseTokens } from './answers'
import {
  answers,
  ask,
  attach,
  attached,
  box,
  lastText,
  questions,
  row,
  send,
  sendButton,
  stopButton,
  write,
} from './chat'
import { expect, test } from './fixtures'

test('A turn sent in one tab streams in another that shows the same conversation', async ({
  context,
  page,
  upstream,
}) => {
  const gate = createGate()
  answerWith(upstream, gatedAnswer(2, createOpenGate()), gatedAnswer(30, gate))
  await ask(page, 'First')
  await expect(lastText(page)).toHaveText('w0 w1')
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(lastText(other)).toHaveText('w0 w1')

  await send(page, 'Second')
  await expect(questions(other)).toHaveCount(2)
  await releaseTokens(gate, 10)
  for (const tab of [page, other]) {
    await expect(lastText(tab)).toHaveText(numberedText(10).trim())
    await expect(stopButton(tab)).toBeVisible()
  }
  gate.open()
  for (const tab of [page, other]) {
    await expect(answers(tab).last()).toContainText('End of turn')
    await expect(lastText(tab)).toHaveText(numberedText(30).trim())
    await expect(questions(tab)).toHaveCount(2)
    await expect(answers(tab)).toHaveCount(2)
  }
  expect(asksOf(upstream)).toHaveLength(2)
})

test('What one tab puts into the box of a conversation is in that of another, and is sent once', async ({
  context,
  page,
  upstream,
}) => {
  answerWith(upstream, gatedAnswer(2, createOpenGate()), gatedAnswer(2, createOpenGate()))
  await ask(page, 'First')
  await expect(lastText(page)).toHaveText('w0 w1')
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(lastText(other)).toHaveText('w0 w1')
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })
  await attach(page, file('a.txt'))
  await expect(attached(other)).toHaveText([/^a\.txt/])
  await attach(other, file('b.txt'))
  await write(other, 'Which are these?')
  await expect(box(page)).toHaveValue('Which are these?')
  await page.reload()
  await expect(attached(page)).toHaveText([/^a\.txt/, /^b\.txt/])
  await sendButton(page).click()
  for (const tab of [page, other]) {
    await expect(questions(tab)).toHaveCount(2)
    await expect(box(tab)).toHaveValue('')
    await expect(attached(tab)).toHaveCount(0)
  }
})

test('Stop in one tab ends the answer in the other', async ({ context, page, upstream }) => {
  const gate = createGate()
  answerWith(upstream, gatedAnswer(30, gate))
  await ask(page, 'Count')
  await releaseTokens(gate, 3)
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(lastText(other)).toHaveText('w0 w1 w2')
  await stopButton(other).click()
  await expect(answers(page).last()).toContainText('Stopped after about')
  await expect(answers(other).last()).toContainText('Stopped after about')
})

test('What one tab begins, renames or deletes shows in the sidebar of another', async ({
  context,
  page,
}) => {
  const other = await context.newPage()
  await other.goto('/c')
  await ask(page, 'Seen from afar')
  await expect(row(other, 'Seen from afar')).toBeVisible()
  await expect(lastText(page)).toHaveText('Seen from afar')
  await row(page, 'Seen from afar').press('F2')
  await page.getByRole('textbox', { name: 'Name of the conversation' }).fill('Renamed from afar')
  await page.keyboard.press('Enter')
  await expect(row(other, 'Renamed from afar')).toBeVisible()
  await row(page, 'Renamed from afar').press('Delete')
  await expect(row(other, 'Renamed from afar')).toBeHidden()
})

function createOpenGate() {
  const gate = createGate()
  gate.open()
  return gate
}
