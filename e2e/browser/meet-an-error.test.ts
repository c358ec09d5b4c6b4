import { encodeSse } from '@/lib/wire/sse'
import { createParleyClient } from '../harness/parley-client'
import { encodeEvents, numberedText, textEvents } from '../harness/upstream/answers'
import { failure, json, REQUEST_ID, stream } from '../harness/upstream/script'
import { answerWith, asksOf, bodyOf } from './answers'
import {
  alert,
  answers,
  ask,
  beginAnew,
  box,
  inTurn,
  lastText,
  questions,
  send,
  stopButton,
} from './chat'
import { expect, test } from './fixtures'

/** Refusals that no retry helps: what the upstream answers, what the thread calls it, what it advises. */
const REFUSALS = [
  [400, 'invalid_request_error', 'The request was refused (400)', 'Change what the message names'],
  [401, 'authentication_error', 'The key was refused (401)', 'Set another one'],
  [402, 'billing_error', 'Billing stopped the request (402)', 'settle this with the provider'],
  [403, 'permission_error', 'Not allowed (403)', 'Choose another model'],
  [404, 'not_found_error', 'Not found (404)', 'choose another one, then retry'],
  [413, 'request_too_large', 'The request is too large (413)', 'at most 32 MB'],
] as const

test('A refusal 400, 401, 402, 403, 404 or 413 stands in place of the answer with its cause, its id and what to do, and is not repeated', async ({
  page,
  upstream,
}) => {
  await page.goto('/c')
  for (const [asked, [status, type, title, advice]] of REFUSALS.entries()) {
    await test.step(`A refusal ${status}`, async () => {
      if (asked > 0) await beginAnew(page)
      answerWith(upstream, failure(status, type))
      await send(page, 'Try this')
      const note = alert(page)
      await expect(note).toContainText(title)
      await expect(note).toContainText(`${type}: The fake upstream was told to answer ${status}.`)
      await expect(note).toContainText(advice)
      await expect(note.getByRole('button', { name: REQUEST_ID })).toBeVisible()
      await expect(questions(page)).toHaveText(/Try this/)
      expect(asksOf(upstream)).toHaveLength(asked + 1)
    })
  }
})

test('A failed call says what happened, waits and asks again where that helps, and keeps what there is', async ({
  page,
  parley,
  upstream,
}) => {
  await inTurn(page, upstream, {
    'Retry after an error makes another answer to the same question, not a second question':
      async () => {
        answerWith(upstream, failure(400, 'invalid_request_error'))
        await send(page, 'Try this')
        await alert(page).getByRole('button', { name: 'Retry' }).click()
        await expect(lastText(page)).toHaveText('Try this')
        await expect(alert(page)).toBeHidden()
        await expect(questions(page)).toHaveCount(1)
        await expect(answers(page)).toHaveCount(1)
        const [first, second] = asksOf(upstream).map(bodyOf)
        expect(second).toEqual(first)
        const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
        const stored = await createParleyClient(parley.url).conversation(id)
        const [question, ...siblings] = stored?.messages ?? []
        expect(siblings.map(({ role, parentId }) => [role, parentId])).toEqual([
          ['assistant', question?.id],
          ['assistant', question?.id],
        ])
      },
    'A busy upstream is asked again by itself until it answers, in one answer': async () => {
      const busy = failure(529, 'overloaded_error', [['retry-after-ms', '30']])
      answerWith(upstream, busy, failure(429, 'rate_limit_error', [['retry-after-ms', '30']]), busy)
      await send(page, 'Try this')
      await expect(lastText(page)).toHaveText('Try this')
      await expect(questions(page)).toHaveCount(1)
      await expect(answers(page)).toHaveCount(1)
      expect(asksOf(upstream)).toHaveLength(4)
      const settled = 'Busy at first (529), answered on attempt 4 of 4 after a wait of 90 ms'
      await expect(answers(page)).toContainText(settled)
      await page.reload()
      await expect(answers(page)).toContainText(settled)
    },
    'An upstream that stays busy is given up after four attempts, with the last error':
      async () => {
        const busy = failure(529, 'overloaded_error', [['retry-after-ms', '30']])
        answerWith(upstream, busy, busy, busy, busy)
        await send(page, 'Try this')
        await expect(alert(page)).toContainText('The upstream is overloaded (529)')
        await expect(alert(page)).toContainText(REQUEST_ID)
        await expect(answers(page)).toContainText('Tried 4 times, with waits of')
        expect(asksOf(upstream)).toHaveLength(4)
      },
    'Who does not want to wait for the next attempt can have it at once': async () => {
      answerWith(upstream, failure(529, 'overloaded_error', [['retry-after', '40']]))
      await send(page, 'Try this')
      await page.getByRole('button', { name: 'Try now' }).click()
      await expect(lastText(page)).toHaveText('Try this')
      await expect(answers(page)).toContainText('Busy at first (529), answered on attempt 2 of 4')
      expect(asksOf(upstream)).toHaveLength(2)
    },
    'A limit that lasts longer than a minute fails at once and says when it ends': async () => {
      answerWith(upstream, failure(429, 'rate_limit_error', [['retry-after', '9000']]))
      await send(page, 'Try this')
      await expect(alert(page)).toContainText('Limit reached (429)')
      await expect(alert(page)).toContainText(/It takes calls again in 2 h (29|30) min/)
      expect(asksOf(upstream)).toHaveLength(1)
    },
    'A spend limit is told as such with the day of its reset, and is not asked for again':
      async () => {
        const details = {
          error_code: 'enforced_spend_limit_reached',
          resets_at: '2026-12-01T00:00:00Z',
        }
        answerWith(upstream, refusal(429, 'rate_limit_error', 'Spend limit.', details))
        await send(page, 'Try this')
        await expect(alert(page)).toContainText('Spend limit reached (429)')
        await expect(alert(page)).toContainText('It resets on December 1, 2026.')
        expect(asksOf(upstream)).toHaveLength(1)
      },
    'An error inside the stream keeps the text before it and offers to go on': async () => {
      const error = { type: 'overloaded_error', message: 'Overloaded' }
      const frames = encodeEvents(textEvents(30)).slice(0, 12)
      const event = encodeSse('error', { type: 'error', error, request_id: 'req_011InStream' })
      answerWith(upstream, stream([...frames, event]))
      await send(page, 'Count')
      await expect(lastText(page)).toHaveText(numberedText(10).trim())
      const note = alert(page)
      await expect(note).toContainText('The upstream is overloaded')
      await expect(note).toContainText('overloaded_error: Overloaded')
      await expect(note).toContainText(/req_/)
      await expect(note.getByRole('button', { name: 'Continue' })).toBeVisible()
      await expect(note.getByRole('button', { name: 'Retry' })).toBeVisible()
      await page.reload()
      await expect(lastText(page)).toHaveText(numberedText(10).trim())
      await expect(alert(page)).toContainText('The upstream is overloaded')
      expect(asksOf(upstream)).toHaveLength(1)
    },
    'What was typed during an answer that fails stays in the box': async () => {
      answerWith(upstream, failure(529, 'overloaded_error', [['retry-after', '30']]))
      await send(page, 'Try this')
      await expect(stopButton(page)).toBeVisible()
      await box(page).fill('And then this')
      await page.getByRole('button', { name: 'Cancel' }).click()
      await expect(stopButton(page)).toBeHidden()
      await expect(box(page)).toHaveValue('And then this')
    },
    'When the upstream stays busy, another model can answer in place, and the panel goes over to it':
      async () => {
        const busy = failure(529, 'overloaded_error', [['retry-after-ms', '30']])
        answerWith(upstream, busy, busy, busy, busy)
        await send(page, 'Try this')
        await page.getByRole('button', { name: 'Answer with another model' }).click()
        await page.getByRole('menuitem', { name: /^Sonnet 4 / }).click()
        await expect(lastText(page)).toHaveText('Try this')
        await expect(answers(page)).toHaveAccessibleName('Sonnet 4')
        await expect(questions(page)).toHaveCount(1)
        await expect(page.getByRole('combobox', { name: 'Choose a model: Sonnet 4' })).toBeVisible()
        expect(bodyOf(asksOf(upstream).at(-1)).model).toBe('claude-sonnet-4-20250514')
      },
  })
})

test('A wait for the next attempt counts down in sight and can be cancelled', async ({
  page,
  upstream,
}) => {
  answerWith(upstream, failure(529, 'overloaded_error', [['retry-after', '40']]))
  await ask(page, 'Try this')
  const note = page.getByRole('status').filter({ hasText: 'trying again' })
  await expect(note).toContainText(/Busy, trying again in (40|3\d) s \(2\/4\)/)
  await expect(note).toContainText('529 overloaded_error. No answer had begun.')
  const early = await note.textContent()
  await expect(note).not.toHaveText(early ?? '')
  await page.reload()
  await expect(note).toContainText(/Busy, trying again in \d+ s/)
  await note.getByRole('button', { name: 'Cancel' }).click()
  await expect(answers(page).last()).toContainText('Stopped before the first token.')
  await expect(answers(page).last()).toContainText(
    'Busy at first (529), cancelled before attempt 2 of 4',
  )
  await expect(stopButton(page)).toBeHidden()
  await expect(box(page)).toBeFocused()
  expect(asksOf(upstream)).toHaveLength(1)
})

test('A refused field is named, found in the panel, and put right in one click', async ({
  page,
  upstream,
}) => {
  const most = 'max_tokens: 4096 > 2000, which is the maximum allowed number of output tokens'
  answerWith(upstream, refusal(400, 'invalid_request_error', most))
  await ask(page, 'Try this')
  const note = alert(page)
  await expect(note).toContainText('Field refused (400)')
  await expect(note).toContainText('max_tokens: 4096 > 2000')
  await page.getByRole('tab', { name: 'Request' }).click()
  await note.getByRole('button', { name: 'Show field' }).click()
  await expect(page.getByRole('textbox', { name: 'max_tokens' })).toBeFocused()
  await note.getByRole('button', { name: 'Set to 2,000 and retry' }).click()
  await expect(lastText(page)).toHaveText('Try this')
  await expect(page.getByRole('textbox', { name: 'max_tokens' })).toHaveValue('2,000')
  expect(asksOf(upstream).map((call) => bodyOf(call).max_tokens)).toEqual([4096, 2000])
})

test('A refusal that is about an earlier turn leads to it, though it is far up', async ({
  page,
  upstream,
}) => {
  await ask(page, 'The very first')
  await expect(answers(page).last()).toContainText('End of turn')
  for (const [at, name] of ['second', 'third', 'fourth'].entries()) {
    await send(page, `The ${name} ${'\n'.repeat(30)} of all`)
    await expect(answers(page)).toHaveCount(at + 2)
    await expect(answers(page).last()).toContainText('End of turn')
  }
  const words = 'messages.0.content.0.text: text content must be shorter'
  answerWith(upstream, refusal(400, 'invalid_request_error', words))
  await send(page, 'The last')
  await expect(alert(page)).toContainText('It is in turn 1 of what was sent')
  await expect(questions(page).first()).not.toBeInViewport()
  await alert(page).getByRole('button', { name: 'Show the turn' }).click()
  await expect(questions(page).first()).toBeInViewport()
  await expect(questions(page).first()).toBeFocused()
})

test.describe('With a clock of the test', () => {
  test.use({ keepsPage: false })

  test('The time until a limit ends counts down, and goes when it is over', async ({
    page,
    upstream,
  }) => {
    // Longer than the run may wait in all, so that it fails at once.
    answerWith(upstream, failure(429, 'rate_limit_error', [['retry-after', '90']]))
    await page.clock.install()
    await ask(page, 'Try this')
    const left = alert(page).getByRole('timer')
    await expect(left).toHaveText(/It takes calls again in (90|8\d) s/)
    await page.clock.runFor(30_000)
    await expect(left).toHaveText(/It takes calls again in (60|5\d) s/)
    await page.clock.runFor(63_000)
    await expect(left).toBeHidden()
    await page.reload()
    await expect(alert(page)).toContainText('Limit reached (429)')
    await expect(left).toBeHidden()
  })

  test('A silence is told from 60 s on, and what it waits for is still there', async ({
    page,
    upstream,
  }) => {
    answerWith(upstream, { frames: [], refusal: 'silent' })
    await page.clock.install()
    await ask(page, 'Try this')
    await expect(answers(page)).toContainText('Waiting for the first token')
    await page.clock.runFor(50_000)
    await expect(answers(page)).toContainText(/Waiting for the first token, 5\d/)
    await page.clock.runFor(12_000)
    await expect(answers(page)).toContainText(/No event for \d+ s\. The connection is open\./)
    await stopButton(page).click()
    await expect(answers(page)).toContainText('Stopped before the first token.')
  })
})

/** A refusal with words of its own. */
function refusal(status: number, type: string, message: string, details?: object) {
  return json({ type: 'error', error: { type, message, details } }, { status })
}
