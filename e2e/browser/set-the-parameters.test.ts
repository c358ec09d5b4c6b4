import type { Locator, Page } from '@playwright/test'
import type { ModelInfo } from '@/lib/domain/models'
import { asksOf, bodyOf } from './answers'
import { answers, holdBack, inTurn, lastText, send } from './chat'
import { expect, test } from './fixtures'
import { choose } from './loop-acts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

/** The reason that a control is described by. */
async function reasonOf(control: Locator): Promise<string | null> {
  const id = await control.getAttribute('aria-describedby')
  return control.page().locator(`[id="${id}"]`).textContent()
}

test('What is set in the panel is what is sent', async ({ page, upstream }) => {
  await inTurn(page, upstream, {
    'Every parameter set in the panel is sent, and none that nobody touched': async () => {
      await page.getByRole('button', { name: 'Use Sonnet 4', exact: true }).click()
      await page.getByRole('radio', { name: 'Budget' }).click()
      await field(page, 'budget_tokens').fill('1500')
      await page.getByRole('radio', { name: 'Summary' }).click()
      await page.getByRole('slider', { name: 'top_p' }).press('ArrowLeft')
      await page.getByRole('button', { name: 'Add a stop sequence' }).click()
      const stop = page.getByRole('textbox', { name: 'New stop sequence' })
      await stop.fill(' ')
      await stop.press('Enter')
      await expect(page.getByText('at least one visible character')).toBeVisible()
      await stop.fill('END')
      await stop.press('Enter')
      await stop.fill('END')
      await stop.press('Enter')
      await expect(page.getByText('This one is there already.')).toBeVisible()
      // Pasted, a line break is one, as the most used of all stop sequences begins with two.
      await stop.fill('')
      await page.evaluate(() => navigator.clipboard.writeText('\n\nHuman:'))
      await stop.press('ControlOrMeta+V')
      await stop.press('Shift+Enter')
      await stop.press('Enter')
      await expect(page.getByRole('button', { name: 'Remove ↵↵Human:↵' })).toBeVisible()
      await stop.press('Escape')

      await send(page, 'All of it')
      await expect(lastText(page)).toHaveText('All of it')
      expect(bodyOf(asksOf(upstream)[0])).toEqual({
        model: 'claude-sonnet-4-20250514',
        max_tokens: 4096,
        top_p: 0.99,
        stop_sequences: ['END', '\n\nHuman:\n'],
        thinking: { type: 'enabled', budget_tokens: 1500, display: 'summarized' },
        messages: [{ role: 'user', content: [{ type: 'text', text: 'All of it' }] }],
        stream: true,
      })

      await page.getByRole('button', { name: /^Reset \d parameters/ }).click()
      await send(page, 'None of it')
      await expect(lastText(page)).toHaveText('None of it')
      expect(Object.keys(bodyOf(asksOf(upstream)[1])).sort()).toEqual([
        'max_tokens',
        'messages',
        'model',
        'stream',
      ])
    },
    'What version or model refuse stays in the panel with its reason, is not sent, and one click lets it go':
      async () => {
        const temperature = field(page, 'temperature')
        await expect(temperature).toHaveAttribute('aria-disabled', 'true')
        expect(await reasonOf(temperature)).toContain('Sonnet 5.5 takes only the defaults')
        await expect(page.getByText(/^Sonnet 5\.5 takes .*, not Budget\.$/)).toBeVisible()
        await page.getByRole('button', { name: 'Use Sonnet 4', exact: true }).click()
        await temperature.fill('0.4')
        await expect(field(page, 'top_p')).toHaveAttribute('aria-disabled', 'true')
        await page.getByRole('combobox', { name: 'API version' }).click()
        await page.getByRole('option', { name: '2026-10-21' }).click()
        await expect(temperature).toHaveValue('0.4')
        expect(await reasonOf(temperature)).toBe(
          'Not sent: version 2026-10-21 takes no sampling parameters.',
        )
        await send(page, 'Without')
        await expect(lastText(page)).toHaveText('Without')
        await page.getByRole('button', { name: 'Use version 2023-06-01' }).click()
        await expect(temperature).not.toHaveAttribute('aria-disabled')
        await send(page, 'With')
        await expect(lastText(page)).toHaveText('With')
        expect(asksOf(upstream).map((call) => bodyOf(call).temperature)).toEqual([undefined, 0.4])
      },
    'Without streaming the answer comes whole, with its tokens and without a first one':
      async () => {
        await page.getByRole('switch', { name: 'stream' }).click()
        await field(page, 'max_tokens').fill('30000')
        await expect(page.getByText('Above 21,333 tokens without streaming')).toBeVisible()
        await send(page, 'In one piece')
        await expect(lastText(page)).toHaveText('In one piece')
        expect(bodyOf(asksOf(upstream)[0]).stream).toBe(false)
        await expect(answers(page).last()).toContainText('End of turn')
        await expect(answers(page).last()).toContainText(/\d+ out/)
        await expect(answers(page).last()).not.toContainText('first token')
      },
    'A raw patch says what does not come about of it: also after sending, and nobody guesses what it costs':
      async () => {
        await page.getByRole('heading', { name: /^More/ }).getByRole('button').click()
        const patch = page.getByRole('textbox', { name: 'Raw patch' })
        const put = async (text: string) => {
          await patch.click()
          await page.keyboard.press('ControlOrMeta+A')
          await page.keyboard.insertText(text)
        }
        await put('{ "max_tokens": "x" }')
        await expect(page.getByText('output unknown')).toBeVisible()
        await expect(page.getByText('cost unknown')).toBeVisible()
        await put('{ "max_tokens": null }')
        await expect(page.getByText('The API requires max_tokens')).toBeVisible()
        await expect(page.getByText('≤ 4,096 out')).toBeVisible()
        await put('{ "model": "other" }')
        const flaw = page.getByText('It must not set model, messages or stream')
        await expect(flaw).toBeVisible()
        await send(page, 'Without it')
        await expect(lastText(page)).toHaveText('Without it')
        await expect(patch).toContainText('"other"')
        await expect(flaw).toBeVisible()
      },
  })
})

test('A tool of the upstream that the model does not have says so, and goes, or another model comes, by one click', async ({
  page,
}) => {
  await page.route('**/api/models?*', async (route) => {
    const answer = await route.fetch()
    const { models }: { models: ModelInfo[] } = await answer.json()
    const listed = models.map((model) => {
      const isNew = model.id === 'claude-sonnet-5-5'
      return { ...model, capabilities: { server_tools: { supported: isNew } } }
    })
    await route.fulfill({ response: answer, json: { models: listed } })
  })
  await page.goto('/c')
  await choose(page, 'web_search')
  const tool = page.getByRole('checkbox', { name: 'web_search' })
  const row = page.getByRole('listitem').filter({ has: tool })
  const reason = row.getByText('Sonnet 4 does not have it.')
  await expect(reason).toBeHidden()
  const pickSonnet4 = () => page.getByRole('button', { name: 'Use Sonnet 4', exact: true }).click()
  await pickSonnet4()
  await expect(reason).toBeVisible()
  await row.getByRole('button', { name: 'Use Sonnet 5.5' }).click()
  await expect(reason).toBeHidden()
  await expect(tool).toBeFocused()
  await pickSonnet4()
  await page.getByRole('button', { name: 'Take it out' }).click()
  await expect(reason).toBeHidden()
  await expect(tool).not.toBeChecked()
})

test('A type of thinking that a model takes for now is said to be deprecated there', async ({
  page,
  start,
}) => {
  // On the sandbox alone: it lists every model.
  await page.goto(`${(await start({})).url}/c`)
  await page.getByRole('combobox', { name: /^Choose a model/ }).click()
  await page.getByRole('combobox', { name: 'Search models' }).fill('sonnet 4.6')
  await page.getByRole('option', { name: /^Sonnet 4\.6/ }).click()
  const types = page.getByRole('radiogroup', { name: 'Type of thinking' })
  const note = page.getByText('Sonnet 4.6 still takes a budget')
  await types.getByRole('radio', { name: 'Adaptive' }).click()
  await expect(types.getByRole('radio', { name: 'Adaptive' })).toBeChecked()
  await expect(note).toBeHidden()
  await types.getByRole('radio', { name: 'Budget' }).click()
  await expect(note).toBeVisible()
  await expect(types).toHaveAccessibleDescription(/deprecated/)
})

test('What is changed while the models of another upstream load is kept', async ({ page }) => {
  await page.goto('/c')
  const list = await holdBack(page, { url: '**/api/models?upstream=sandbox' })
  await page.getByRole('button', { name: 'Use Sonnet 4', exact: true }).click()
  const upstreams = page.getByRole('combobox', { name: 'Upstream' })
  await upstreams.click()
  await page.getByRole('option', { name: 'Sandbox' }).click()
  await expect(upstreams).toHaveText('Sandbox')
  await page.getByLabel('System prompt').fill('Written meanwhile.')
  const models = page.waitForResponse('**/api/models?upstream=sandbox')
  list()
  await models
  await expect(page.getByText('Imitated here')).toBeVisible()
  await expect(page.getByLabel('System prompt')).toHaveValue('Written meanwhile.')
})

test('One Escape closes the panel over the thread, though the name of the control in focus shows', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1100, height: 800 })
  await page.goto('/c')
  const show = page.getByRole('button', { name: 'Show request settings' })
  await show.click()
  const panel = page.getByRole('dialog', { name: 'Request settings' })
  await panel.getByRole('button', { name: 'Add a stop sequence' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'New stop sequence' })).toBeFocused()
  await page.keyboard.press('Escape')
  // Only the name that floats by it is text; the button itself shows a sign.
  await expect(page.getByText('Add a stop sequence', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(show).toBeFocused()
})

test('A system prompt of 80 kB in one paragraph is taken at once, kept over a reload, and sent whole', async ({
  page,
  upstream,
}) => {
  await page.goto('/c')
  const system = page.getByLabel('System prompt')
  const text = 'It’s a long — 提示 prompt. '.repeat(2500).trim()
  await system.fill(text)
  await system.press('End')
  await system.pressSequentially(' Thus.')
  await expect(page.getByText('62,505 chars')).toBeVisible()
  expect((await system.boundingBox())?.height).toBeLessThan(500)
  await send(page, 'Read it')
  await expect(lastText(page)).toHaveText('Read it')
  await page.reload()
  await expect(system).toHaveValue(`${text} Thus.`)
  expect(bodyOf(asksOf(upstream)[0]).system).toBe(`${text} Thus.`)
})

test('With a larger font of the browser, too, the panel and the sidebar close and open', async ({
  page,
}) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setFontSizes', { fontSizes: { standard: 24 } })
  for (const width of [1280, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/c')
    for (const act of [
      ...['Hide request settings', 'Show request settings'],
      ...['Collapse sidebar', 'Expand sidebar'],
    ])
      await page.getByRole('button', { name: act }).click()
    await expect(page.getByLabel('System prompt')).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Conversations' })).toBeVisible()
  }
  await session.detach()
})
