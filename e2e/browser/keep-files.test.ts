import type { Page, Route } from '@playwright/test'
import { upstreamEnv } from '../harness/parley-client'
import type { ParleyServer } from '../harness/server'
import { json } from '../harness/upstream/script'
import { expectNoBarrier } from './barriers'
import { lastText, questions, sendButton, write } from './chat'
import { test as base, expect } from './fixtures'

/** The list shows every file of a server: each test here has one of its own. */
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ start, upstream }, use) => use(await start({ env: upstreamEnv(upstream.url) })),
  baseURL: ({ own }, use) => use(own.url),
})

test.use({ viewport: { width: 1440, height: 900 } })

const list = (page: Page) => page.getByRole('region', { name: 'List of files' })
const row = (page: Page, name: string | RegExp) => list(page).getByRole('link', { name })
const detail = (page: Page) => page.getByRole('region', { name: 'File', exact: true })
const deleteButton = (page: Page) =>
  detail(page).getByRole('button', { name: 'Delete', exact: true })
const dialog = (page: Page) => page.getByRole('alertdialog')

const TEXT = { name: 'rain.txt', mimeType: 'text/plain', buffer: Buffer.from('Rain fell.\n') }
const TABLE = { name: 'days.csv', mimeType: 'text/csv', buffer: Buffer.from('day,mm\n1,12\n2,0\n') }

/** Adds files as a person chooses them. */
async function choose(page: Page, button: string, ...files: (typeof TEXT)[]): Promise<void> {
  const asked = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await asked).setFiles(files)
}

/** Drops a file anywhere on the page. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([called = '', content = '']) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], called))
      return transfer
    },
    [name, text],
  )
  await page.dispatchEvent('main', 'dragenter', { dataTransfer: data })
  await expect(page.getByText('Drop files to add them')).toBeVisible()
  await page.dispatchEvent('main', 'drop', { dataTransfer: data })
}

/** Uploads a file as a program does, which the upstream calls by this id. */
async function uploadAs(
  { url, gatewayKey }: ParleyServer,
  name: string,
  text: string,
): Promise<void> {
  const body = new FormData()
  body.append('file', new File([text], name, { type: 'text/plain' }))
  const headers = { 'x-api-key': gatewayKey, 'anthropic-version': '2023-06-01' }
  await (await fetch(`${url}/v1/files`, { method: 'POST', headers, body })).text()
}

/** Asks about a file as a program does. */
async function askAbout({ url, gatewayKey }: ParleyServer, file_id: string): Promise<void> {
  const content = [{ type: 'document', source: { type: 'file', file_id } }]
  const body = {
    ...{ model: 'claude-sonnet-5-5', max_tokens: 9 },
    messages: [{ role: 'user', content }],
  }
  const headers = { 'x-api-key': gatewayKey, 'anthropic-version': '2023-06-01' }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  await (await fetch(`${url}/v1/messages`, init)).text()
}

test('Files are added, narrowed down, looked at, taken into a conversation, and lead back to it', async ({
  page,
  own,
}) => {
  await page.goto('/c')
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await expect(page.getByText('No files yet')).toBeVisible()
  await choose(page, 'Add files', TEXT, TABLE)
  await expect(row(page, /rain\.txt.*App/)).toBeVisible()
  await drop(page, 'dropped.txt', 'Fog.')
  await expect(row(page, 'dropped.txt')).toBeVisible()
  await expect(list(page)).toContainText('3 files')
  await expect(list(page)).toContainText('Copies take 31 bytes of 2 GB')

  await list(page).getByRole('button', { name: 'Kind' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Table' }).click()
  await expect(list(page)).toContainText('1 file fits')
  await page.reload()
  await expect(page).toHaveURL(`${own.url}/files?kind=table`)
  await expect(row(page, 'days.csv')).toBeVisible()
  await expect(row(page, 'rain.txt')).toHaveCount(0)
  await list(page).getByRole('searchbox').fill('nothing')
  await expect(page.getByText('No file fits.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear search and filters' }).click()
  await list(page).getByRole('button', { name: 'Order' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'By name' }).click()
  const names = list(page).getByRole('listitem').getByRole('link')
  await expect(names).toHaveText([/^days/, /^dropped/, /^rain/])

  await test.step('What is opened and narrowed down before Next has taken the address over holds, both', async () => {
    const early = await page.context().newPage()
    // Next's own methods come into the place of the browser's only when it is let.
    await early.addInitScript(() => {
      const native = History.prototype.pushState
      Object.defineProperty(History.prototype, 'pushState', {
        configurable: true,
        get: () => native,
        set(value: unknown) {
          const take = () =>
            Object.defineProperty(this, 'pushState', { value, writable: true, configurable: true })
          Reflect.set(window, 'takeOver', take)
        },
      })
    })
    await early.goto('/files')
    await row(early, 'rain.txt').click()
    await list(early).getByRole('button', { name: 'Order' }).click()
    await early.getByRole('menuitemcheckbox', { name: 'By name' }).click()
    await early.evaluate(() => Reflect.apply(Reflect.get(window, 'takeOver'), window, []))
    await expect(detail(early).getByRole('heading', { name: 'rain.txt' })).toBeVisible()
    await expect(early).toHaveURL(/\/files\/[\w-]+\?order=name$/)
    await early.close()
  })

  await names.first().press('End')
  await expect(names.last()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/files\/[0-9a-f-]{36}\?order=name$/)
  await page.reload()
  await expect(detail(page)).toContainText('11 bytes')
  await expect(detail(page)).toContainText('Nothing that is known here uses it.')
  await expect(detail(page)).toContainText('Rain fell.')
  await expectNoBarrier(page)

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Start a conversation with it' }).click()
  await expect(page.getByRole('region', { name: 'Attached files' })).toContainText('rain.txt')
  await write(page, 'What fell?')
  await sendButton(page).click()
  await expect(lastText(page)).not.toBeEmpty()
  const conversation = page.url()
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await row(page, 'rain.txt').click()
  await expect(detail(page).getByRole('region', { name: 'Used in' })).toContainText(
    '1 conversation',
  )
  await detail(page)
    .getByRole('link', { name: /What fell\?/ })
    .click()
  await expect(page).toHaveURL(conversation)
})

test.describe(() => {
  test.use({ tolerated: /Failed to load resource/ })
  test('A file is deleted and brought back; one that is used is deleted only after a question', async ({
    page,
  }) => {
    await page.goto('/files')
    await choose(page, 'Add files', TEXT, TABLE)
    await row(page, 'days.csv').click()
    const address = page.url()
    await deleteButton(page).click()
    await expect(page.getByText('days.csv deleted')).toBeVisible()
    await expect(row(page, 'days.csv')).toHaveCount(0)
    await expect(row(page, 'rain.txt')).toBeFocused()
    await page.keyboard.press('ControlOrMeta+Z')
    await expect(row(page, 'days.csv')).toBeVisible()
    await expect(page).toHaveURL(address)

    const undo = page.getByText('days.csv deleted')
    await expect(undo).toHaveCount(0)
    await deleteButton(page).click()
    await expect(undo).toBeVisible()
    await expect(row(page, 'days.csv')).toHaveCount(0)
    const release: (() => void)[] = []
    const late = async (route: Route) => {
      const response = await route.fetch()
      await new Promise<void>((resolve) => release.push(resolve))
      await route.fulfill({ response })
    }
    let isFull = true
    await test.step('Where Undo fails, the file says that it is deleted', async () => {
      const error = { type: 'error', error: { type: 'api_error', message: 'The disk is full.' } }
      await page.route('**/api/files/*', (route) => {
        if (route.request().method() !== 'PATCH') return late(route)
        return isFull ? route.fulfill({ status: 503, json: error }) : route.continue()
      })
      await page.keyboard.press('ControlOrMeta+Z')
      await expect(page).toHaveURL(address)
      await expect(page.getByText('This file was deleted')).toBeVisible()
      await expect.poll(() => release.length).toBe(1)
      isFull = false
    })
    const start = page.getByRole('button', { name: 'Start a conversation with it' })
    await expect(start).toBeDisabled()
    await page.getByRole('button', { name: 'Bring it back' }).click()
    await expect(row(page, 'days.csv')).toBeVisible()
    // What was asked before says no more what the file is.
    const old = page.waitForEvent('requestfinished', (one) => /api\/files\/[^/]+$/.test(one.url()))
    release[0]?.()
    await old
    await page.unroute('**/api/files/*')
    await expect(start).toBeEnabled()
    await expect(page.getByText('This file was deleted')).toHaveCount(0)

    await page.getByRole('button', { name: 'Start a conversation with it' }).click()
    await test.step('A box that holds a file which is deleted meanwhile says so, and has it back', async () => {
      const attached = page.getByRole('region', { name: 'Attached files' })
      await expect(attached).toContainText('days.csv')
      await page.getByRole('link', { name: 'Files', exact: true }).click()
      await row(page, 'days.csv').click()
      await deleteButton(page).click()
      await expect(row(page, 'days.csv')).toHaveCount(0)
      await page.getByRole('button', { name: 'New conversation' }).click()
      await expect(attached.getByRole('alert')).toContainText('This file was deleted')
      await attached.getByRole('button', { name: 'Bring it back' }).click()
      await expect(attached.getByRole('alert')).toHaveCount(0)
    })
    await write(page, 'How wet?')
    await sendButton(page).click()
    await expect(lastText(page)).not.toBeEmpty()
    const conversation = page.url()
    await page.goto(address)
    await deleteButton(page).click()
    await expect(dialog(page)).toContainText('It is used in 1 conversation and no run of a program')
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(row(page, 'days.csv')).toBeVisible()
    await deleteButton(page).click()
    await dialog(page).getByRole('button', { name: 'Delete' }).click()
    await expect(row(page, 'days.csv')).toHaveCount(0)
    await test.step('The turn that it goes along with says so, and has it back', async () => {
      await page.goto(conversation)
      await expect(questions(page)).toContainText('This file was deleted')
      await expectNoBarrier(page)
      await questions(page).getByRole('button', { name: 'Bring it back' }).click()
      await expect(questions(page)).not.toContainText('This file was deleted')
      await expect(questions(page).getByRole('button', { name: 'Open days.csv' })).toBeVisible()
    })
  })
})

test('What a program uploaded leads to its runs, and is deleted at its upstream for good', async ({
  page,
  own,
  upstream,
}) => {
  const name = 'snow.txt'
  const taken = { id: 'file_snow', type: 'file', filename: name, mime_type: 'text/plain' }
  upstream.enqueue(json(taken, { headers: [['anthropic-workspace-id', 'wrkspc_1']] }))
  await uploadAs(own, name, 'Snow.')
  await askAbout(own, 'file_snow')
  await page.goto('/files')
  await expect(row(page, /snow\.txt.*Text.*Program.*Claude API/)).toBeVisible()
  await row(page, name).click()
  const uses = detail(page).getByRole('region', { name: 'Used in' })
  await expect(uses).toContainText('1 run of a program')
  const there = detail(page).getByRole('region', { name: 'At upstreams' })
  await expect(there).toContainText('file_snow')
  await expect(there).toContainText('Workspace wrkspc_1')
  await there.getByRole('button', { name: 'Delete at Claude API' }).click()
  await expect(dialog(page)).toContainText('This cannot be taken back')
  upstream.enqueue(json({ id: 'file_snow', type: 'file_deleted' }))
  await dialog(page).getByRole('button', { name: 'Delete at Claude API' }).click()
  await expect(there).toContainText('Gone since')
  await expect(there.getByRole('button', { name: /^Delete/ })).toHaveCount(0)
  expect(upstream.requests.at(-1)).toMatchObject({ method: 'DELETE', path: '/v1/files/file_snow' })
  await uses.getByRole('link', { name: /Sonnet 5\.5/ }).click()
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/)
})

test.describe(() => {
  test.use({ viewport: { width: 390, height: 844 }, tolerated: /Failed to load resource/ })
  test('A file whose copy is gone says so, and is there again once the same bytes are chosen, on a phone', async ({
    page,
    own,
    upstream,
  }) => {
    const taken = { id: 'file_rain', type: 'file', filename: 'rain.txt', mime_type: 'text/plain' }
    upstream.enqueue(json(taken))
    await uploadAs(own, 'rain.txt', TEXT.buffer.toString())
    await page.goto('/files')
    await expect(row(page, /rain\.txt/)).toBeVisible()
    // Copies of what programs upload are no longer wanted.
    const headers = { origin: own.url }
    const data = { keeping: { copies: false } }
    expect((await page.request.patch('/api/settings', { headers, data })).status()).toBe(200)
    await row(page, 'rain.txt').click()
    await expect(detail(page)).toBeFocused()
    await expect(page.getByText('There is no copy of this file here')).toBeVisible()
    await expectNoBarrier(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await choose(page, 'Choose it again', TABLE)
    await expect(detail(page).getByRole('alert')).toContainText('That is another file')
    const other = Buffer.from(TEXT.buffer.toString().toUpperCase())
    await choose(page, 'Choose it again', { ...TEXT, buffer: other })
    await expect(detail(page).getByRole('alert')).toContainText('another file of the same size')
    await choose(page, 'Choose it again', { ...TEXT, name: 'as-it-is-called-now.txt' })
    await expect(detail(page)).toContainText('Rain fell.')
    await expect(page.getByText('There is no copy of this file here')).toHaveCount(0)
    await page.getByRole('button', { name: 'Back to the files' }).click()
    await expect(row(page, 'rain.txt')).toBeFocused()
    await expect(list(page)).toContainText('1 file')
  })
})
