import { newId } from '@/lib/domain/ids'
import { newTurn } from '../harness/parley-client'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { stream } from '../harness/upstream/script'
import { answersIn, bodies, box, byModel, column, compare, OLD, OURS, send } from './comparing'
import { expect, test } from './fixtures'
import { asking, call, done } from './loop-acts'

// What did not arrive is looked for, and is not there.
test.use({ tolerated: /Failed to load resource: (net::ERR_|.* 404)/ })

test('What waits in a column goes whatever is in view, and nothing of it is lost when it cannot', async ({
  page,
  upstream,
}) => {
  const table = page.getByRole('button', { name: 'Table' })
  const alerts = page.getByRole('main').getByRole('alert')

  await test.step('It goes though all figures stand in a table', async () => {
    const gate = createGate()
    await compare(page, 'Sonnet 5.5', 'Sonnet 4')
    byModel(upstream, { [OLD]: () => stream(encodeEvents(textEvents(5, OLD)), { gate }) })
    await send(page, 'First')
    await expect(answersIn(page, 1).nth(0)).toContainText('End of turn')
    await send(page, 'Second')
    await expect(page.getByText('Waits until the answer has ended: Second')).toBeVisible()
    await table.click()
    await expect(page.getByRole('row', { name: /In all/ })).toBeVisible()
    gate.open()
    await expect.poll(() => bodies(upstream).length).toBe(4)
    await table.click()
    await expect(answersIn(page, 2)).toContainText(['Second', 'w0'])
  })

  await test.step('A column that is not in view tells that it could not be asked', async () => {
    byModel(upstream, {})
    await table.click()
    await page.route('**/api/runs', (route) => route.abort())
    await send(page, 'Third')
    await expect(alerts).toContainText('2 columns could not be asked')
    await page.unroute('**/api/runs')
    await table.click()
    await expect(alerts).toHaveCount(2)
  })

  await test.step('To dismiss the reason keeps the text, which waits for a person from then on', async () => {
    await alerts.nth(0).getByRole('button', { name: 'Dismiss' }).click()
    await expect(alerts).toHaveCount(1)
    await expect(page.getByText('Held here until you send it: Third')).toHaveCount(1)
    await expect(page.getByText('Not sent here yet: Third')).toHaveCount(1)
    const sendOne = page
      .getByRole('region', { name: 'Columns' })
      .getByRole('button', { name: 'Send', exact: true })
    await sendOne.first().click()
    await expect(answersIn(page, 3).nth(0)).toContainText('Third')
    await sendOne.click()
    await expect(answersIn(page, 3).nth(1)).toContainText('Third')
    await expect(alerts).toHaveCount(0)
  })

  await test.step('A judgement that is not kept holds nothing up, and a copy of the tab leaves it to this one', async () => {
    const gate = createGate()
    byModel(upstream, { [OLD]: () => stream(encodeEvents(textEvents(5, OLD)), { gate }) })
    await send(page, 'Fourth')
    await expect(answersIn(page, 4).nth(0)).toContainText('End of turn')
    await send(page, 'Fifth')
    await expect(page.getByText('Waits until the answer has ended: Fifth')).toBeVisible()
    // Like a tab that is duplicated, it begins with what the session of this one keeps.
    const opened = page.context().waitForEvent('page')
    await page.evaluate(() => window.open(location.href)?.focus())
    const other = await opened
    await expect(other.getByText('Not sent here yet: Fifth')).toBeVisible()
    await other.close()
    await page.route('**/api/runs/*/mark', (route) => route.abort())
    await answersIn(page, 3).nth(1).hover()
    await answersIn(page, 3).nth(1).getByRole('button', { name: 'Good answer' }).click()
    await expect(alerts).toContainText('judgement')
    gate.open()
    await expect(answersIn(page, 5)).toContainText(['Fifth', 'w0'])
  })
})

test('The tools of a column are stopped like an answer, and what was written while a result is edited goes with it', async ({
  page,
  parley,
  upstream,
}) => {
  const { settings } = newTurn('')
  const definition = { name: 'look_up', description: 'Looks up', input_schema: { type: 'object' } }
  const tools = [{ id: newId(), definition }]
  const columns = [OURS, OLD].map((model) => ({
    id: newId(),
    settings: { ...settings, model, tools },
  }))
  const id = newId()
  const data = { id, title: 'With tools', settings: { ...settings, model: OURS, tools }, columns }
  const headers = { origin: parley.url }
  const made = await page.request.post(`${parley.url}/api/comparisons`, { headers, data })
  expect(made.status()).toBe(201)
  await page.goto(`/compare/${id}`)
  await expect(column(page, 2)).toHaveAccessibleName(/Sonnet 4/)
  byModel(upstream, {
    [OURS]: () => done(),
    [OLD]: (body) => (body.messages.length > 1 ? done() : asking(call('toolu_1', 'look_up', {}))),
  })
  await send(page, 'Look it up')
  await expect(page.getByText('The answer waits for 1 result.')).toBeVisible()
  await send(page, 'Then this')
  await expect(page.getByText('Waits until the answer has ended: Then this')).toBeVisible()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(box(page)).toBeFocused()
  await page.getByRole('button', { name: 'Stop 1' }).click()
  const foot = page.getByRole('region', { name: 'Columns' })
  await expect(foot.getByRole('button', { name: 'Send the result' })).toBeVisible()
  await foot.getByRole('button', { name: 'Edit the result' }).click()
  // Its field takes the focus when it comes.
  await expect(foot.getByRole('textbox').first()).toBeFocused()
  await send(page, 'And now?')
  await expect(page.getByText('Waits until the answer has ended: And now?')).toBeVisible()
  await foot.getByRole('button', { name: 'Give the result' }).click()
  await expect(answersIn(page, 2)).toContainText(['w0', 'w0'])
  await expect(page.getByRole('button', { name: /^Stop/ })).toHaveCount(0)
})
