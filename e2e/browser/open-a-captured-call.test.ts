import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'libsql'
import { isRecord } from '@/lib/wire/json'
import { send as sendRaw } from '../harness/raw-http'
import type { ParleyServer } from '../harness/server'
import { messageOf, textEvents } from '../harness/upstream/answers'
import { json } from '../harness/upstream/script'
import { answerWith, asksOf, bodyOf } from './answers'
import { answers, box, lastText, questions, send } from './chat'
import { expect, test } from './fixtures'

const SIGNED = { type: 'thinking', thinking: 'Which file?', signature: 'c2lnbmVk' }
const CAPTURED = {
  model: 'claude-sonnet-5-5',
  max_tokens: 2048,
  system: [
    {
      type: 'text',
      text: 'You look after files.',
      cache_control: { type: 'ephemeral', ttl: '1h' },
    },
  ],
  tools: [
    { name: 'read', description: 'Reads a file.', input_schema: { type: 'object' } },
    { type: 'web_search_20260209', name: 'web_search' },
  ],
  tool_choice: { type: 'auto', disable_parallel_tool_use: true },
  metadata: { user_id: 'u-1' },
  output_config: { effort: 'low', format: { type: 'json_schema', schema: { type: 'object' } } },
  messages: [
    { role: 'user', content: 'Read a.txt' },
    {
      role: 'assistant',
      content: [
        SIGNED,
        { type: 'tool_use', id: 'toolu_1', name: 'read', input: { path: 'a.txt' } },
      ],
    },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'one' }],
    },
    { role: 'system', content: [{ type: 'text', text: 'Answer in French.' }] },
    { role: 'assistant', content: 'C’est lu.' },
    { role: 'user', content: [{ type: 'text', text: 'What does it say?' }] },
  ],
}
const BETAS = 'files-api-2025-04-14,context-management-2025-06-27'

/** The last run of the gateway whose end is stored. */
function lastRunId({ dataDir }: ParleyServer): unknown {
  const database = new Database(join(dataDir, 'parley.db'), { timeout: 5000 })
  const row: unknown = database
    .prepare(
      `SELECT id FROM runs WHERE source = 'gateway' AND ended_at > 0 ORDER BY created_at DESC, id DESC`,
    )
    .get()
  database.close()
  return isRecord(row) ? row.id : null
}

/** A program's call at the gateway, opened as a conversation; answers its path. */
async function openCall(parley: ParleyServer, body: object): Promise<string> {
  const before = lastRunId(parley)
  await sendRaw(`${parley.url}/v1/messages`, {
    body: JSON.stringify(body),
    headers: {
      'x-api-key': parley.gatewayKey,
      'anthropic-version': '2023-06-01',
      'anthropic-beta': BETAS,
    },
  })
  await expect.poll(() => lastRunId(parley)).not.toBe(before)
  const headers = { origin: parley.url, 'content-type': 'application/json' }
  const url = `${parley.url}/api/runs/${lastRunId(parley)}/open`
  const answer: unknown = await (await fetch(url, { method: 'POST', headers })).json()
  return `/c/${isRecord(answer) ? answer.conversationId : ''}`
}

const carried = (page: Page) =>
  page.getByRole('region', { name: 'Carried from the captured request' })

test('A captured call is opened, asked again unchanged, and changed: what the panel cannot set goes along', async ({
  page,
  parley,
  upstream,
}) => {
  const plain = json(messageOf(textEvents(3, 'claude-sonnet-5-5')))
  answerWith(upstream, plain, plain, plain, plain)
  await page.goto(await openCall(parley, CAPTURED))
  await expect(lastText(page)).toHaveText('w0 w1 w2')
  // A turn of results alone is drawn with the calls that it answers.
  await expect(questions(page)).toHaveCount(2)
  const system = page.getByRole('article', { name: 'System', exact: true })
  await expect(system).toContainText('Answer in French.')
  await expect(system.getByRole('button', { name: 'Edit and resubmit' })).toHaveCount(0)
  await expect(page.getByRole('article', { name: 'Assistant', exact: true })).toHaveCount(2)

  const rows = carried(page).getByRole('listitem')
  await expect(rows).toHaveCount(7)
  await expect(rows).toContainText([
    /^system/,
    /^tools \[2\]/,
    /^tool_choice/,
    /^metadata/,
    /^output_config\.format/,
    'files-api-2025-04-14',
    'context-management-2025-06-27',
  ])
  await expect(page.getByRole('textbox', { name: 'System prompt' })).toHaveCount(0)
  await rows.nth(1).getByRole('button', { expanded: false }).click()
  await expect(rows.nth(1)).toContainText('Reads a file.')

  await answers(page).last().getByRole('button', { name: 'Answer again' }).click()
  await expect.poll(() => asksOf(upstream).length).toBe(2)
  expect(bodyOf(asksOf(upstream)[1])).toStrictEqual({ ...CAPTURED })

  // Another version of the last turn: what stands before it is what it was.
  const last = questions(page).last()
  await last.getByRole('button', { name: 'Edit and resubmit' }).click()
  await page.getByRole('textbox', { name: 'Your message, to be sent anew' }).fill('And b.txt?')
  await page.getByRole('button', { name: 'Save and send' }).click()
  await expect.poll(() => asksOf(upstream).length).toBe(3)
  const edited = asksOf(upstream)[2]
  const { messages, ...rest } = bodyOf(edited)
  const { messages: before, ...asked } = CAPTURED
  expect(rest).toStrictEqual(asked)
  expect(messages.slice(0, -1)).toStrictEqual(before.slice(0, -1))
  expect(messages.at(-1)).toEqual({
    role: 'user',
    content: [{ type: 'text', text: 'And b.txt?' }],
  })
  expect(edited?.headers).toContainEqual(['anthropic-beta', BETAS])
  await expect(lastText(page)).toHaveText('w0 w1 w2')

  // Tools that are taken out come back by Undo; without them, thinking holds no more.
  const remove = carried(page).getByRole('button', { name: 'Remove tools' })
  await remove.click()
  await expect(carried(page)).toContainText('and so is the thinking of earlier answers')
  await expect(carried(page).getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(remove).toBeFocused()
  await page.keyboard.press('Enter')
  await carried(page).getByRole('button', { name: 'Remove system' }).click()
  await page.getByRole('textbox', { name: 'System prompt' }).fill('Be brief.')
  await send(page, 'Thanks')
  await expect.poll(() => asksOf(upstream).length).toBe(4)
  const changed = bodyOf(asksOf(upstream)[3])
  expect(changed).toMatchObject({ system: 'Be brief.', metadata: { user_id: 'u-1' } })
  expect(changed).not.toHaveProperty('tools')
  expect(JSON.stringify(changed)).not.toContain('signature')
})

test('An answer that waits for the result of a tool gets it by hand, and goes on; the box says so until then', async ({
  page,
  parley,
  upstream,
}) => {
  const { tools, messages } = CAPTURED
  const body = { model: CAPTURED.model, max_tokens: 99, tools, messages: messages.slice(0, 1) }
  await page.goto(await openCall(parley, body))
  await expect(page.getByText('The answer waits for 1 result.')).toBeVisible()
  await box(page).fill('Never mind')
  await box(page).press('Enter')
  await expect(box(page)).toHaveValue('Never mind')
  await box(page).fill('')
  await page.getByRole('textbox', { name: 'Result of read' }).fill('It says one.')
  await page.getByRole('button', { name: 'Give the result' }).click()
  await page.getByRole('button', { name: 'Send the result' }).click()
  await expect(lastText(page)).toHaveText('The tool said: It says one.')
  expect(asksOf(upstream)).toHaveLength(2)
  const [question] = body.messages
  expect(bodyOf(asksOf(upstream)[1])).toMatchObject({
    ...{ model: body.model, max_tokens: 99, tools },
    messages: [
      question,
      { role: 'assistant', content: [{ type: 'tool_use', name: 'read' }] },
      { role: 'user', content: [{ type: 'tool_result', content: 'It says one.' }] },
    ],
  })
})
