import Anthropic from '@anthropic-ai/sdk'
import { parseRecord } from '@/lib/wire/json'
import { messageOf, textEvents } from '../harness/upstream/answers'
import { json } from '../harness/upstream/script'
import { asksOf } from './answers'
import { box } from './chat'
import { expect, test } from './fixtures'

/** No other test's, so that the call is known in the list. */
const MODEL = 'claude-fable-5-1'

test('A program’s call appears live, is opened as a conversation, changed and asked again with all that it carried', async ({
  page,
  parley,
  upstream,
}) => {
  await page.goto('/runs')
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible()
  const client = new Anthropic({ baseURL: parley.url, apiKey: parley.gatewayKey, maxRetries: 0 })
  upstream.enqueue(json(messageOf(textEvents(3, MODEL))))
  const tools = [{ name: 'clock', input_schema: { type: 'object' as const } }]
  await client.messages.create(
    {
      model: MODEL,
      max_tokens: 500,
      system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
      metadata: { user_id: 'program-7' },
      tools,
      tool_choice: { type: 'none' },
      messages: [{ role: 'user', content: 'What a program asked' }],
    },
    { headers: { 'anthropic-beta': 'future-beta-2027-01-01' } },
  )
  const list = page.getByRole('region', { name: 'List of runs' })
  await list.getByRole('link', { name: /Done.*Fable 5\.1.*ts-sdk 1\.10/ }).click()
  await page.getByRole('button', { name: 'Open as conversation' }).click()
  await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}$/)
  await expect(page.getByText('What a program asked').first()).toBeVisible()

  const before = asksOf(upstream).length
  await box(page).fill('And what a person asked')
  await box(page).press('Enter')
  await expect.poll(() => asksOf(upstream).length).toBe(before + 1)
  const sent = asksOf(upstream).at(-1)
  expect(parseRecord(sent?.body.toString() ?? '')).toMatchObject({
    system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
    metadata: { user_id: 'program-7' },
    tools,
    tool_choice: { type: 'none' },
    messages: [{ role: 'user' }, { role: 'assistant' }, { role: 'user' }],
  })
  expect(sent?.headers).toContainEqual(['anthropic-beta', 'future-beta-2027-01-01'])
})
