import { createServer, type Server } from 'node:net'
import type { Locator, Page } from '@playwright/test'
import type { FileView } from '@/lib/domain/files/file'
import { newId } from '@/lib/domain/ids'
import { makeOfficeFiles } from '../harness/office-files'
import { writeNoisyPng } from '../harness/write-png'
import { findBarriers } from './barriers'
import { questions, send } from './chat'
import { expect, test } from './fixtures'

// The sandbox takes files, too.
test.use({ hasKey: false })

/** Uploads a file as the screens do, and opens it beside the thread. */
async function open(page: Page, name: string, body: Uint8Array | string): Promise<FileView> {
  const query = new URLSearchParams({ id: newId(), name })
  await page.goto('/c')
  const response = await page.request.post(`/api/files?${query}`, {
    headers: { origin: new URL(page.url()).origin, 'content-type': 'application/octet-stream' },
    data: Buffer.from(body),
  })
  const view: FileView = await response.json()
  await page.goto(`/c?file=${view.id}`)
  await expect(page.getByRole('heading', { name })).toBeVisible()
  return view
}

const mode = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })
const cell = (page: Page, text: string): Locator =>
  page.getByRole('gridcell', { name: text, exact: true })

const ROWS = 60_000
const SALES = ['id,name,amount,note']
  .concat(
    Array.from(
      { length: ROWS },
      (_, i) => `${i},"Name ${i % 7}, ""x""",${i % 100},${i % 10 === 0 ? '' : 'some words'}`,
    ),
  )
  .join('\n')

test('A table that goes with a turn opens from there, to its last row, and says what is in a column', async ({
  page,
}) => {
  await page.goto('/c')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).click()
  await page.getByRole('menuitem', { name: 'Files…' }).click()
  const file = { name: 'sales.csv', mimeType: 'text/csv', buffer: Buffer.from(SALES) }
  await (await chooser).setFiles(file)
  await expect(page.getByRole('button', { name: 'Remove sales.csv' })).toBeVisible()
  await send(page, 'What sells?')
  await questions(page).getByRole('button', { name: 'Open sales.csv' }).click()

  await expect(page.getByText('60,000 rows × 4 columns')).toBeVisible()
  await cell(page, 'Name 0, "x"').first().click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Home')
  await expect(cell(page, String(ROWS - 1))).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: 'Chosen cell' })).toContainText('row 60,000')

  await page.getByRole('button', { name: 'About the column amount' }).click()
  const figures = page.getByRole('dialog', { name: 'amount' })
  await expect(figures).toContainText('Number')
  await expect(figures).toContainText('Mean49.5')
  await expect(figures.getByRole('img', { name: 'How the values are spread' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'About the column note' }).click()
  await expect(page.getByRole('dialog', { name: 'note' })).toContainText('Missing6,000 · 10%')
  await expect(page.getByRole('dialog', { name: 'note' })).toContainText('some words54,000')
})

test('A table is searched and sorted by keyboard, and back in the order of its file', async ({
  page,
}) => {
  await open(page, 'sales.csv', SALES)
  const grid = page.getByRole('grid', { name: 'Table' })
  const status = page.getByRole('search').getByRole('status')
  const rows = grid.getByRole('row')
  const strip = page.getByRole('region', { name: 'Chosen cell' })
  const head = (name: string) => grid.getByRole('columnheader', { name })
  await expect(page.getByText('60,000 rows × 4 columns')).toBeVisible()
  await cell(page, 'Name 0, "x"').first().click()

  await test.step('Ctrl and F finds a text in whichever cell, and Enter leads on', async () => {
    await page.keyboard.press('Control+f')
    await page.keyboard.type('NAME 6, "X')
    await expect(status).toHaveText('1 of 8,571')
    await expect(strip).toContainText('name · row 7')
    await page.keyboard.press('Enter')
    await expect(strip).toContainText('name · row 14')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.press('Shift+Enter')
    await expect(status).toHaveText('8,571 of 8,571')
    await expect(grid.locator('[aria-selected=true]')).toBeInViewport()
    await page.keyboard.type(' of all')
    await expect(status).toHaveText('Not found')
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Search in the document' })).toBeFocused()
  })

  await test.step('A name sorts: numbers as numbers, what is empty last, the third time not at all', async () => {
    const amount = head('amount').getByRole('button', { name: 'amount', exact: true })
    await amount.press('Enter')
    await expect(head('amount')).toHaveAttribute('aria-sort', 'ascending')
    await amount.press('Enter')
    await expect(head('amount')).toHaveAttribute('aria-sort', 'descending')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('Name 1,')
    // The first of those with 99: the row 100 has Name 1, as 99 is 1 more than 14 times 7.
    await expect(strip).toContainText('name · row 100')
  })

  await test.step('A text typed while the page has not heard yet that the rows are sorted is found from the first on', async () => {
    await page.keyboard.press('Shift+Enter')
    await expect(status).toHaveText('8,572 of 8,572')
    await page.evaluate(() => {
      const find = document.querySelector('search input')
      const sort = document.querySelector('[aria-sort=descending] button')
      if (!(find instanceof HTMLInputElement && sort instanceof HTMLElement)) throw new Error()
      sort.click()
      const end = performance.now() + 1500
      while (performance.now() < end);
      find.focus()
      document.execCommand('insertText', false, ' ')
    })
    await expect(head('amount')).not.toHaveAttribute('aria-sort')
    await expect(strip).toContainText('name · row 2')
    await expect(status).toHaveText('1 of 8,572')
  })

  await test.step('By the third name, what is empty stands last', async () => {
    await page.keyboard.press('Escape')
    await head('note').getByRole('button', { name: 'note', exact: true }).press('Enter')
    await grid.press('Control+Home')
    await expect(rows.nth(0)).toContainText('some words')
    await expect(rows.nth(0)).toContainText('2')
    await grid.press('Control+End')
    await expect(strip).toContainText('note · row 59,991')
  })
})

test('A cell and a row of a table can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, 'three.tsv', 'a\tb\tc\n1\t"two\nlines"\t3\n4\t5\t6\n')
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await cell(page, 'two lines').click()
  const strip = page.getByRole('region', { name: 'Chosen cell' })
  await expect(strip).toContainText('b · row 1two\nlines')
  await page.keyboard.press('Control+c')
  await expect.poll(copied).toBe('two\nlines')
  await strip.getByRole('button', { name: 'Copy the row' }).click()
  await expect.poll(copied).toBe('1\t"two\nlines"\t3')
  // Sorted, the table has no chosen cell any more.
  await page.getByRole('button', { name: 'a', exact: true }).click()
  await expect(strip).toHaveCount(0)
  await page.getByRole('grid', { name: 'Table' }).press('Control+c')
  expect(await copied()).toBe('1\t"two\nlines"\t3')
})

test('A table whose quote never ends is shown, and where the quote is', async ({ page }) => {
  await open(page, 'broken.csv', 'a,b\n1,2\n3,"never ends\n4,5\n')
  await expect(page.getByText('A quotation mark is never closed')).toBeVisible()
  await expect(page.getByText('It is opened in row 2')).toBeVisible()
  await expect(cell(page, 'never ends 4,5')).toBeVisible()
  await open(page, 'chance.csv', 'a,b\n"open,1\n2,3\n"x"y,4\n')
  await expect(page.getByText('In row 1, text follows a quotation mark')).toBeVisible()
})

test('Of two thousand columns the last is there', async ({ page }) => {
  const line = (cell: (column: number) => string) =>
    Array.from({ length: 2_000 }, (_, column) => cell(column)).join(',')
  const rows = Array.from({ length: 20 }, (_, row) => line((column) => `${row}x${column}`))
  await open(page, 'wide.csv', [line((column) => `c${column}`), ...rows].join('\n'))
  await cell(page, '0x0').click()
  await page.keyboard.press('End')
  await expect(cell(page, '0x1999')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('button', { name: 'About the column c1999' })).toBeVisible()
})

test('A workbook shows its sheets one at a time', async ({ page }) => {
  await open(page, 'book.xlsx', makeOfficeFiles().xlsx)
  await expect(cell(page, 'Tea')).toBeVisible()
  await page.getByRole('button', { name: 'Costs' }).click()
  await expect(cell(page, 'Rent')).toBeVisible()
  await expect(cell(page, '# Sales')).toBeVisible()
  await expect(cell(page, 'Tea')).toHaveCount(0)
})

test('JSON is a tree and a text, its lines are trees, and what is none is a text', async ({
  page,
}) => {
  await open(page, 'data.json', '{"list":[{"id":12345678901234567890}],"ok":true,"ok":1.0}')
  const tree = page.getByRole('region', { name: 'JSON' })
  // Nothing of it is rounded or left out.
  await expect(tree).toContainText('id: 12345678901234567890')
  await expect(tree).toContainText('ok:trueok:1.0')
  await mode(page, 'Text').click()
  await expect(page.getByRole('region', { name: 'Text' })).toContainText('{"list":[{"id":1234')
  await open(page, 'lines.jsonl', '{"id":1}\n{"id":2}\n')
  await expect(tree).toContainText('1id:12id:2')
  await open(page, 'bad.json', '{"a": [1,')
  await expect(page.getByRole('region', { name: 'Text' })).toContainText('{"a": [1,')
})

test('Markdown and a Word document are drawn, and stand there as text, too', async ({ page }) => {
  await open(page, 'notes.md', '# Title\n\n- one\n\n<img src=x onerror=alert(1)>')
  const document = page.getByRole('region', { name: 'Document' })
  await expect(document.getByRole('heading', { name: 'Title' })).toBeVisible()
  await expect(document).toContainText('<img src=x')
  await mode(page, 'Text').click()
  await expect(page.getByRole('region', { name: 'Text' })).toContainText('# Title')
  await open(page, 'letter.docx', makeOfficeFiles().docx)
  await expect(document.getByRole('heading', { name: 'A letter' })).toBeVisible()
  await expect(document.getByRole('listitem')).toHaveText('first')
})

test('Code has the colours of its language', async ({ page }) => {
  await open(page, 'main.py', 'def half(x):\n    return x / 2  # a remark\n')
  const text = page.getByRole('region', { name: 'Text' })
  await expect(text.locator('.text-c-key', { hasText: 'return' })).toBeVisible()
  await expect(text.locator('.text-c-com', { hasText: 'a remark' })).toBeVisible()
})

test('Of a very long text the beginning is shown, one of very many lines in parts', async ({
  page,
}) => {
  const line = 'A line that is one of very many, all the same.\n'
  await open(page, 'long.log', line.repeat(Math.ceil(21_000_000 / line.length)))
  await expect(page.getByText('The first 4 MB of 21 MB')).toBeVisible()
  await expect(page.getByText(line.trim()).first()).toBeVisible()

  const count = 450_000
  await open(page, 'many.log', Array.from({ length: count }, (_, at) => `${at + 1}.`).join('\n'))
  await expect(page.getByText('Lines 1–200,000 of 450,000')).toBeVisible()
  await page.getByRole('button', { name: 'The lines after' }).click()
  await page.getByRole('button', { name: 'The lines after' }).click()
  await expect(page.getByText('Lines 400,001–450,000 of 450,000')).toBeVisible()
  await page.getByRole('region', { name: 'Text' }).press('End')
  await expect(page.getByText(`${count}.`, { exact: true })).toBeInViewport()
})

test('An image is looked at closely by wheel and keys, and the page stays as it is', async ({
  page,
}) => {
  await open(page, 'photo.png', writeNoisyPng(600, 400))
  const canvas = page.getByRole('application', { name: 'Image, moved by arrow keys' })
  await expect(canvas.locator('img')).toHaveJSProperty('naturalWidth', 600)
  await page.getByRole('button', { name: 'Actual size' }).click()
  const isStopped = canvas.evaluate(
    (element) =>
      new Promise((resolve) => {
        element.addEventListener('wheel', (event) =>
          setTimeout(() => resolve(event.defaultPrevented)),
        )
      }),
  )
  await canvas.hover()
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -100)
  await page.keyboard.up('Control')
  await expect(page.getByRole('button', { name: 'Fit' })).toHaveText('150%')
  expect(await isStopped).toBe(true)
  await canvas.press('ArrowRight')
  expect(await canvas.evaluate(({ scrollLeft }) => scrollLeft)).toBe(60)
  await canvas.press('ArrowLeft')
  expect(await canvas.evaluate(({ scrollLeft }) => scrollLeft)).toBe(0)
})

test.describe('What a page of a file tries', () => {
  test.use({ tolerated: /^console: (Blocked|Loading|Framing|Refused|policy:) / })
  let elsewhere: Server
  let connections = 0
  let host = ''
  test.beforeEach(async ({ origins }) => {
    connections = 0
    elsewhere = createServer((socket) => {
      connections += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const address = elsewhere.address()
    host = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    // What the policy stops is seen to be asked for; that it goes nowhere is counted here.
    origins.add(host)
  })
  test.afterEach(() => new Promise<void>((resolve) => elsewhere.close(() => resolve())))

  /** Each would change the page that it stands in, or ask another host, if it could. */
  const attempts = () => `
    <script>parent.document.title = document.documentElement.dataset.ran = 'ran'</script>
    <script src="${host}/a.js"></script>
    <img src="${host}/b.png" onerror="document.documentElement.dataset.ran = 'ran'" />
    <iframe src="${host}/c"></iframe>
    <object data="${host}/d"></object>
    <link rel="stylesheet" href="${host}/e.css" /><link rel="preconnect" href="${host}" />
    <style>@import url(${host}/f.css); body { background: url(${host}/g.png) }</style>
    <meta http-equiv="refresh" content="0;url=${host}/h" />
    <form action="${host}/i"><input autofocus="" onfocus="document.documentElement.dataset.ran = 'ran'" /></form>`

  const pages: Record<string, () => string> = {
    'page.html': () =>
      `<!doctype html><html><body onload="document.documentElement.dataset.ran = 'ran'"><h1>Plain to see</h1>${attempts()}</body></html>`,
    'picture.svg': () =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" onload="document.documentElement.dataset.ran = 'ran'"><text y="20">Plain to see</text><image href="${host}/j.png" width="9" height="9"/><foreignObject width="300" height="300"><div xmlns="http://www.w3.org/1999/xhtml">${attempts()}</div></foreignObject></svg>`,
  }
  for (const [name, make] of Object.entries(pages)) {
    test(`neither runs nor loads anything: ${name}`, async ({ page }) => {
      await open(page, name, make())
      await expect(page.getByRole('region', { name: 'Text' })).toContainText('Plain to see')
      await mode(page, 'Rendered').click()
      const frame = page.frameLocator('iframe[title="The document as a page"]')
      await expect(frame.getByText('Plain to see')).toBeVisible()
      const title = await page.title()
      const inside = page.frames().find((one) => one.url().includes('/preview/files/'))
      expect(await inside?.evaluate(() => [document.documentElement.dataset.ran, origin])).toEqual([
        undefined,
        'null',
      ])
      // Whatever was to be loaded would have begun before this round through the frame and the server.
      await page.request.get('/api/health')
      expect(await page.title()).toBe(title)
      expect(connections).toBe(0)
    })
  }
})
