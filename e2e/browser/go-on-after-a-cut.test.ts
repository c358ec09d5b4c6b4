import { isCheckpointed } from '../harness/is-checkpointed'
import { upstreamEnv } from '../harness/parley-client'
import { encodeEvents, numberedText, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { stream } from '../harness/upstream/script'
import { answerWith, asksOf, bodyOf, gatedAnswer, releaseTokens } from './answers'
import { answers, ask, box, inTurn, lastText, questions, send } from './chat'
import { expect, test } from './fixtures'

const PREFILL = 'claude-sonnet-4-20250514'

/** An answer that breaks off after ten of its tokens. */
function cutAnswer(how: 'fin' | 'rst') {
  const frames = encodeEvents(textEvents(30))
  return stream(frames, { cut: { atByte: Buffer.byteLength(frames.slice(0, 12).join('')), how } })
}

for (const how of ['fin', 'rst'] as const) {
  test(`An answer cut off (${how}) keeps its text, says so, and goes on in a new turn that quotes its end`, async ({
    page,
    upstream,
  }) => {
    answerWith(upstream, cutAnswer(how), stream(encodeEvents(textEvents(5, 'fake', 10))))
    await ask(page, 'Count')
    await expect(answers(page).last()).toContainText('Cut off after about')
    await expect(lastText(page)).toHaveText(numberedText(10).trim())
    await expect(answers(page).last()).not.toContainText('End of turn')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(box(page)).toBeFocused()
    await expect(lastText(page)).toHaveText(numberedText(5, 10).trim())
    await expect(questions(page)).toHaveCount(2)
    await expect(questions(page).last()).toContainText('Your last answer was cut off.')
    await expect(questions(page).last()).toContainText('w8 w9')
    const body = bodyOf(asksOf(upstream)[1])
    expect(body.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(JSON.stringify(body.messages[1])).toContain('w8 w9')
  })
}

test('An answer that is not whole goes on, or is asked for again', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'An answer that was cut short at max_tokens says so and goes on, or leads to the field':
      async () => {
        const short = textEvents(10).map((event) =>
          event.type === 'message_delta'
            ? { ...event, delta: { stop_reason: 'max_tokens', stop_sequence: null } }
            : event,
        )
        answerWith(
          upstream,
          stream(encodeEvents(short)),
          stream(encodeEvents(textEvents(5, 'fake', 10))),
        )
        await send(page, 'Count')
        await expect(answers(page).last()).toContainText('Cut short at max_tokens.')
        await page.getByRole('button', { name: 'Show field' }).click()
        await expect(page.getByRole('textbox', { name: 'max_tokens' })).toBeFocused()
        await page.getByRole('button', { name: 'Continue' }).click()
        await expect(lastText(page)).toHaveText(numberedText(5, 10).trim())
        await expect(page.getByRole('button', { name: 'Continue' })).toBeHidden()
        expect(JSON.stringify(bodyOf(asksOf(upstream)[1]).messages[1])).toContain('w8 w9')
      },
    'Retry after a cut answers the same question again and keeps the cut answer': async () => {
      answerWith(upstream, cutAnswer('fin'), stream(encodeEvents(textEvents(3))))
      await send(page, 'Count')
      await page.getByRole('button', { name: 'Retry', exact: true }).click()
      await expect(box(page)).toBeFocused()
      await expect(lastText(page)).toHaveText('w0 w1 w2')
      await expect(questions(page)).toHaveCount(1)
      await expect(answers(page)).toHaveCount(1)
      expect(bodyOf(asksOf(upstream)[1]).messages).toEqual(bodyOf(asksOf(upstream)[0]).messages)
    },
  })
})

test('A model that takes a prefill goes on in its own words, without another question', async ({
  page,
  upstream,
}) => {
  answerWith(upstream, cutAnswer('fin'))
  await page.goto('/c')
  await page.getByRole('combobox', { name: /^Choose a model/ }).click()
  await page.getByRole('option', { name: new RegExp(PREFILL) }).click()
  await send(page, 'Count')
  await expect(answers(page).last()).toContainText('Cut off after about')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(lastText(page)).toHaveText('and so it ends.')
  await expect(questions(page)).toHaveCount(1)
  await expect(page.getByText(numberedText(10).trim())).toBeVisible()
  const { model, messages } = bodyOf(asksOf(upstream)[1])
  expect(model).toBe(PREFILL)
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
  // The API refuses a prefill that ends in a space.
  expect(JSON.stringify(messages[1])).toContain('w8 w9"')
})

test.describe('A killed server', () => {
  test.use({ tolerated: /Failed to load resource: net::ERR_/, fetchesAhead: true })

  test('It comes back with the turn, all text of its last checkpoint and the way on', async ({
    page,
    start,
    upstream,
  }, testInfo) => {
    const dataDir = testInfo.outputPath('data')
    const env = upstreamEnv(upstream.url)
    const gate = createGate()
    answerWith(upstream, gatedAnswer(50, gate), stream(encodeEvents(textEvents(5, 'fake', 50))))
    const killed = await start({ dataDir, env })
    await page.goto(`${killed.url}/c`)
    await send(page, 'Count')
    await releaseTokens(gate, 20)
    await expect(lastText(page)).toHaveText(numberedText(20).trim())
    await expect.poll(() => isCheckpointed(dataDir, 'w19 ')).toBe(true)
    await killed.kill()

    const back = await start({ dataDir, env: { ...env, PORT: String(killed.port) } })
    expect(back.url).toBe(killed.url)
    // The page that stayed open finds out by itself.
    await expect(answers(page).last()).toContainText('Cut off after about')
    await expect(lastText(page)).toHaveText(numberedText(20).trim())
    await page.reload()
    await expect(questions(page)).toHaveText(/Count/)
    await expect(answers(page).last()).toContainText('Cut off after about')
    await expect(lastText(page)).toHaveText(numberedText(20).trim())
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(lastText(page)).toHaveText(numberedText(5, 50).trim())
    expect(asksOf(upstream)).toHaveLength(2)
  })
})
