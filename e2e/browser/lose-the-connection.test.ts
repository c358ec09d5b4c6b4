import type { Request } from '@playwright/test'
import { type Cable, layCable } from '../harness/cable'
import { upstreamEnv } from '../harness/parley-client'
import { numberedText } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { between, createRandom, takeSeed } from '../harness/upstream/random'
import { answerWith, asksOf, gatedAnswer, releaseTokens } from './answers'
import { askSlowly } from './ask-slowly'
import { alert, answers, ask, box, lastText, questions, send, write } from './chat'
import { test as base, expect } from './fixtures'

/** The page reaches its server by a cable that the test can cut. */
const test = base.extend<{ cable: Cable }>({
  cable: async ({ start, upstream, origins }, use) => {
    const cable = await layCable()
    const hosts = { PARLEY_ALLOWED_HOSTS: `127.0.0.1:${cable.port}` }
    const parley = await start({ env: { ...upstreamEnv(upstream.url), ...hosts } })
    cable.plugInto(parley.port)
    origins.add(cable.url)
    await use(cable)
    await cable.close()
  },
  baseURL: ({ cable }, use) => use(cable.url),
  tolerated: /Failed to load resource: net::ERR_/,
  fetchesAhead: true,
})

const isLive = (request: Pick<Request, 'url'>) => request.url().includes('/api/live')

test('A live connection that breaks again and again resumes by cursor, no token lost or doubled', async ({
  cable,
  page,
  upstream,
}) => {
  const seed = takeSeed()
  console.log(`Cuts of the connection: seed ${seed}`)
  const random = createRandom(seed)
  const gate = createGate()
  answerWith(upstream, gatedAnswer(200, gate))
  await ask(page, 'Count')
  let sent = between(random, 1, 20)
  await releaseTokens(gate, sent)
  await expect(lastText(page)).toHaveText(numberedText(sent).trim())
  for (let cut = 1; cut <= 8; cut++) {
    const resumed = page.waitForResponse((response) => isLive(response.request()))
    cable.cut()
    const more = between(random, 1, 20)
    await releaseTokens(gate, more, false)
    sent += more
    // Not from the beginning: from the last event that had come.
    const asked = new URL((await resumed).url()).searchParams.get('runs')
    expect(Number(asked?.split(':')[1])).toBeGreaterThan(0)
    await expect(lastText(page)).toHaveText(numberedText(sent).trim())
  }
  gate.open()
  await expect(answers(page).last()).toContainText('End of turn')
  await expect(lastText(page)).toHaveText(numberedText(200).trim())
  await expect(questions(page)).toHaveCount(1)
  expect(asksOf(upstream)).toHaveLength(1)
})

test('A tab that cannot reach the server says that the answer goes on, and catches up', async ({
  cable,
  page,
  upstream,
}) => {
  const gate = await askSlowly(page, upstream, { tokens: 20, shown: 3 })
  cable.unplug()
  await expect(
    page.getByText('No connection to Parley. The answer goes on there while it runs.'),
  ).toBeVisible()
  await expect(lastText(page)).toHaveText('w0 w1 w2')
  gate.open()
  cable.replug()
  await expect(lastText(page)).toHaveText(numberedText(20).trim())
  await expect(page.getByText(/No connection/)).toBeHidden()
})

test('While the server cannot be reached nothing is marked as arriving and no rate is shown', async ({
  cable,
  page,
  upstream,
}) => {
  const gate = createGate()
  answerWith(upstream, gatedAnswer(20, gate))
  const caret = page.locator('.answer[data-live]')
  const mark = page.getByRole('img', { name: 'Streaming' })
  const rate = answers(page).last().getByText('tokens/s')
  await ask(page, 'Count')
  await releaseTokens(gate, 3)
  await expect(lastText(page)).toHaveText(numberedText(3).trim())
  await releaseTokens(gate, 1, false)
  await expect(rate).toBeVisible()
  await releaseTokens(gate, 1, false)
  await expect(lastText(page)).toHaveText(numberedText(5).trim())
  await expect(caret).toHaveCount(1)
  await expect(mark).toBeVisible()
  cable.unplug()
  await expect(answers(page).last()).toContainText('No connection to Parley.')
  await expect(answers(page).last()).toContainText('out so far')
  await expect(rate).toBeHidden()
  await expect(caret).toHaveCount(0)
  await expect(mark).toBeHidden()
  cable.replug()
  await releaseTokens(gate, 1, false)
  await expect(rate).toBeVisible()
  await expect(caret).toHaveCount(1)
  await expect(mark).toBeVisible()
  gate.open()
  await expect(answers(page).last()).toContainText('End of turn')
})

test('A turn that cannot be sent is back in the box with the reason, and can be sent again', async ({
  cable,
  page,
  upstream,
}) => {
  await ask(page, 'Before')
  await expect(lastText(page)).toHaveText('Before')
  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(page).toHaveURL(/\/c$/)
  await write(page, 'Keep this')
  cable.unplug()
  await box(page).press('Enter')
  await expect(alert(page)).toContainText('Not sent.')
  await expect(box(page)).toHaveValue('Keep this')
  await expect(page).toHaveURL(/\/c$/)
  cable.replug()
  await send(page, 'Keep this')
  await expect(lastText(page)).toHaveText('Keep this')
  await expect(questions(page)).toHaveCount(1)
  expect(asksOf(upstream)).toHaveLength(2)
})

test('A Stop that cannot be told says so, until the answer has ended by itself', async ({
  cable,
  page,
  upstream,
}) => {
  const gate = await askSlowly(page, upstream, { tokens: 20, shown: 3 })
  cable.unplug()
  await box(page).press('Escape')
  await expect(alert(page)).toContainText('Not stopped. Parley was not reached')
  await expect(alert(page)).not.toContainText('in the box')
  cable.replug()
  gate.open()
  await expect(answers(page).last()).toContainText('End of turn')
  await expect(alert(page)).toBeHidden()
})

test('A send whose acknowledgement breaks off is tried again and makes one turn', async ({
  page,
  upstream,
}) => {
  await page.goto('/c')
  await write(page, 'Only once')
  await page.route(
    '**/api/runs',
    async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  await box(page).press('Enter')
  await expect(lastText(page)).toHaveText('Only once')
  await expect(questions(page)).toHaveCount(1)
  await expect(answers(page)).toHaveCount(1)
  await expect(box(page)).toHaveValue('')
  expect(asksOf(upstream)).toHaveLength(1)
})
