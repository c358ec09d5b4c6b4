import type { Page } from '@playwright/test'
import type { FileView } from '@/lib/domain/files/file'
import { newId } from '@/lib/domain/ids'
import { createParleyClient, newTurn } from '../harness/parley-client'
import type { ParleyServer } from '../harness/server'
import { writePdf } from '../harness/write-pdf'
import { findBarriers } from './barriers'
import { expect, test } from './fixtures'

test.use({ hasKey: false, viewport: { width: 1440, height: 900 } })

const CITED = 'The harbour of Arle was closed to all ships in 1931.'
const QUESTION = 'When was the harbour of Arle closed to ships?'

/** A page of its own words, with a head as books have it. */
const pageOf = (number: number) => [
  `The book of harbours, page ${number}`,
  '',
  ...Array.from(
    { length: 30 },
    (_, line) => `On row ${line} of page ${number} a gull sat on a post.`,
  ),
]
const BOOK = writePdf(
  Array.from({ length: 40 }, (_, at) =>
    at === 24 ? pageOf(25).toSpliced(12, 1, CITED) : pageOf(at + 1),
  ),
)

/** Has the sandbox answer a question about the book, and opens the conversation; answers the run. */
async function askAboutTheBook(page: Page, { url }: ParleyServer): Promise<string> {
  const client = createParleyClient(url)
  const source = { type: 'base64', media_type: 'application/pdf', data: BOOK.toString('base64') }
  const document = { type: 'document', source, title: 'harbours.pdf', citations: { enabled: true } }
  const turn = newTurn('')
  const settings = { ...turn.settings, upstream: 'sandbox', model: 'claude-sonnet-5-5' }
  const content = [document, { type: 'text', text: QUESTION }]
  await client.start({ ...turn, settings, userMessage: { id: newId(), content } })
  await client.ended([turn.id])
  await page.goto(`/c/${turn.conversationId}`)
  return turn.id
}

async function openFile(page: Page, { url }: ParleyServer, bytes: Buffer): Promise<void> {
  const query = new URLSearchParams({ id: newId(), name: 'harbours.pdf' })
  const answer = await fetch(`${url}/api/files?${query}`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  })
  // It was written from a FileView.
  const { id } = (await answer.json()) as FileView
  await page.goto(`/c?file=${id}`)
}

const sheet = (page: Page, number: number) =>
  page.getByRole('region', { name: `Page ${number}`, exact: true })
const small = (page: Page, number: number) =>
  page.getByRole('navigation', { name: 'Pages in small' }).getByRole('button', {
    name: `To page ${number}`,
    exact: true,
  })

test('A citation opens its PDF at the page that it names, the passage marked there and in small', async ({
  page,
  parley,
}) => {
  const runId = await askAboutTheBook(page, parley)
  await page
    .getByRole('button', { name: /^Citation 1|^1/ })
    .first()
    .click()
  await expect(page.getByText('Page 25, passage found in the text layer')).toBeVisible()
  const mark = sheet(page, 25).locator('[data-kind="passage"]')
  await expect(mark).toBeInViewport()
  await expect(small(page, 25)).toHaveAttribute('aria-current', 'page')
  await expect(small(page, 25).locator('[data-kind="passage"]')).toBeVisible()
  // Of the whole book only what is near is there.
  expect(await page.getByRole('region', { name: /^Page \d+$/ }).count()).toBeLessThan(6)

  // What is marked is the words themselves: they lie on each other.
  const words = sheet(page, 25).getByText(CITED)
  const [marked, written] = [await mark.boundingBox(), await words.boundingBox()]
  expect(Math.abs((marked?.x ?? 0) - (written?.x ?? 99))).toBeLessThan(4)
  expect(Math.abs((marked?.y ?? 0) - (written?.y ?? 99))).toBeLessThan(8)
  expect(Math.abs((marked?.width ?? 0) - (written?.width ?? 99))).toBeLessThan(12)

  await test.step('Without a copy of it nothing was searched, so nothing is said to be missing', async () => {
    await page.route('**/cited/*', async (route) => {
      const response = await route.fetch()
      const cited: object = await response.json()
      await route.fulfill({ json: { ...cited, source: { kind: 'none', reason: 'no_copy' } } })
    })
    await page.reload()
    const preview = page.getByRole('complementary', { name: 'Preview' })
    await expect(preview.getByText('There is no copy of this document here')).toBeVisible()
    await expect(preview.getByRole('status')).toHaveText('Page 25')
    await expect(preview.locator('blockquote')).toHaveText(CITED)
  })

  await test.step('The run says, too, how much of its answer citations back', async () => {
    await page.goto(`/runs/${runId}`)
    await page.getByRole('tab', { name: 'Response' }).click()
    await expect(page.getByText(/^\d+% of the answer is backed by citations$/)).toBeVisible()
  })
})

test('A PDF is read by keyboard alone: from page to page, larger, and by what is looked for', async ({
  page,
  parley,
}) => {
  await openFile(page, parley, BOOK)
  await expect(sheet(page, 1).locator('canvas')).toBeVisible()

  await test.step('The pages in small are one stop, and the arrows lead on from there', async () => {
    await small(page, 1).focus()
    await page.keyboard.press('ArrowDown')
    await expect(small(page, 2)).toBeFocused()
    await expect(sheet(page, 2)).toBeInViewport()
    await page.keyboard.press('End')
    await expect(small(page, 40)).toBeFocused()
    await expect(sheet(page, 40).getByText('page 40', { exact: false }).first()).toBeInViewport()
  })

  await test.step('Search goes over every page as one types; Enter leads on, Shift and Enter back', async () => {
    await page.getByRole('button', { name: 'Search in the document' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('row 7 of page 3')
    const status = page.getByRole('search').getByRole('status')
    // Pages 3 and 30 to 39.
    await expect(status).toHaveText('1 of 11')
    await expect(sheet(page, 3).locator('[data-kind="chosen"]')).toBeInViewport()
    await page.keyboard.press('Shift+Enter')
    await expect(status).toHaveText('11 of 11')
    await expect(sheet(page, 39).locator('[data-kind="chosen"]')).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect(status).toHaveText('1 of 11')
    await page.keyboard.type(' of all books')
    await expect(status).toHaveText('Not found')
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Search in the document' })).toBeFocused()
  })

  await test.step('Zoom keeps the page that is read, and its button the focus, at the last step too', async () => {
    await small(page, 3).click()
    const zoom = page.getByRole('button', { name: 'Zoom in' })
    const before = await sheet(page, 3).boundingBox()
    await zoom.focus()
    for (let step = 0; step < 6; step++) await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^400% of the width/ })).toBeVisible()
    await expect(zoom).toBeFocused()
    await expect(small(page, 3)).toHaveAttribute('aria-current', 'page')
    const after = await sheet(page, 3).boundingBox()
    expect(after?.width).toBeGreaterThan(3.9 * (before?.width ?? 0))
  })
})

test('A file that is no PDF inside is said to be damaged, and can be had all the same', async ({
  page,
  parley,
}) => {
  await openFile(page, parley, Buffer.from('%PDF-1.7\nnothing of the kind'))
  const note = page.getByRole('alert').filter({ hasText: 'This PDF is damaged' })
  await expect(note).toBeVisible()
  await expect(note.getByRole('link', { name: 'Download' })).toHaveAttribute(
    'href',
    /^\/api\/files\//,
  )
})

test.describe('Where the server is away for a moment', () => {
  test.use({ tolerated: /Failed to load resource: net::ERR_/ })
  test('Of a large PDF only what is looked at is fetched; what could not be had is asked for again, at the same page', async ({
    page,
    parley,
  }) => {
    const parts: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/content')) parts.push(request.headers().range ?? 'all')
    })
    // What is written past the edge is not seen, and makes it large.
    const wide = (number: number) => pageOf(number).map((line) => line + ' x'.repeat(500))
    await openFile(page, parley, writePdf(Array.from({ length: 60 }, (_, at) => wide(at + 1))))
    await expect(sheet(page, 1).locator('canvas')).toBeVisible()
    // What is near is all there, so that the page in the middle is the first that cannot be had.
    const near = page
      .getByRole('region', { name: /^Page \d+$/ })
      .or(page.getByRole('navigation', { name: 'Pages in small' }).getByRole('button'))
    const undrawn = near.filter({ hasNot: page.locator('canvas') })
    await expect(undrawn).toHaveCount(0)
    await page.route('**/content', (route) => route.abort())
    await page
      .getByRole('region', { name: 'Pages', exact: true })
      .evaluate((pages) => pages.scrollTo({ top: pages.scrollHeight / 2 }))
    const note = page.getByRole('alert').filter({ hasText: 'it may be away for a moment' })
    await expect(note).toBeVisible()
    await page.unroute('**/content')
    await note.getByRole('button', { name: 'Try again' }).click()
    await expect(small(page, 31)).toHaveAttribute('aria-current', 'page')
    await expect(sheet(page, 31).locator('canvas')).toBeVisible()
    expect(parts).not.toContain('all')
    expect(new Set(parts).size).toBeLessThan(8)
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  test('The page has the whole width, and nothing stands beside it', async ({ page, parley }) => {
    await openFile(page, parley, BOOK)
    await expect(sheet(page, 1).locator('canvas')).toBeVisible()
    const title = page.getByRole('heading', { name: 'harbours.pdf' })
    const head = await title.boundingBox()
    expect(head?.x).toBe(16)
    // What can be done with it leaves the name its room.
    expect(head?.width).toBeGreaterThan(250)
    await expect(page.getByRole('navigation', { name: 'Pages in small' })).toBeHidden()
    const box = await sheet(page, 1).boundingBox()
    expect(box?.width).toBeGreaterThan(360)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
  })
})
