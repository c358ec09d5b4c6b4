import { writeFileSync } from 'node:fs'
import { reply } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { failure, json } from '../harness/upstream/script'
import { writePdf } from '../harness/write-pdf'
import { expectNoBarrier } from './barriers'
import { attach, attached, lastText, send } from './chat'
import { expect, test } from './fixtures'

test.use({ viewport: { width: 1440, height: 900 } })

const report = {
  name: 'report.pdf',
  mimeType: 'application/pdf',
  buffer: writePdf([['A gull sat on a post.']]),
}

test('A file that was to go by its id says that it goes in the request where no Files API is known, and does so', async ({
  page,
  start,
  upstream,
}, testInfo) => {
  const upstreams = [{ name: 'company', baseUrl: upstream.url, auth: 'none' }]
  writeFileSync(testInfo.outputPath('parley.config.json'), JSON.stringify({ upstreams }))
  const { url } = await start({
    cwd: testInfo.outputPath(),
    dataDir: testInfo.outputPath('data'),
    env: upstreamEnv(upstream.url),
  })
  upstream.setDefault((request) =>
    request.path === '/v1/files' ? json({ id: 'file_report' }) : reply(request),
  )
  await page.goto(`${url}/c`)
  await attach(page, report)
  await expect(attached(page)).toHaveText([/^report\.pdf.*by id/])
  await page.getByRole('combobox', { name: 'Upstream' }).click()
  await page.getByRole('option', { name: 'company' }).click()
  await expect(attached(page)).toHaveText([/^report\.pdf.*in the request/])

  await page.getByRole('button', { name: 'report.pdf: In the request, as base64' }).click()
  const byId = page.getByRole('radio', { name: /^By its id in the Files API/ })
  await expect(byId).toBeDisabled()
  await expect(byId).toContainText('not known to have a Files API')
  await byId.click({ force: true })
  const ways = page.getByRole('radiogroup', { name: 'How it goes to the model' })
  await expect(ways.getByRole('radio', { checked: true })).toContainText('as base64')
  await expectNoBarrier(page)
  await page.keyboard.press('Escape')

  await send(page, 'What sat there?')
  await expect(lastText(page)).not.toBeEmpty()
  const sent = upstream.requests.findLast(({ path }) => path === '/v1/messages')
  expect(JSON.parse(sent?.body.toString() ?? '').messages[0].content[0].source).toEqual({
    type: 'base64',
    media_type: 'application/pdf',
    data: report.buffer.toString('base64'),
  })
})

test.describe(() => {
  test.use({ tolerated: /Failed to load resource/ })
  test('An upstream that turns out to have no Files API gets the file in the request, and what goes in no other way says so', async ({
    page,
    start,
    upstream,
  }) => {
    const { url } = await start({ env: upstreamEnv(upstream.url) })
    upstream.setDefault((request) =>
      request.path === '/v1/files' ? failure(404, 'not_found_error') : reply(request),
    )
    await page.goto(`${url}/c`)
    await attach(page, report)
    await expect(attached(page)).toHaveText([/^report\.pdf.*in the request/])
    await page.getByRole('button', { name: 'report.pdf: In the request, as base64' }).click()
    await page.getByRole('radio', { name: /^Into the container/ }).click()
    await page.keyboard.press('Escape')
    const box = page.getByRole('region', { name: 'Attached files' })
    await expect(box.getByRole('alert')).toContainText('This upstream has no Files API')
    await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  })
})
